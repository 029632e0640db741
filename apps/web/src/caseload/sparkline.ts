import type { Moment } from '#libs/insight';

/** What the view draws, in a box of 120 by 32. */
export interface Sparkline {
  /** One piece of line for every run of answers: a refusal leaves a gap, it is no value. */
  lines: string[];
  /** Where somebody would rather not say. */
  gaps: string[];
  last: { x: string; y: string } | null;
}

const WIDTH = 120;
const HEIGHT = 32;
const EDGE = 4;
const YEAR = 366 * 86_400;
const LOWEST = 1;
const HIGHEST = 5;

/** A year of answers on a five-point scale, as a few lines of SVG: a chart library takes milliseconds, and there are 150 of these on a page. */
export function sparkline(series: readonly Moment[], now: Temporal.Instant): Sparkline {
  const from = now.epochMilliseconds / 1000 - YEAR;
  const x = (at: number) => (EDGE + ((at - from) / YEAR) * (WIDTH - 2 * EDGE)).toFixed(1);
  const y = (value: number) => (HEIGHT - EDGE - ((value - LOWEST) / (HIGHEST - LOWEST)) * (HEIGHT - 2 * EDGE)).toFixed(1);
  const runs: string[][] = [[]];
  for (const [at, value] of series) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${x(at)} ${y(value)}`);
  }
  const latest = series.at(-1);
  return {
    lines: runs.filter((run) => run.length > 0).map((run) => `M${run.length === 1 ? [...run, ...run].join('L') : run.join('L')}`),
    gaps: series.filter(([, value]) => value === null).map(([at]) => x(at)),
    last: latest && latest[1] !== null ? { x: x(latest[0]), y: y(latest[1]) } : null,
  };
}
