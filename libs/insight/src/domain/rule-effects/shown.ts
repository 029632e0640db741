import type { Estimate } from '#libs/outflow';
import type { Condition, Stance, Verdict } from '#libs/rules';

/** A number as it may be seen: rounded to a five nearby, never of fewer than 10 clients; null: not shown. Nobody is shown as 0. */
export type ShownCount = number | null;

/** What a rule says of a group of clients. `rest`: no and unknown together, where one of the two is too small to stand alone. */
export type VerdictSplit = { yes: number; no: number; unknown: number } | { yes: number; rest: number };

/** How many were looked at, and of how many. */
export interface Looked {
  /** Everybody it is about. */
  clients: number;
  /** How many of them were looked at: all, or a sample that is the same every time. */
  looked: number;
}

/** About how long ago: no date can be read back from it. */
export interface Ago {
  unit: 'week' | 'month';
  count: number;
}

/** One condition of an example, with what it says of this person. */
export interface ExampleLine {
  condition: Condition;
  verdict: Verdict;
  /** How deep it lies within others: 0 for the condition as a whole. */
  depth: number;
  /** What was answered, about how long ago; empty: not known, or nothing that was answered decides it. */
  known: { trait: string; value: number; ago: Ago }[];
}

/** `nearly`: one condition more and it would be yes. */
export type ExampleKind = 'yes' | 'nearly' | 'unknown' | 'no';

/** Somebody, without anything that says who: at least 10 clients are in exactly this position. */
export interface RuleExample {
  kind: ExampleKind;
  lines: ExampleLine[];
}

/** Whom a rule touches today. */
export interface RuleTouch extends Looked {
  /** null: fewer than 10 say yes, or all but a few do. In a sample: of those who were looked at. */
  total: VerdictSplit | null;
  /** In a sample: the share of everybody that it says yes of. */
  yesShare: Estimate | null;
  /** By name; '' for who has no team. A split that is null is not shown, because it or another team is too small. */
  teams: { team: string; split: VerdictSplit | null }[];
  /** At most five; none when fewer than 10 say yes. */
  examples: RuleExample[];
}

/** What becomes of one intervention when a set of rules takes the place of another: for how many clients. */
export interface InterventionChange {
  intervention: string;
  stance: Stance;
  /** Would be said now, and is not; would no longer be said. */
  added: ShownCount;
  withdrawn: ShownCount;
  /** Would come first, and does not; would no longer come first, though it stays. */
  first: ShownCount;
  noLongerFirst: ShownCount;
}

/** What would change for the clients of today if another set of rules took the place of this one. */
export interface RuleSetChange extends Looked {
  /** Clients for whom anything changes; who get something new; lose something; have something else in the first place. */
  touched: ShownCount;
  added: ShownCount;
  withdrawn: ShownCount;
  firstPlace: ShownCount;
  /** Those for which anything changes; the order of the catalogue. */
  interventions: InterventionChange[];
}

/** What a coach did about what a rule names, in the sixty days after it would have spoken; of each client the first that comes here. */
export const RESPONSES = ['accepted', 'adjusted', 'declined', 'begun', 'undecided', 'never-suggested', 'too-recent'] as const;
export type Response = (typeof RESPONSES)[number];

/** How a trait was some three months later. */
export const LATERS = ['better', 'same', 'worse', 'other', 'not-heard', 'too-recent'] as const;
export type Later = (typeof LATERS)[number];

/** What a rule would have done in the past, with what was known then. */
export interface RuleLookBack extends Looked {
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  /** Clients of whom anything was heard in that time, while they had a benefit. */
  heard: ShownCount;
  /** Clients of whom it would have said yes at least once, and at how many moments. */
  fired: ShownCount;
  moments: ShownCount;
  quarters: { from: Temporal.PlainDate; heard: ShownCount; fired: ShownCount; moments: ShownCount }[];
  /** null: it names nothing that can be begun. */
  responses: Record<Response, ShownCount> | null;
  /** Why coaches declined, most often first; a reason that too few gave is left out. */
  reasons: { reason: string; clients: number }[];
  laters: { trait: string; later: Record<Later, ShownCount> }[];
  /** Who could be followed for a year; who left for work, and not back within a month. */
  work: { followed: ShownCount; share: Estimate | null; tooRecent: ShownCount };
  /** It asks after silence, which only a moment without an answer can show: those moments are not replayed. */
  isBlindToSilence: boolean;
}
