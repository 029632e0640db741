import type { Limits } from './log-log.js';

export interface Quantile extends Limits {
  value: number | null;
}

interface Curve {
  followedUntil: number;
  steps: readonly ({ time: number; survival: number } & Limits)[];
}

/** Equal but for rounding, as R's survfit has it. */
const NEARLY = 1.5e-8;

/**
 * The time at which a share of all has left, with its 95% limits: where the limits of the curve pass the same height (Brookmeyer and Crowley, Biometrics
 * 38, 1982). Where the curve lies exactly at that height for a while, the middle of that while, so that without censoring it is the median of
 * everyday life; so does R's survfit. null: the curve does not come that low within the time that people were followed.
 * @param left share that has left, above 0 and below 1
 */
export function quantileOf({ steps, followedUntil }: Curve, left: number): Quantile {
  const height = 1 - left;
  const passing = (line: keyof Limits | 'survival') => {
    const isBelow = (margin: number) => (step: Curve['steps'][number]) => step[line] !== null && step[line] <= height + margin;
    const reached = steps.find(isBelow(NEARLY));
    return reached ? (reached.time + (steps.find(isBelow(-NEARLY))?.time ?? followedUntil)) / 2 : null;
  };
  return { value: passing('survival'), lower: passing('lower'), upper: passing('upper') };
}
