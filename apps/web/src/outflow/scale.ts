import type { Estimate } from '#libs/outflow';

/** Where figures stand beside each other: from 0 to `end`, with a tick every `step`. */
export interface Scale {
  end: number;
  ticks: readonly number[];
  /** `12.5%`, as an SVG takes it; what lies beyond the end stands at the end. */
  place(value: number): string;
  /** From 0 to 1. */
  at(value: number): number;
  /** Whether it lies beyond the end. */
  isBeyond(value: number): boolean;
}

/** Never nearer than this, in hundredths: a few per cent are not to look like much. */
const LEAST = 30;
const STEPS = [5, 10, 20, 25, 50, 100, 200, 500, 1000];
const MOST_TICKS = 7;

/**
 * A scale for estimates beside an average. It ends beyond every value; of the intervals it shows as much as is needed to compare: one very small
 * group whose interval is ten times as long as all others would make the others unreadable, so that interval is cut, and said to be.
 * @param times what to multiply an estimate with to get hundredths: 100 for a share, 1 for so many per hundred
 */
export function scaleOf(estimates: readonly Estimate[], average: number, times: 1 | 100): Scale {
  const inHundredths = (value: number) => value * times;
  const values = [average, ...estimates.map(({ value }) => value)].map(inHundredths);
  const highest = Math.max(0, ...estimates.map(({ high }) => inHundredths(high)));
  const enough = Math.max(LEAST, 1.15 * Math.max(...values), Math.min(highest, 3 * Math.max(inHundredths(average), median(values))));
  const wanted = times === 100 ? Math.min(100, enough) : enough;
  const step = STEPS.find((each) => each >= 10 && Math.ceil(wanted / each) <= MOST_TICKS) ?? Math.ceil(wanted / MOST_TICKS);
  const last = Math.ceil(wanted / step - 1e-9);
  const end = (step * last) / times;
  const at = (value: number) => Math.min(1, Math.max(0, value / end));
  return {
    end,
    ticks: Array.from({ length: last + 1 }, (_, place) => (place * step) / times),
    at,
    place: (value) => `${Number((100 * at(value)).toFixed(2))}%`,
    isBeyond: (value) => value > end + 1e-9,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
