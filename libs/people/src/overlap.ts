/** What PostgreSQL says when `unique (…, during without overlaps)` would be broken: the last word on who may be where on one day. */
const EXCLUSION_VIOLATION = '23P01';

export function isOverlap(error: unknown): error is Error {
  return error instanceof Error && (error as Error & { code?: unknown }).code === EXCLUSION_VIOLATION;
}

/** Of whom two stretches overlap; the id stands first in the key that PostgreSQL names. null when it names none. */
export function clientOfOverlap(error: Error): string | null {
  const { detail } = error as Error & { detail?: string };
  return /^Key \(client_id, during\)=\((?<id>[0-9a-f-]{36}),/.exec(detail ?? '')?.groups?.['id'] ?? null;
}
