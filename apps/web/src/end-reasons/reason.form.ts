import type { CodeOrigin, EndReason, ReasonCode, ReasonCodeWish } from '#libs/people';

/** What a browser sends of what a word means; `gezien` is what whoever sends it has read of what follows. */
export const REASON_FIELDS = ['woord', 'soort', 'betekenis', 'omschrijving', 'cbscode', 'gezien'] as const;
export type ReasonFields = Record<(typeof REASON_FIELDS)[number], string>;

/** Where each stands in the wish. */
export const FIELD_OF: Record<keyof ReasonCodeWish, keyof ReasonFields> = {
  code: 'woord',
  origin: 'soort',
  endReason: 'betekenis',
  description: 'omschrijving',
  cbsCode: 'cbscode',
};

export const NEW_REASON: ReasonFields = { woord: '', soort: 'local', betekenis: '', omschrijving: '', cbscode: '', gezien: '' };

/** What was sent; what was not, or in a way that no browser does, is empty. */
export function readReasonFields(body: unknown): ReasonFields {
  const sent = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 500) : '');
  return { ...NEW_REASON, ...(Object.fromEntries(REASON_FIELDS.map((field) => [field, text(sent[field])])) as ReasonFields) };
}

/** Not looked at yet: whether it is possible, `problemsWithReasonCode` says. */
export function wishOf({ woord, soort, betekenis, omschrijving, cbscode }: ReasonFields): ReasonCodeWish {
  return {
    code: woord.trim(),
    origin: soort as CodeOrigin,
    endReason: betekenis as EndReason,
    description: omschrijving.trim() || null,
    cbsCode: cbscode.trim() || null,
  };
}

export function fieldsOfCode({ code, origin, endReason, description, cbsCode, spells }: ReasonCode): ReasonFields {
  return {
    woord: code,
    soort: origin,
    betekenis: endReason,
    omschrijving: description ?? '',
    cbscode: cbsCode ?? '',
    gezien: seen(spells, endReason),
  };
}

/**
 * What somebody has to have read before it is kept: how many benefits follow, and that people will be deceased by it. Nothing follows: nothing
 * to read.
 */
export function seen(spells: number, endReason: string): string {
  if (endReason === 'DECEASED') return `${spells}-overleden`;
  return spells === 0 ? '' : String(spells);
}
