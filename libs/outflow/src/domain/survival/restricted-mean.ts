import type { SurvivalCurve } from './kaplan-meier.js';
import type { Limits } from './log-log.js';

export interface RestrictedMean extends Limits {
  until: number;
  /** In the unit of the times. */
  mean: number;
  stdErr: number;
}

/** The 97.5th percentile of the normal distribution. */
const Z = 1.959_963_984_540_054;

/**
 * The mean time until leaving, of the time until a moment (everybody counts for at most that long): the area under the curve, with its standard error and
 * a normal 95% interval (Irwin 1949; Klein and Moeschberger, Survival Analysis, 2003, section 4.5; `rmean` of R's survfit).
 * @returns null when nobody was followed that long and not everybody had left: the rest of the area is not known
 */
export function restrictedMean({ steps, followedUntil }: SurvivalCurve, until: number): RestrictedMean | null {
  const within = steps.filter(({ time }) => time < until);
  if (followedUntil < until && within.at(-1)?.survival !== 0) return null;
  let mean = 0;
  let variance = 0;
  /** From the end to the beginning: what lies to the right of a step is then known when its part of the variance is asked. */
  let end = until;
  for (const { time, survival, atRisk, events } of within.toReversed()) {
    mean += survival * (end - time);
    if (events < atRisk) variance += (mean ** 2 * events) / (atRisk * (atRisk - events));
    end = time;
  }
  mean += end;
  const stdErr = Math.sqrt(variance);
  return { until, mean, stdErr, lower: Math.max(0, mean - Z * stdErr), upper: Math.min(until, mean + Z * stdErr) };
}
