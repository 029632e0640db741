import { eventsOf, eventTable, type EventTable, type SurvivalSample } from './event-table.js';
import { logLogLimits, type Limits } from './log-log.js';
import { quantileOf, type Quantile } from './quantile.js';

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
  const events = eventsOf(table);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  /** Greenwood's sum: the variance of log survival. */
  let variance = 0;
  let total = 0;
  for (let place = 0; place < events.length; place += 1) {
    const [left, atRisk] = [events[place]!, table.atRisk[place]!];
    if (left === 0) continue;
    survival *= (atRisk - left) / atRisk;
    variance += left / (atRisk * (atRisk - left));
    total += left;
    const stdErr = survival > 0 ? survival * Math.sqrt(variance) : null;
    steps.push({ time: table.times[place]!, atRisk, events: left, survival, stdErr, ...logLogLimits(survival, stdErr) });
  }
  const curve = { n: table.n, events: total, followedUntil: table.followedUntil, steps };
  const { value, lower, upper } = medianOf(curve);
  return { ...curve, median: value, medianLimits: { lower, upper } };
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

/** When half has left, with its limits. */
export function medianOf(curve: Pick<SurvivalCurve, 'steps' | 'followedUntil'>): Quantile {
  return quantileOf(curve, 0.5);
}
