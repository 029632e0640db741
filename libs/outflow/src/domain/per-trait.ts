import { together, type Outcomes } from './definition.js';
import { boundsOf, figureOf, type Bounds, type Figure } from './figures.js';
import type { Definition } from './question.js';
import type { Cell, Family } from './safe-groups.js';
import type { SafeTable, SafeTrait } from './safe/cube.js';

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
 * person, or with which the few others could be found by subtracting; `only-a-year`: measures of who left are shown of periods of a year.
 */
export type PerTrait =
  | { state: 'nobody' | 'too-few' | 'only-a-year'; definition: Definition; madeAt: Temporal.Instant }
  | {
      state: 'shown';
      definition: Definition;
      /** When it was counted. */
      madeAt: Temporal.Instant;
      total: Figure;
      fates: Fates;
      /** Whether a few people are in no figure: they have no team, or one too small to show. Only ever true of all teams. */
      leavesOut: boolean;
      traits: readonly TraitFigures[];
    };

/** The groups of one trait that may be told apart in a scope: the same lines wherever the trait is shown. `hidden` ones may not. */
export interface ShownGroup {
  keys: readonly string[];
  family: Family;
  hidden: boolean;
}

/** What is kept of one scope and one length. */
export interface KeptFigures {
  madeAt: Temporal.Instant;
  leavesOut: boolean;
  months: number;
  /** Of the measure's own layer. */
  table: SafeTable;
  fates: Fates;
}

/** Figures of a definition, from what is kept. */
export function perTraitOf(definition: Definition, { madeAt, leavesOut, months, table, fates }: KeptFigures): PerTrait {
  const figure = (outcomes: Outcomes) => figureOf(definition, outcomes, months);
  return {
    state: 'shown',
    definition,
    madeAt,
    total: figure(table.total),
    fates,
    leavesOut,
    traits: table.traits.map((trait) => figuresOfTrait(trait, table.total.people, figure)),
  };
}

function figuresOfTrait({ trait, cells, hidden }: SafeTrait, people: number, figure: (outcomes: Outcomes) => Figure): TraitFigures {
  const unknown = unknownOf(cells);
  return {
    trait,
    cells: cells.map(({ keys, family, outcomes }) => {
      const own = outcomes && figure(outcomes);
      return { keys, family, figure: own, bounds: own && unknown && family !== 'unknown' ? boundsOf(own, figure(unknown)) : null };
    }),
    hidden: hidden && figure(hidden),
    knownShare: unknown && people > 0 ? { known: people - unknown.people, people, share: 1 - unknown.people / people } : null,
  };
}

/** Everybody of whom the trait is not known; null when how many that are is hidden. */
function unknownOf(cells: readonly Cell[]): Outcomes | null {
  const outcomes = cells.filter(({ family }) => family === 'unknown').map((cell) => cell.outcomes);
  return outcomes.includes(null) ? null : together(outcomes.flatMap((each) => each ?? []));
}
