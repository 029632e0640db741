import type { Estimate } from '#libs/outflow';
import type { Wording } from '#libs/platform';
import type { Verdict } from '#libs/rules';

/** A number of clients as it may be seen: rounded to five, never of fewer than 10; null: not shown. Zero is shown as zero. */
export type ShownCount = number | null;

/** What a rule says of a group of clients. `rest`: no and unknown together, where one of the two is too small to stand alone. */
export type VerdictSplit = { yes: number; no: number; unknown: number } | { yes: number; rest: number };

/** How many were looked at, and of how many. */
export interface Looked {
  /** Everybody it is about. */
  clients: ShownCount;
  /** How many of them were looked at: all, or a sample that is the same every time. */
  looked: number;
  isSample: boolean;
}

/** One condition of an example with what it says of this person. */
export interface ExampleLine {
  sentence: Wording;
  verdict: Verdict;
  /** How deep it lies within others: 0 for the condition as a whole. */
  depth: number;
  /** What was answered and about how long ago, in words without a date; null: not known, or too few gave the same answer. */
  known: Wording | null;
}

/** Somebody, without anything that says who: at least 10 clients are in exactly this position. */
export interface RuleExample {
  /** A, B, C … */
  letter: string;
  kind: 'yes' | 'nearly' | 'unknown' | 'no';
  lines: ExampleLine[];
}

/** Whom a rule touches today. */
export interface RuleTouch extends Looked {
  /** null: fewer than 10 say yes (or all but a few do). */
  total: VerdictSplit | null;
  /** In a sample: the share that says yes, of everybody. */
  yesShare: Estimate | null;
  /** By name; a split that is null is not shown, because it or another team is too small. */
  teams: { team: string; split: VerdictSplit | null }[];
  examples: RuleExample[];
}

/** What would change for clients of today if another set of rules took the place of this one. */
export interface RuleSetChange extends Looked {
  /** Clients of whom anything changes, who get something new, lose something, have something else in the first place. */
  touched: ShownCount;
  added: ShownCount;
  withdrawn: ShownCount;
  firstPlace: ShownCount;
  interventions: {
    intervention: string;
    stance: 'suggest' | 'advise_against';
    added: ShownCount;
    withdrawn: ShownCount;
    /** It is the first for them now, and was not; or was, and is no longer. */
    first: ShownCount;
    noLongerFirst: ShownCount;
  }[];
}
