import type { Observation } from '../observation.js';
import { median, pointsOf, traitOfHistory, whatCounts, type Told } from './series.js';

/** Fewer earlier answers are no baseline: a median of three follows whatever was said twice. */
export const POINTS_OF_A_BASELINE = 5;
/** So many earlier answers make it at most: what was usual years ago is not what is usual now. */
const MOST_POINTS = 12;
/** Makes the median absolute deviation of normal noise equal to its standard deviation. */
const MAD_TO_SPREAD = 1.4826;
/** On a scale of whole steps: who always says the same is not "far from usual" for every single step. */
const LEAST_SPREAD = 0.5;
/** In spreads. Leys et al. (2013) advise 2.5 where there is no reason for another bound. */
export const FAR_FROM_USUAL = 2.5;

/** What is usual for this person: their own, never a group's. */
export interface Baseline {
  /** Median of the earlier answers, in steps of the trait's scale. */
  median: number;
  /** Median absolute deviation × 1.4826, in steps; at least half a step. */
  spread: number;
  /** The observations it was computed from, oldest first; the latest is not among them. */
  inputs: string[];
}

/**
 * The person's own baseline of one trait: median and spread of at most twelve answers before the latest one. The median and the median
 * absolute deviation because one strange day moves neither (Hampel, 1974, "The influence curve and its role in robust estimation", JASA 69).
 * Refusals, "weet ik niet" and what was corrected are not in it.
 * @param history of one trait, in any order
 * @returns null with fewer than five earlier answers, and for what is no scale (a wish)
 */
export function baselineOf(history: readonly Told[], now: Temporal.Instant): Baseline | null {
  if (traitOfHistory(history)?.better == null) return null;
  const earlier = pointsOf(whatCounts(history, now)).slice(0, -1).slice(-MOST_POINTS);
  if (earlier.length < POINTS_OF_A_BASELINE) return null;
  const middle = median(earlier.map(({ value }) => value));
  const deviation = median(earlier.map(({ value }) => Math.abs(value - middle)));
  return { median: middle, spread: Math.max(LEAST_SPREAD, MAD_TO_SPREAD * deviation), inputs: earlier.map(({ id }) => id) };
}

export interface BaselineChange {
  /** 'within': no further from what is usual than 2.5 spreads. */
  direction: 'better' | 'worse' | 'within';
  /** How far the latest is from the median, in spreads; never negative. */
  spreads: number;
  baseline: Baseline;
  /** The latest answer: the observation that is compared. */
  latest: { id: Observation['id']; value: number; at: Temporal.Instant };
  /** Everything it was computed from, oldest first. */
  inputs: string[];
}

/**
 * How the latest answer stands against the person's own baseline.
 * @returns null when there is no baseline, and when the latest was refused or "weet ik niet": then nothing can be said, least of all "as usual"
 */
export function changeAgainstBaseline(history: readonly Told[], now: Temporal.Instant): BaselineChange | null {
  const baseline = baselineOf(history, now);
  const latest = pointsOf(whatCounts(history, now).slice(-1))[0];
  if (!baseline || !latest) return null;
  const away = latest.value - baseline.median;
  const spreads = Math.abs(away) / baseline.spread;
  const isBetter = away > 0 === (traitOfHistory(history)?.better === 'higher');
  const direction = spreads <= FAR_FROM_USUAL ? 'within' : isBetter ? 'better' : 'worse';
  return { direction, spreads, baseline, latest, inputs: [...baseline.inputs, latest.id] };
}
