import type { Estimate } from '../intervals.js';
import type { Family } from '../safe-groups.js';

/** A group that may be shown, with how many per 100 years on a benefit left for work. */
export interface ReportedGroup {
  trait: string;
  /** The bands that stand on one line. */
  keys: readonly string[];
  family: Family;
  people: number;
  rate: Estimate;
}

/** The figures of one period; only what may be shown is in it. */
export interface ReportedFigures {
  people: number;
  work: number;
  rate: Estimate;
  groups: readonly ReportedGroup[];
  /** Of each trait the share of people of whom it was known on the first day, from 0 to 1; null: too few to say. */
  known: readonly { trait: string; share: number | null }[];
}

/** What is told: a kind for which there are words, and what stands in them. */
export type Finding =
  | { kind: 'first'; rate: number }
  | { kind: 'more' | 'less' | 'no-certain-change'; rate: number; before: number }
  | { kind: 'group-below' | 'group-above'; trait: string; keys: readonly string[]; people: number; rate: number; average: number }
  | { kind: 'none-stands-out' }
  | { kind: 'known-least' | 'known-well'; trait: string; share: number }
  | { kind: 'nothing-known' };

/** Of so many of everybody a trait is known: well enough. */
const WELL_KNOWN = 0.8;

/**
 * Three things a month, one of each kind: what changed since the twelve months before, what stands out, and of whom we do not know. Made by rules,
 * never by guess: a change or a group is named only where its whole 95% interval lies on one side, and otherwise it is said that it is not certain.
 * @param before the same length of time just before, of the people who were there then; null: there are no such figures
 */
export function findingsOf(now: ReportedFigures, before: ReportedFigures | null): [Finding, Finding, Finding] {
  return [changed(now, before), standsOut(now), known(now)];
}

function changed(now: ReportedFigures, before: ReportedFigures | null): Finding {
  if (!before) return { kind: 'first', rate: now.rate.value };
  const { low, high } = rateDifference(now.rate, before.rate);
  const kind = low > 0 ? 'more' : high < 0 ? 'less' : 'no-certain-change';
  return { kind, rate: now.rate.value, before: before.rate.value };
}

/** What stands in the way of most people goes first: how far below the average, times how many. Only where nothing is below, what is above. */
function standsOut({ groups, rate: { value: average } }: ReportedFigures): Finding {
  const weight = ({ rate, people }: ReportedGroup) => Math.abs(average - rate.value) * people;
  const heaviest = (some: readonly ReportedGroup[]) =>
    some.toSorted((a, b) => weight(b) - weight(a) || (a.trait < b.trait ? -1 : a.trait > b.trait ? 1 : 0))[0];
  const circumstances = groups.filter(({ family }) => family === 'barrier');
  const below = heaviest(circumstances.filter(({ rate }) => rate.high < average));
  const above = heaviest(circumstances.filter(({ rate }) => rate.low > average));
  const found = below ?? above;
  if (!found) return { kind: 'none-stands-out' };
  const { trait, keys, people, rate } = found;
  return { kind: below ? 'group-below' : 'group-above', trait, keys, people, rate: rate.value, average };
}

function known({ known: traits }: ReportedFigures): Finding {
  const told = traits.flatMap(({ trait, share }) => (share === null ? [] : [{ trait, share }]));
  const asked = told.filter(({ share }) => share > 0).toSorted((a, b) => a.share - b.share || (a.trait < b.trait ? -1 : 1));
  const [least] = asked;
  if (!least) return { kind: 'nothing-known' };
  return { kind: least.share < WELL_KNOWN ? 'known-least' : 'known-well', ...least };
}

/**
 * One rate minus another, with the interval that follows from theirs (MOVER: Zou and Donner, Statistics in Medicine 27, 2008).
 * Of other people each: who was there in both periods makes them hang together a little, which makes the interval too wide rather than too narrow.
 */
export function rateDifference(one: Estimate, other: Estimate): Estimate {
  const value = one.value - other.value;
  return {
    value,
    low: value - Math.hypot(one.value - one.low, other.high - other.value),
    high: value + Math.hypot(one.high - one.value, other.value - other.low),
  };
}
