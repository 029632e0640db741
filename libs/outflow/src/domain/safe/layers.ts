import type { Outcomes } from '../definition.js';
import type { Measure } from '../question.js';
import { FEWEST_ALIKE, FEWEST_PEOPLE } from '../safe-groups.js';

/**
 * People by all that anybody can learn of them: how many in each category, of which each is in one. What is shown of several lengths of a
 * period says more than each of them (who left in the second half year), so the categories are those of all lengths together.
 */
export type Crowd = readonly number[];

/** Figures that are about the same people. What is joined and hidden is decided for a layer as a whole. */
export interface Layer {
  name: LayerName;
  /** @param lengths outcomes of the same people by the end of each length that is over, the shortest first */
  crowd(lengths: readonly Outcomes[]): Crowd;
  /** Whether it may stand on a line of its own. */
  isSafe(crowd: Crowd): boolean;
  /** Whether it may be what is left when the lines are taken from the total. */
  isSafeRest(crowd: Crowd): boolean;
  /** How many are in each group can be read elsewhere already: only what became of them is secret. */
  isSizeKnown: boolean;
}

export const LAYERS = ['exit', 'sustained-6', 'sustained-12', 'sustained-18', 'back-6', 'back-12', 'part-time', 'ladder'] as const;
export type LayerName = (typeof LAYERS)[number];

/**
 * Measures of who left are shown for periods of a year only. Who left in another half year is found by subtracting two lengths, and that
 * may be a few people.
 */
export const MONTHS_OF_WHO_LEFT = 12;

export function layerOf(measure: Measure): LayerName {
  return measure === 'work' || measure === 'any' ? 'exit' : measure;
}

export function isOfWhoLeft(layer: LayerName): boolean {
  return layer.startsWith('sustained') || layer.startsWith('back');
}

export function sizeOf(crowd: Crowd): number {
  let sum = 0;
  for (const count of crowd) sum += count;
  return sum;
}

/** @param months the lengths, the shortest first */
export function layersOf(months: readonly number[]): Layer[] {
  const aYear = months.indexOf(MONTHS_OF_WHO_LEFT);
  return LAYERS.filter((name) => !isOfWhoLeft(name) || aYear !== -1).map((name) => LAYER[name](aYear));
}

const LAYER: Record<LayerName, (aYear: number) => Layer> = {
  exit: () => ({
    name: 'exit',
    crowd: (lengths) => {
      const last = lengths.at(-1) as Outcomes;
      return [
        ...(['work', 'other', 'outOfSight'] as const).flatMap((exit) => increases(lengths.map((each) => each[exit]))),
        last.staying + last.pending,
      ];
    },
    isSafe: (crowd) => sizeOf(crowd) === 0 || sizeOf(crowd) >= (isMixed(crowd) ? FEWEST_PEOPLE : FEWEST_ALIKE),
    isSafeRest: (crowd) => sizeOf(crowd) >= FEWEST_ALIKE && isMixed(crowd),
    isSizeKnown: false,
  }),
  'sustained-6': (aYear) => ofWhoLeft('sustained-6', aYear, 'followed6', 'sustained6'),
  'sustained-12': (aYear) => ofWhoLeft('sustained-12', aYear, 'followed12', 'sustained12'),
  'sustained-18': (aYear) => ofWhoLeft('sustained-18', aYear, 'followed18', 'sustained18'),
  'back-6': (aYear) => ofWhoLeft('back-6', aYear, 'left6', 'back6'),
  'back-12': (aYear) => ofWhoLeft('back-12', aYear, 'left12', 'back12'),
  'part-time': () =>
    bySize('part-time', (lengths) => [...ofEach(lengths, 'partTime'), last(lengths, 'people') - last(lengths, 'partTime')]),
  ladder: () => bySize('ladder', (lengths) => [...ofEach(lengths, 'ladderUp'), last(lengths, 'ladderKnown') - last(lengths, 'ladderUp')]),
};

function ofWhoLeft(name: LayerName, aYear: number, of: keyof Outcomes, count: keyof Outcomes): Layer {
  return bySize(name, (lengths) => {
    const outcomes = lengths[aYear] as Outcomes;
    return [outcomes[count], outcomes[of] - outcomes[count]];
  });
}

/** Shown from so many people that it does not matter whether they are alike: so that what is joined or hidden tells nothing of what became of them. */
function bySize(name: LayerName, crowd: Layer['crowd']): Layer {
  const isEnough = (people: number) => people >= FEWEST_ALIKE;
  return {
    name,
    crowd,
    isSafe: (those) => sizeOf(those) === 0 || isEnough(sizeOf(those)),
    isSafeRest: (those) => isEnough(sizeOf(those)),
    isSizeKnown: true,
  };
}

/** Somebody left for work within the shortest length, and somebody is still there after the longest: then no length has them all alike. */
function isMixed(crowd: Crowd): boolean {
  return (crowd[0] as number) > 0 && (crowd.at(-1) as number) > 0;
}

function ofEach(lengths: readonly Outcomes[], counter: keyof Outcomes): number[] {
  return increases(lengths.map((each) => each[counter]));
}

function last(lengths: readonly Outcomes[], counter: keyof Outcomes): number {
  return (lengths.at(-1) as Outcomes)[counter];
}

function increases(counts: readonly number[]): number[] {
  return counts.map((count, at) => count - (counts[at - 1] ?? 0));
}
