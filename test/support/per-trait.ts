import {
  boundsOf,
  figureOf,
  outcomesOf,
  USUAL_DEFINITION,
  type Definition,
  type Family,
  type FigureCell,
  type Outcomes,
  type PerTrait,
} from '#libs/outflow';

/** A group of a trait: its keys, how many people, how many of them left for work; `null`: hidden. */
export interface GroupOf {
  keys: readonly string[];
  family: Family;
  counts: readonly [people: number, work: number] | null;
}

export interface GivenFigures {
  definition?: Partial<Definition>;
  total: Partial<Outcomes> & { people: number; work: number };
  traits?: readonly {
    trait: string;
    groups: readonly GroupOf[];
    hidden?: readonly [people: number, work: number];
    known?: number | null;
  }[];
  months?: number;
}

/** Everybody stayed 300 days, and a year has 365.25 of them. */
export function counted(people: number, work: number, more: Partial<Outcomes> = {}): Outcomes {
  return outcomesOf({
    people,
    work,
    staying: people - work,
    days: people * 300,
    monthly: people * 10,
    followed6: work,
    sustained6: work,
    left6: work,
    ...more,
  });
}

/** Figures as the library gives them, for who shows them. */
export function figuresOf({
  definition: chosen = {},
  total,
  traits = [],
  months = 12,
}: GivenFigures): Extract<PerTrait, { state: 'shown' }> {
  const definition = { ...USUAL_DEFINITION, ...chosen };
  const everybody = counted(total.people, total.work, total);
  const figure = ([people, work]: readonly [number, number]) => figureOf(definition, counted(people, work), months);
  return {
    state: 'shown',
    definition,
    madeAt: Temporal.Instant.from('2026-11-21T04:00:00Z'),
    total: figureOf(definition, everybody, months),
    fates: everybody,
    leavesOut: false,
    traits: traits.map(({ trait, groups, hidden, known = null }) => {
      const unknown = groups.find(({ keys }) => keys.includes('not-known'))?.counts;
      return {
        trait,
        cells: groups.map(({ keys, family, counts }): FigureCell => {
          const its = counts && figure(counts);
          return { keys, family, figure: its, bounds: its && unknown && family !== 'unknown' ? boundsOf(its, figure(unknown)) : null };
        }),
        hidden: hidden ? figure(hidden) : null,
        knownShare: known === null ? null : { known, people: total.people, share: known / total.people },
      };
    }),
  };
}
