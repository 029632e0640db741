import { type ItemValues, type Scored, sumOf } from './sum-of.js';

/** From the raw sum (0 to 25) to a percentage. */
const PER_POINT = 4;

/**
 * Well-being by the five items of the World Health Organization (1998), each 0 to 5 with 5 best: the raw sum of 0 to 25 times four, so 0 to 100
 * in steps of 4, higher is better (Topp and others, 2015).
 *
 * Missing: any item, and the score is unknown.
 * @param values of the five items in the published order; null missing
 */
export function who5(values: ItemValues): Scored {
  const raw = sumOf(values);
  return { value: raw === null ? null : raw * PER_POINT, subscales: {} };
}
