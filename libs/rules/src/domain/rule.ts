import type { Wording } from '#libs/platform';
import type { AgeBand } from './profile.js';

export type Stance = 'suggest' | 'advise_against';

/** 1: may help; 2: fits; 3: this first. */
export type Strength = 1 | 2 | 3;

/** Of one value. */
export type Level = { is: number } | { oneOf: readonly number[] } | { atLeast: number } | { atMost: number };

/** What is asked of one trait. Every one of them is unknown when the latest answer is a refusal, "weet ik niet", or has expired; except `notHeard`. */
export type Comparison =
  | Level
  /** The age of the latest answer. */
  | { newerThanDays: number }
  /** The latest answer against the one in the period from which it moved furthest. */
  | { worsenedBy: number; withinDays: number }
  | { improvedBy: number; withinDays: number }
  /** The latest answer against what is usual for this person (median and spread of their own earlier answers). */
  | { against: 'usual'; is: 'worse' | 'better' }
  /** The slope through all answers of a period. */
  | { trend: 'worsening' | 'improving'; withinDays: number }
  /** `times` of the `ofLast` last check-ins that heard of this trait. */
  | { sustained: Level; times: number; ofLast: number }
  /** Why nothing is known now: always yes or no. */
  | { notHeard: readonly NotHeard[] };

export type NotHeard = 'never' | 'expired' | 'refused' | 'unknown';

/** What is asked of the situation, apart from traits. */
export type Circumstance =
  /** No answer of any kind for so long, though somebody asked. */
  | { silentForDays: number }
  /** Nothing arrives. */
  | { unreachable: true }
  /** How long the benefit runs, in whole months: at least, and less than. */
  | { benefitMonths: { atLeast?: number; lessThan?: number } }
  | { ageBand: readonly AgeBand[] }
  /** `tried`: ended, after it had started; `declined`: a coach or the client did not want it. With `withinDays`: in that period. */
  | { intervention: string; was: 'running' | 'waiting' | 'tried' | 'completed' | 'stopped_early' | 'declined'; withinDays?: number };

export type Condition =
  | ({ trait: string } & Comparison)
  | Circumstance
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { none: readonly Condition[] }
  | { atLeast: number; of: readonly Condition[] };

export type Effect =
  | { stance: Stance; intervention: string; strength: Strength }
  /** Talk about it before anything is begun: becomes a conversation with the coach, ahead of programmes. */
  | { stance: 'talk_first'; strength: Strength }
  /** Have a trait asked again in the next check-in. */
  | { stance: 'ask'; trait: string };

/** A rule as it is stored: data, written by one person and approved by another, never changed once it is a version. */
export interface RuleDefinition {
  rule: string;
  version: number;
  title: Wording;
  /** Whom it is meant for, in words; absent in versions from before there was such a line. */
  forWhom?: Wording;
  when: Condition;
  then: readonly Effect[];
  /** For the coach, B1; `{trait.key}` becomes the level that was observed. */
  explanation: Wording;
  /** For the client, B1, in the u form: why this may fit. Absent in versions from before there was such a line. */
  clientExplanation?: Wording;
  /** This rule carries out what the client asked for: what it suggests comes first, whatever other rules say. */
  wish?: boolean;
  author: string;
  approver: string;
  /** ISO 8601 instant. */
  validFrom: string;
  /** ISO 8601 instant: from then on it does not count. */
  validUntil?: string | null;
}

/** An effect that is about something that can be started. */
export type Advice = Extract<Effect, { intervention: string }>;

/** What a rule says about things that can be started; talking first and asking again are no such thing. */
export function adviceOf({ then }: Pick<RuleDefinition, 'then'>): Advice[] {
  return then.filter((effect): effect is Advice => effect.stance === 'suggest' || effect.stance === 'advise_against');
}
