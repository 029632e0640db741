/** Why a rule is refused; a screen words it. */
export type ProblemReason =
  | 'unknown-shape'
  | 'empty'
  | 'forbidden-input'
  | 'reserved-input'
  | 'unknown-trait'
  | 'off-scale'
  | 'says-nothing'
  | 'has-no-order'
  | 'longer-than-valid'
  | 'not-a-period'
  | 'text-missing'
  | 'not-read'
  | 'unknown-intervention'
  | 'not-for-rules'
  | 'unknown-stance'
  | 'unknown-strength'
  | 'named-twice'
  | 'not-a-wish'
  | 'author-approves'
  | 'not-a-moment';

export interface RuleProblem {
  /** Where in the rule: `when.all[1].trait`. */
  at: string;
  reason: ProblemReason;
  found: string;
}
