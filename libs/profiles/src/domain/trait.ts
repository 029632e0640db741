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

export interface TraitDefinition {
  key: string;
  group: TraitGroup;
  label: Wording;
  levels: readonly TraitLevel[];
  /** Which way is better; null when the values are no scale (a wish) or not in order (childcare, housing). */
  better: 'higher' | 'lower' | null;
  /** From the moment of observing; after that a value is history, and unknown to rules. */
  validDays: number;
  bands: readonly TraitBand[];
}
