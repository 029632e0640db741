import { END_REASONS, isOurOwnCode, type EndReason } from './end-reasons.js';

/** Whose word or code it is: of the municipality or its benefits system, or of CBS. */
export const CODE_ORIGINS = ['local', 'cbs'] as const;
export type CodeOrigin = (typeof CODE_ORIGINS)[number];

/** What an administrator tells of a word or code that comes in. */
export interface ReasonCodeWish {
  /** As it stands in the export of the municipality. */
  code: string;
  origin: CodeOrigin;
  endReason: EndReason;
  /** In the municipality's own words; null: nothing to add. */
  description: string | null;
  /** The code under which the municipality reports it to CBS; null: not filled in. */
  cbsCode: string | null;
}

export const CODE_LENGTHS = { code: 120, description: 200, cbsCode: 10 } as const;

export type ReasonCodeProblem = 'needed' | 'too-long' | 'our-own' | 'unknown' | 'not-a-code';

/** What is wrong with it, by field. */
export function problemsWithReasonCode({
  code,
  origin,
  endReason,
  description,
  cbsCode,
}: {
  [field in keyof ReasonCodeWish]: string | null;
}): Partial<Record<keyof ReasonCodeWish, ReasonCodeProblem>> {
  const problems: Partial<Record<keyof ReasonCodeWish, ReasonCodeProblem>> = {};
  if (!code?.trim()) problems.code = 'needed';
  else if (code.length > CODE_LENGTHS.code) problems.code = 'too-long';
  else if (isOurOwnCode(code)) problems.code = 'our-own';
  if (!CODE_ORIGINS.some((known) => known === origin)) problems.origin = 'unknown';
  if (!endReason) problems.endReason = 'needed';
  else if (!END_REASONS.some((known) => known === endReason)) problems.endReason = 'unknown';
  if (description && description.length > CODE_LENGTHS.description) problems.description = 'too-long';
  // What it looks like at CBS is not ours to know; that it is short, and one word, is.
  if (cbsCode && cbsCode.length > CODE_LENGTHS.cbsCode) problems.cbsCode = 'too-long';
  else if (cbsCode && !/^[\p{L}\p{N}.-]+$/u.test(cbsCode)) problems.cbsCode = 'not-a-code';
  return problems;
}
