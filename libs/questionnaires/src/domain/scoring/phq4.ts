import { type ItemValues, type Scored, sumOf } from './sum-of.js';

/**
 * Distress by the four items of Kroenke, Spitzer, Williams and Löwe (2009), each 0 to 3: a total of 0 to 12, and two parts of 0 to 6 (the
 * first two items and the last two). No height has a name here: a number may start a conversation and is no finding about anybody's health.
 *
 * Missing: any item, and the sum it is in is unknown.
 * @param values of the four items in the published order; null missing
 */
export function phq4(values: ItemValues): Scored {
  return { value: sumOf(values), subscales: { first: sumOf(values.slice(0, 2)), second: sumOf(values.slice(2)) } };
}

/** From here on the authors call a part positive. */
const ENOUGH_FOR_A_TALK = 3;

/**
 * Whether a part of the PHQ-4 is so high that a coach may propose to talk. That is all it says: it names no illness, and neither does a screen.
 * @returns null when no part reaches it and one is unknown: then nobody can tell
 */
export function isWorthATalk({ subscales }: Pick<Scored, 'subscales'>): boolean | null {
  const parts = [subscales.first ?? null, subscales.second ?? null];
  if (parts.some((part) => part !== null && part >= ENOUGH_FOR_A_TALK)) return true;
  return parts.includes(null) ? null : false;
}
