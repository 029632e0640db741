import { type ItemValues, type Scored, sumOf } from './sum-of.js';

/** Places of the items that speak of emptiness and missing people: yes counts. The other three are put the other way around: no counts. */
const EMOTIONAL = [0, 3, 5];
const SOCIAL = [1, 2, 4];

const YES = 1;
const MORE_OR_LESS = 2;
const NO = 3;

/**
 * Loneliness by the six items of De Jong Gierveld and Van Tilburg (2006): 0 (not lonely) to 6, with an emotional and a social part of 0 to 3.
 * An item counts when it points to loneliness or when the answer is "min of meer".
 *
 * Missing: the total may lack one item, which then does not count; a part may lack none. So says the authors' own syntax
 * (Manual of the Loneliness Scale: `if (mlones>1) lones=-1`, and `>0` for each part).
 * @param values of items 1 to 6 in the published order: 1 yes, 2 more or less, 3 no, null missing
 */
export function djg6(values: ItemValues): Scored {
  const points = values.map((value, place) => pointOf(value, SOCIAL.includes(place)));
  const answered = points.filter((point) => point !== null);
  return {
    value: answered.length < points.length - 1 ? null : sumOf(answered),
    subscales: { emotional: sumOf(at(points, EMOTIONAL)), social: sumOf(at(points, SOCIAL)) },
  };
}

function pointOf(value: number | null, reversed: boolean): number | null {
  if (value === null) return null;
  return value === MORE_OR_LESS || value === (reversed ? NO : YES) ? 1 : 0;
}

function at(points: ItemValues, places: readonly number[]): ItemValues {
  return places.map((place) => points[place] ?? null);
}
