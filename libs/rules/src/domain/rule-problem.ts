/** Why a rule is refused; a screen words it. */
export type ProblemReason =
  | 'unknown-shape'
  | 'unknown-field'
  | 'empty'
  | 'too-deep'
  | 'too-many'
  | 'too-long'
  | 'forbidden-input'
  /** A trait that is marked as protected: no rule reads it. */
  | 'protected-input'
  | 'reserved-input'
  /** A rule that reads nothing but an age. */
  | 'age-alone'
  /** An age may open something, and never keep somebody from it. */
  | 'age-advises-against'
  | 'unknown-trait'
  | 'off-scale'
  /** It holds whatever is known: for everybody who answers. */
  | 'says-nothing'
  /** It can never hold, whatever is known: its parts contradict each other. */
  | 'never-holds'
  | 'has-no-order'
  | 'longer-than-valid'
  | 'not-a-period'
  | 'not-a-count'
  | 'text-missing'
  | 'not-a-key'
  | 'not-read'
  | 'unknown-intervention'
  /** Only of rules that are being written: what is stored keeps its other effects. */
  | 'no-longer-offered'
  | 'not-for-rules'
  | 'unknown-stance'
  | 'unknown-strength'
  | 'named-twice'
  | 'not-a-wish'
  | 'author-approves'
  | 'not-a-moment'
  | 'ends-before-it-begins';

export interface RuleProblem {
  /** Where in the rule: `when.all[1].trait`. */
  at: string;
  reason: ProblemReason;
  found: string;
}
