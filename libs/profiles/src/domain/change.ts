import type { Observation } from './observation.js';
import type { BarrierLevel } from './trait.js';
import { levelOf, traitOf } from './traits.js';

export interface Change {
  /** 'different': another value of something that has no better or worse, such as a wish. */
  direction: 'better' | 'worse' | 'same' | 'different';
  /** Steps on the scale, never negative. */
  points: number;
}

type Valued = Pick<Observation, 'trait' | 'state' | 'value'>;

const SEVERITY: Record<BarrierLevel, number> = { none: 0, some: 1, severe: 2 };

/**
 * How a trait changed between two observations of it.
 * Where values are not in order (childcare, housing) the direction follows from how much each level stands in the way.
 * @returns null when either is missing, refused or not known: nothing can be said then, least of all "the same"
 */
export function change(latest: Valued | null | undefined, before: Valued | null | undefined): Change | null {
  if (!latest || !before || latest.trait !== before.trait) return null;
  const [to, from] = [levelOf(latest.trait, latest.value), levelOf(before.trait, before.value)];
  if (!to || !from) return null;
  const points = Math.abs(to.value - from.value);
  if (points === 0) return { direction: 'same', points };
  const { better } = traitOf(latest.trait);
  if (better) return { direction: to.value > from.value === (better === 'higher') ? 'better' : 'worse', points };
  const heavier = SEVERITY[to.barrier] - SEVERITY[from.barrier];
  return { direction: heavier > 0 ? 'worse' : heavier < 0 ? 'better' : 'different', points };
}
