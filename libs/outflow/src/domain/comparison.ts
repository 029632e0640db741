import { share, type Estimate } from './intervals.js';
import { mayBeShown } from './safe-groups.js';

/** The strata of CBS: how long the benefit ran on the day that is counted from (Cohortonderzoek uitstroom bijstand naar werk). */
export const DURATION_BANDS = ['under-1-year', '1-to-2-years', 'over-2-years'] as const;
export type DurationBand = (typeof DURATION_BANDS)[number];

/** Who began within this time after the suggestion got it; who left before this day is in neither group. */
export const LANDMARK_DAYS = 90;
/** How long after the suggestion leaving for work is counted. */
export const FOLLOWED_FOR = Temporal.Duration.from({ months: 12 });

/** People of one group and one band who could be followed all the time. */
export interface BandCount {
  band: DurationBand;
  people: number;
  /** Of them, who left for work. */
  work: number;
}

export interface ComparedGroup {
  people: number;
  work: number;
  /** Of the comparison group: as if its people had the durations of the other. */
  share: Estimate;
}

/**
 * `too-few`: one of the groups may not be shown; `no-common-band`: nobody to compare with, because nobody in one group had the benefit as long
 * as anybody in the other.
 */
export type Comparison =
  | { state: 'too-few' }
  | { state: 'no-common-band' }
  | {
      state: 'shown';
      did: ComparedGroup;
      didNot: ComparedGroup;
      /** Share of who did minus that of who did not: −1 to 1. */
      difference: Estimate;
      /** In neither: nobody in the other group had the benefit as long as they. */
      leftOut: number;
    };

/**
 * Compares who got something with who was in the same situation and did not. The comparison group is weighed to the durations of who got it
 * (direct standardisation over the bands), because who has had a benefit for long leaves less often and is offered other things.
 *
 * Each share has a Wilson interval; that of a weighed share and of the difference is put together from the limits of its parts (the
 * square-and-add of Newcombe, Statistics in Medicine 17, 1998, method 10; for weighed shares Zou and Donner, Statistics in Medicine 27, 2008).
 * What goes together is not what causes: coaches choose whom they offer something.
 */
export function compare(did: readonly BandCount[], didNot: readonly BandCount[]): Comparison {
  const all = sum(did).people + sum(didNot).people;
  const bands = DURATION_BANDS.filter((band) => inBand(did, band).people > 0 && inBand(didNot, band).people > 0);
  if (bands.length === 0) return { state: all === 0 ? 'too-few' : 'no-common-band' };
  const [those, others] = [did, didNot].map((group) => group.filter(({ band }) => bands.includes(band))) as [BandCount[], BandCount[]];
  const [got, without] = [sum(those), sum(others)];
  if (!mayBeShown(got) || !mayBeShown(without)) return { state: 'too-few' };
  const one = share(got.work, got.people) as Estimate;
  const other = weighed(bands.map((band) => ({ weight: inBand(those, band).people / got.people, ...inBand(others, band) })));
  return {
    state: 'shown',
    did: { people: got.people, work: got.work, share: one },
    didNot: { people: without.people, work: without.work, share: other },
    difference: differenceOf(one, other),
    leftOut: all - got.people - without.people,
  };
}

/** One share minus another, with the interval that follows from theirs. @returns fractions from −1 to 1 */
export function differenceOf(one: Estimate, other: Estimate): Estimate {
  const value = one.value - other.value;
  return {
    value,
    low: Math.max(-1, value - Math.hypot(one.value - one.low, other.high - other.value)),
    high: Math.min(1, value + Math.hypot(one.high - one.value, other.value - other.low)),
  };
}

/** @param parts each with somebody in it; the weights add up to 1 */
function weighed(parts: readonly { weight: number; people: number; work: number }[]): Estimate {
  const estimates = parts.map(({ weight, people, work }) => ({ weight, ...(share(work, people) as Estimate) }));
  const value = estimates.reduce((total, { weight, value: its }) => total + weight * its, 0);
  const away = (to: 'low' | 'high') => Math.hypot(...estimates.map((each) => each.weight * (each[to] - each.value)));
  return { value, low: Math.max(0, value - away('low')), high: Math.min(1, value + away('high')) };
}

function inBand(group: readonly BandCount[], band: DurationBand) {
  return sum(group.filter((count) => count.band === band));
}

function sum(counts: readonly BandCount[]) {
  return counts.reduce((total, { people, work }) => ({ people: total.people + people, work: total.work + work }), { people: 0, work: 0 });
}
