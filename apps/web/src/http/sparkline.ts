import type { Moment } from '#libs/insight';

/** What `partials/staff-sparkline` draws, in a box of 120 by 32. */
export interface Sparkline {
  /** One piece of line for every run of answers: a refusal leaves a gap, it is no value; so does a long silence. */
  lines: string[];
  /** Where somebody would rather not say. */
  gaps: string[];
  last: { x: string; y: string } | null;
}

export interface Scale {
  /** Drawn at the bottom. */
  worst: number;
  best: number;
}

const FIVE_POINTS: Scale = { worst: 1, best: 5 };
const WIDTH = 120;
const HEIGHT = 32;
const EDGE = 4;
const DAY = 86_400;

/**
 * Answers of the last days as a few lines of SVG, better is higher: a chart library takes milliseconds, and there are 150 of these on a page.
 * @param validDays answers that lie further apart are not joined: in between nothing was known
 */
export function sparkline(
  series: readonly Moment[],
  now: Temporal.Instant,
  { worst, best }: Scale = FIVE_POINTS,
  days = 366,
  validDays = Infinity,
): Sparkline {
  const from = now.epochMilliseconds / 1000 - days * DAY;
  const x = (at: number) => (EDGE + ((at - from) / (days * DAY)) * (WIDTH - 2 * EDGE)).toFixed(1);
  const y = (value: number) => (HEIGHT - EDGE - ((value - worst) / (best - worst)) * (HEIGHT - 2 * EDGE)).toFixed(1);
  const shown = series.filter(([at]) => at >= from);
  const runs: string[][] = [[]];
  let before = -Infinity;
  for (const [at, value] of shown) {
    if (value === null || at - before >= validDays * DAY) runs.push([]);
    if (value !== null) runs.at(-1)?.push(`${x(at)} ${y(value)}`);
    before = at;
  }
  const latest = shown.at(-1);
  return {
    lines: runs.filter((run) => run.length > 0).map((run) => `M${run.length === 1 ? [...run, ...run].join('L') : run.join('L')}`),
    gaps: shown.filter(([, value]) => value === null).map(([at]) => x(at)),
    last: latest && latest[1] !== null ? { x: x(latest[0]), y: y(latest[1]) } : null,
  };
}
