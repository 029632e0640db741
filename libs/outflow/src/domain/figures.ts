import { NOBODY, personYears, type Counter, type Outcomes } from './definition.js';
import { ratePerHundredYears, share, type Estimate } from './intervals.js';
import type { Definition, Denominator, Measure } from './question.js';

/**
 * What a figure is a part of. The three denominators, and for measures with a base of their own: who left for work and could be followed so
 * long; who left (for work or another reason) and could be followed so long; everybody, for work beside the benefit; whose step was known.
 */
export type Base = Denominator | 'left-for-work' | 'left' | 'ladder-known';

/** One number with all that is needed to read it. */
export interface Figure {
  /** In the group on the first day. */
  people: number;
  /** To how many it happened. */
  count: number;
  /** What that is divided by: people, whole people on average, or whole years. A label stands under `outflow.base.<base>`. */
  of: number;
  base: Base;
  /** `share`: a fraction, of the average it may be more than 1; `rate`: per 100 years on a benefit. */
  kind: 'share' | 'rate';
  /** With its 95% interval; null when there is nobody, or no time, to divide by. */
  estimate: Estimate | null;
  /** Left too recently to have been followed so long: not in `of`. null where nobody needs to be followed. */
  notYet: number | null;
}

/** Measures of who had something to begin with: they choose their own base, whatever denominator was asked. */
const OWN_BASE: Partial<Record<Measure, { base: Base; of: Counter; count: Counter; left?: readonly Counter[] }>> = {
  'sustained-6': { base: 'left-for-work', of: 'followed6', count: 'sustained6', left: ['work'] },
  'sustained-12': { base: 'left-for-work', of: 'followed12', count: 'sustained12', left: ['work'] },
  'sustained-18': { base: 'left-for-work', of: 'followed18', count: 'sustained18', left: ['work'] },
  'back-6': { base: 'left', of: 'left6', count: 'back6', left: ['work', 'other'] },
  'back-12': { base: 'left', of: 'left12', count: 'back12', left: ['work', 'other'] },
  'part-time': { base: 'start', of: 'people', count: 'partTime' },
  ladder: { base: 'ladder-known', of: 'ladderKnown', count: 'ladderUp' },
};

/** @returns null for a measure of all who were there, that may be divided in three ways */
export function ownBaseOf(measure: Measure): { of: Counter; count: Counter } | null {
  return OWN_BASE[measure] ?? null;
}

/** Whether the denominator somebody chooses changes this measure. */
export function choosesDenominator(measure: Measure): boolean {
  return !OWN_BASE[measure];
}

/**
 * The figure of a group.
 *
 * Years and averages are rounded to whole ones before anything is divided by them: of a group from which one person left, the exact days would
 * tell the day on which that was. A share has a Wilson interval. Per year and per average person a count has Byar's (a Poisson count over a
 * known amount of time: it may happen more than once in the place of one person).
 * @param months the length of the period
 */
export function figureOf({ measure, denominator, censoring }: Definition, outcomes: Outcomes, months: number): Figure {
  const { people } = outcomes;
  const own = OWN_BASE[measure];
  if (own) {
    const [of, count] = [outcomes[own.of], outcomes[own.count]];
    const notYet = own.left ? own.left.reduce((sum, counter) => sum + outcomes[counter], 0) - of : null;
    return { people, count, of, base: own.base, kind: 'share', estimate: share(count, of), notYet };
  }
  const count = measure === 'work' ? outcomes.work : outcomes.work + outcomes.other + (censoring === 'left' ? outcomes.outOfSight : 0);
  const found = { people, count, base: denominator, notYet: null };
  if (denominator === 'years') {
    const of = wholeYears(outcomes);
    return { ...found, of, kind: 'rate', estimate: ratePerHundredYears(count, of) };
  }
  if (denominator === 'start') return { ...found, of: people, kind: 'share', estimate: share(count, people) };
  const of = Math.round(outcomes.monthly / months);
  return { ...found, of, kind: 'share', estimate: perHead(ratePerHundredYears(count, of)) };
}

function perHead(perHundred: Estimate | null): Estimate | null {
  return perHundred && { value: perHundred.value / 100, low: perHundred.low / 100, high: perHundred.high / 100 };
}

function wholeYears(outcomes: Outcomes): number {
  return Math.round(personYears(outcomes));
}

/** As precise as it may leave the house: whole years and whole averages, and none of the counts that need a table of their own. */
export function roundedOutcomes(outcomes: Outcomes, months: number): Outcomes {
  const { people, work, other, outOfSight, staying, pending } = outcomes;
  const [days, monthly] = [wholeYears(outcomes) * 365.25, Math.round(outcomes.monthly / months) * months];
  return { ...NOBODY, people, work, other, outOfSight, staying, pending, days, monthly };
}

/** Between what a figure lies, whatever those of whom the trait is not known would have answered. */
export interface Bounds {
  low: number;
  high: number;
}

/**
 * The worst and the best case for a group (Manski, Nonparametric Bounds on Treatment Effects, American Economic Review 80, 1990): as if of
 * those whose answer is not known exactly those belonged to the group to whom it did not happen, and exactly those to whom it did. Fractions,
 * or per 100 years. For years the bounds are wide on purpose: it is not known whose years they were.
 */
export function boundsOf(group: Figure, unknown: Figure): Bounds | null {
  const times = group.kind === 'rate' ? 100 : 1;
  const without = unknown.base === 'years' || unknown.base === 'average' ? unknown.of : unknown.of - unknown.count;
  const least = group.of + without;
  const most = group.of + (group.kind === 'share' && group.base !== 'average' ? unknown.count : 0);
  if (least === 0 || most === 0) return null;
  return { low: (times * group.count) / least, high: (times * (group.count + unknown.count)) / most };
}
