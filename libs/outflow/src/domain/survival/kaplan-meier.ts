import { eventsOf, eventTable, type EventTable, type SurvivalSample } from './event-table.js';
import { logLogLimits, type Limits } from './log-log.js';
import { quantileOf } from './quantile.js';

/** A time at which somebody left. */
export interface SurvivalStep extends Limits {
  time: number;
  /** How many could leave at this time: entered before it, and not gone before it. */
  atRisk: number;
  events: number;
  /** The share that is still there after this time, had everybody been followed. */
  survival: number;
  /** Of `survival` (Greenwood). null, like the limits, where survival is 0: nothing follows from nobody. */
  stdErr: number | null;
}

export interface SurvivalCurve {
  n: number;
  events: number;
  /** When half has left; null: not within the time that people were followed. With its 95% limits. */
  median: number | null;
  medianLimits: Limits;
  /** The last time at which anybody was followed: nothing is known beyond it. */
  followedUntil: number;
  /** One for each time at which somebody left; before the first, survival is 1. */
  steps: SurvivalStep[];
}

/**
 * The product-limit estimate of who is still there (Kaplan and Meier, Journal of the American Statistical Association 53, 1958), with Greenwood's
 * standard error (The natural duration of cancer, 1926) and log-log limits (`logLogLimits`). People may enter late (left truncation: `entry`), in which
 * case the curve is of who would be there given that everybody leaves as those in sight did; it stays at 0 once all who were in sight have left.
 * @throws RangeError for what no sample can be, see `eventTable`
 */
export function kaplanMeier(sample: SurvivalSample): SurvivalCurve {
  return survivalOf(eventTable(sample));
}

/** The same from a table of what happened; with several causes, of leaving for any of them. */
export function survivalOf(table: EventTable): SurvivalCurve {
  const { events, survival, stdErr } = productLimit(table);
  const steps: SurvivalStep[] = [];
  let total = 0;
  for (let place = 0; place < events.length; place += 1) {
    if (events[place] === 0) continue;
    total += events[place]!;
    const error = survival[place]! > 0 ? stdErr[place]! : null;
    const { lower, upper } = logLogLimits(survival[place]!, error);
    steps.push({
      time: table.times[place]!,
      atRisk: table.atRisk[place]!,
      events: events[place]!,
      survival: survival[place]!,
      stdErr: error,
      lower,
      upper,
    });
  }
  const curve = { n: table.n, events: total, followedUntil: table.followedUntil, steps };
  const { value, lower: from, upper: to } = quantileOf(curve, 0.5);
  return { ...curve, median: value, medianLimits: { lower: from, upper: to } };
}

/** Survival and its standard error at each time of a table, in columns. */
export interface ProductLimit {
  events: Float64Array;
  survival: Float64Array;
  /** Greenwood's; 0 where survival is 0, of which `survivalOf` says that it is not known. */
  stdErr: Float64Array;
}

/** The arithmetic of Kaplan-Meier and Greenwood alone: for who has many curves and looks at few places of each. */
export function productLimit(table: EventTable): ProductLimit {
  const events = eventsOf(table);
  const [survival, stdErr] = [new Float64Array(events.length), new Float64Array(events.length)];
  let there = 1;
  /** Greenwood's sum: the variance of the logarithm of survival. */
  let variance = 0;
  for (let place = 0; place < events.length; place += 1) {
    const [left, atRisk] = [events[place]!, table.atRisk[place]!];
    if (left > 0) {
      there *= (atRisk - left) / atRisk;
      variance += left / (atRisk * (atRisk - left));
    }
    survival[place] = there;
    stdErr[place] = there > 0 ? there * Math.sqrt(variance) : 0;
  }
  return { events, survival, stdErr };
}

/** What is true at a time: the last step at or before it; null before the first, when survival is 1. */
export function stepAt<T extends { time: number }>(steps: readonly T[], time: number): T | null {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1] ?? null;
}
