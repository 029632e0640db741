/** What PostgreSQL says when `unique (…, during without overlaps)` would be broken: the last word on who may be where on one day. */
const EXCLUSION_VIOLATION = '23P01';

export function isOverlap(error: unknown): boolean {
  return error instanceof Error && (error as Error & { code?: unknown }).code === EXCLUSION_VIOLATION;
}
