import type { Wording } from '#libs/platform';

/** How much a level stands in the way of work: what coaches see as colour, never a verdict about a person. */
export type BarrierLevel = 'none' | 'some' | 'severe';

export interface TraitLevel {
  value: number;
  /** As coaches and team leads read it: about the situation, never about what somebody is. */
  label: Wording;
  barrier: BarrierLevel;
}

/** Levels that a chart of groups takes together: an eleven-point scale has no eleven groups large enough to show. */
export interface TraitBand {
  key: string;
  values: readonly number[];
  label: Wording;
}

export type TraitGroup = 'wellbeing' | 'health' | 'money' | 'language' | 'home' | 'work' | 'wish';

/** 'health': special data (AVG article 9); 'sensitive': what nobody should read over a shoulder. */
export type TraitSensitivity = 'ordinary' | 'sensitive' | 'health';

export interface TraitDefinition {
  key: string;
  group: TraitGroup;
  /** As staff read it. */
  label: Wording;
  /** As the person whose trait it is reads it. */
  clientLabel: Wording;
  /** Why it may be known at all. */
  purpose: Wording;
  sensitivity: TraitSensitivity;
  /** May be known for a purpose of its own, and never be read by a rule. */
  isProtected?: true;
  /** What a value counts; null: it is a level and counts nothing. */
  unit: Wording | null;
  /** The term of the Gemeentelijk Gegevensmodel 2.5.1 that stands nearest; null: there is none. */
  ggm: string | null;
  /** How many days after an answer its question may come again: never sooner, whatever is due. At most `validDays`. */
  askAfterDays: number;
  levels: readonly TraitLevel[];
  /** Which way is better; null when the values are no scale (a wish) or not in order (childcare, housing). */
  better: 'higher' | 'lower' | null;
  /** From the moment of observing; after that a value is history, and unknown to rules. */
  validDays: number;
  bands: readonly TraitBand[];
}
