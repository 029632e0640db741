import { daysFrom, median, pointsOf, traitOfHistory, whatCounts, type Point, type Told } from './series.js';

/** Looked back so many days: with a question every twelve weeks a year holds four answers. */
export const DAYS_OF_A_TREND = 365;
const FEWEST_POINTS = 4;
/** Six weeks: less is a mood, not a trend. */
const FEWEST_DAYS = 42;
/** In steps over the whole of it: a slope that moves nobody half a step is level. */
const LEAST_MOVED = 0.5;

export interface Trend {
  /** In steps of the trait's scale per thirty days; positive is up, whichever way is better. */
  per30Days: number;
  /** 'level': less than half a step from the first to the last answer. */
  direction: 'better' | 'worse' | 'level';
  /** The first and the last answer in it. */
  from: Temporal.Instant;
  until: Temporal.Instant;
  /** The observations it was computed from, oldest first. */
  inputs: string[];
}

/**
 * Where one trait of one person is going: the median of the slopes between every two answers (Theil, 1950; Sen, 1968, "Estimates of the
 * regression coefficient based on Kendall's tau", JASA 63), which up to 29 percent of strange answers do not move.
 * @param history of one trait, in any order
 * @param days how far is looked back from `now`
 * @returns null with fewer than four answers or less than six weeks between the first and the last, and for what is no scale
 */
export function trendOf(history: readonly Told[], now: Temporal.Instant, days = DAYS_OF_A_TREND): Trend | null {
  const better = traitOfHistory(history)?.better;
  const points = lately(history, now, days);
  const [first, last] = [points[0], points.at(-1)];
  if (!better || !first || !last || points.length < FEWEST_POINTS || daysFrom(first.at, last.at) < FEWEST_DAYS) return null;
  const slopes = points.flatMap((one, index) =>
    points.slice(index + 1).map((other) => (other.value - one.value) / daysFrom(one.at, other.at)),
  );
  const perDay = median(slopes);
  const moved = perDay * daysFrom(first.at, last.at);
  const direction = Math.abs(moved) < LEAST_MOVED ? 'level' : moved > 0 === (better === 'higher') ? 'better' : 'worse';
  return { per30Days: perDay * 30, direction, from: first.at, until: last.at, inputs: points.map(({ id }) => id) };
}

export interface Volatility {
  /** Mean absolute step between answers that follow each other, as a share of the whole scale: 0 is always the same, 1 is from end to end. */
  share: number;
  /** How many steps it is the mean of. */
  steps: number;
  inputs: string[];
}

/**
 * How much one trait of one person goes up and down: the mean absolute successive difference (Von Neumann et al., 1941, in its absolute
 * form), which a slow drift hardly moves, other than a standard deviation.
 * @param history of one trait, in any order
 * @returns null with fewer than four answers in the days that are looked back, and for what is no scale
 */
export function volatilityOf(history: readonly Told[], now: Temporal.Instant, days = DAYS_OF_A_TREND): Volatility | null {
  const trait = traitOfHistory(history);
  const values = trait?.levels.map(({ value }) => value) ?? [];
  const points = lately(history, now, days);
  if (!trait?.better || values.length < 2 || points.length < FEWEST_POINTS) return null;
  const range = Math.max(...values) - Math.min(...values);
  const steps = points.slice(1).map(({ value }, index) => Math.abs(value - (points[index] as Point).value));
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  return { share: mean / range, steps: steps.length, inputs: points.map(({ id }) => id) };
}

function lately(history: readonly Told[], now: Temporal.Instant, days: number): Point[] {
  return pointsOf(whatCounts(history, now)).filter(({ at }) => daysFrom(at, now) <= days);
}
