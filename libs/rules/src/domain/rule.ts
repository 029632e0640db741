import type { Wording } from '#libs/platform';

export type Stance = 'suggest' | 'advise_against';

/** 1: may help; 2: fits; 3: this first. */
export type Strength = 1 | 2 | 3;

/** What is asked of one trait: its latest value, its age, or how it changed. */
export type Comparison =
  | { is: number }
  | { oneOf: readonly number[] }
  | { atLeast: number }
  | { atMost: number }
  | { newerThanDays: number }
  | { worsenedBy: number; withinDays: number }
  | { improvedBy: number; withinDays: number };

export type Condition =
  ({ trait: string } & Comparison) | { all: readonly Condition[] } | { any: readonly Condition[] } | { none: readonly Condition[] };

export interface Effect {
  stance: Stance;
  intervention: string;
  strength: Strength;
}

/** A rule as it is stored: data, written by one person and approved by another, never changed once it is a version. */
export interface RuleDefinition {
  rule: string;
  version: number;
  title: Wording;
  when: Condition;
  then: readonly Effect[];
  /** For the coach, B1; `{trait.key}` becomes the level that was observed. */
  explanation: Wording;
  /** This rule carries out what the client asked for: what it suggests comes first, whatever other rules say. */
  wish?: boolean;
  author: string;
  approver: string;
  /** ISO 8601 instant. */
  validFrom: string;
}
