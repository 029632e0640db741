import { differenceOf } from '../comparison.js';
import { cox } from '../cox/cox.js';
import type { CoxFit } from '../cox/cox-model.js';
import type { Estimate } from '../intervals.js';
import { mayBeShown } from '../safe-groups.js';
import { WORK } from './following.js';
import { workWithin } from './incidence.js';

/** For how long after the beginning work is counted: a year. */
export const COMPARED_DAYS = 365;
/** Fewer who left for work, of both sides together, say nothing about a difference. */
export const FEWEST_LEFT = 10;
/** Below this the hazard ratio is said to change as time goes by. */
const NOT_THE_SAME = 0.05;

/** People side by side: in each set who got something and who did not. */
export interface ComparedRows {
  set: ArrayLike<number>;
  /** 1: got it. */
  got: ArrayLike<number>;
  person: ArrayLike<number>;
  time: ArrayLike<number>;
  /** Place in ENDINGS. */
  ending: ArrayLike<number>;
  /** What they differed in on the day itself, beside what the sets hold alike. */
  also: readonly { name: string; values: ArrayLike<number> }[];
}

/** How many times as quickly who got it left for work, at any moment of the year. */
export interface Ratio extends Estimate {
  p: number;
  /** All or none of one side left: the limits are those of Firth's estimate. */
  isSeparated: boolean;
}

export interface ComparedSide {
  /** To the nearest five: nobody is counted out by asking twice. */
  people: number;
  /** In whole hundredths: from a third decimal the people could be counted after all. */
  share: Estimate;
}

/**
 * `nobody`: nobody got it, or nobody who got it found anybody to be compared with; `too-few`: one side is too small, or too much alike, to be shown;
 * `too-few-left`: too few left for work to tell a difference.
 */
export type SetComparison =
  | { state: 'nobody' | 'too-few' | 'too-few-left' }
  | {
      state: 'shown';
      got: ComparedSide;
      /** Weighed so that each set counts for as much as who got it in it. */
      others: ComparedSide;
      difference: Estimate;
      /** Null where it cannot be told. */
      ratio: Ratio | null;
      /** The same, the other circumstances being equal. */
      adjusted: Ratio | null;
      /** Whether the ratio stays about the same in the course of the year; null where it cannot be told. */
      isSteady: boolean | null;
    };

/**
 * Compares, within sets, who got something with who did not: the difference in the share that left for work within a year, and the ratio of a Cox
 * regression in which each set is its own stratum (so that people are compared from the same day, with who was like them then). What goes together
 * is not what causes, unless chance alone decided who got it.
 */
export function compareSets(rows: ComparedRows): SetComparison {
  const [got, others] = [sideOf(rows, 1), sideOf(rows, 0)];
  if (got.people === 0 || others.people === 0) return { state: 'nobody' };
  if (!mayBeShown(got) || !mayBeShown(others)) return { state: 'too-few' };
  if (got.work + others.work < FEWEST_LEFT) return { state: 'too-few-left' };
  const shares = [got, others].map((side) => workWithin(side.rows, COMPARED_DAYS) as Estimate) as [Estimate, Estimate];
  const plain = regression(rows, []);
  const adjusted = rows.also.length > 0 ? regression(rows, rows.also) : null;
  return {
    state: 'shown',
    got: { people: toFive(got.people), share: inHundredths(shares[0]) },
    others: { people: toFive(others.people), share: inHundredths(shares[1]) },
    difference: inHundredths(differenceOf(...shares)),
    ratio: ratioOf(plain),
    adjusted: adjusted && ratioOf(adjusted),
    isSteady: steadinessOf(plain),
  };
}

interface Side {
  people: number;
  work: number;
  rows: { time: number[]; ending: number[]; weight: number[]; person: number[] };
}

function sideOf({ set, got, person, time, ending }: ComparedRows, which: 0 | 1): Side {
  const inSet = new Map<number, [others: number, got: number]>();
  for (let row = 0; row < set.length; row += 1) {
    const counted = inSet.get(set[row]!) ?? [0, 0];
    counted[got[row]!]! += 1;
    inSet.set(set[row]!, counted);
  }
  const side: Side = { people: 0, work: 0, rows: { time: [], ending: [], weight: [], person: [] } };
  const people = new Set<number>();
  const working = new Set<number>();
  for (let row = 0; row < set.length; row += 1) {
    const [others, those] = inSet.get(set[row]!)!;
    if (got[row] !== which || others === 0 || those === 0) continue;
    side.rows.time.push(time[row]!);
    side.rows.ending.push(ending[row]!);
    side.rows.weight.push(which === 1 ? 1 : those / others);
    side.rows.person.push(person[row]!);
    people.add(person[row]!);
    if (ending[row] === WORK && time[row]! <= COMPARED_DAYS) working.add(person[row]!);
  }
  return { ...side, people: people.size, work: working.size };
}

function regression({ set, got, time, ending }: ComparedRows, also: ComparedRows['also']): CoxFit {
  const within = Array.from(time, (days) => Math.min(days, COMPARED_DAYS));
  const event = Array.from(ending, (each, row) => Number(each === WORK && time[row]! <= COMPARED_DAYS));
  return cox({ time: within, event, strata: set, covariates: [{ name: 'got', values: got }, ...also] });
}

function ratioOf({ converged, coefficients: [got] }: CoxFit): Ratio | null {
  if (!converged || !got || got.hazardRatio === null || got.lower === null || got.upper === null || got.p === null) return null;
  return { ...inHundredths({ value: got.hazardRatio, low: got.lower, high: got.upper }), p: got.p, isSeparated: got.note === 'separated' };
}

function steadinessOf({ proportionality }: CoxFit): boolean | null {
  const got = proportionality.find(({ covariate }) => covariate === 'got');
  return got ? got.p >= NOT_THE_SAME : null;
}

function toFive(people: number): number {
  return Math.round(people / 5) * 5;
}

function inHundredths({ value, low, high }: Estimate): Estimate {
  const round = (number: number) => Math.round(100 * number) / 100;
  return { value: round(value), low: round(low), high: round(high) };
}
