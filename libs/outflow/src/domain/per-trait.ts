import type { Outcomes } from './definition.js';
import type { Bounds, Figure } from './figures.js';
import type { Definition } from './question.js';
import type { Family } from './safe-groups.js';

/** One line: one group, or groups that stand together because one of them was too small, or too much alike, to stand alone. */
export interface FigureCell {
  keys: readonly string[];
  family: Family;
  /** null: hidden. */
  figure: Figure | null;
  /** What it would be in the worst and the best case for those of whom the trait is not known; null: cannot be said, or is of those themselves. */
  bounds: Bounds | null;
}

/** Of how many the trait is known; null: it cannot be said without saying too much. */
export interface KnownShare {
  known: number;
  people: number;
  share: number;
}

export interface TraitFigures {
  trait: string;
  cells: readonly FigureCell[];
  /** The hidden cells together; null when nothing is hidden, or all is. */
  hidden: Figure | null;
  knownShare: KnownShare | null;
}

/** What became of everybody, in the categories that exclude each other. */
export type Fates = Pick<Outcomes, 'people' | 'work' | 'other' | 'outOfSight' | 'staying' | 'pending'>;

/**
 * Figures that may be shown. `nobody`: no one was on a benefit; `too-few`: so few, or all so alike, that even the total would tell about a
 * person, or with which the few others could be found by subtracting.
 */
export type PerTrait =
  | { state: 'nobody' | 'too-few'; definition: Definition; madeAt: Temporal.Instant }
  | {
      state: 'shown';
      definition: Definition;
      /** When it was counted. */
      madeAt: Temporal.Instant;
      total: Figure;
      fates: Fates;
      traits: readonly TraitFigures[];
    };

/** The groups of one trait that may be told apart in a scope: the same lines wherever the trait is shown. `hidden` ones may not. */
export interface ShownGroup {
  keys: readonly string[];
  family: Family;
  hidden: boolean;
}
