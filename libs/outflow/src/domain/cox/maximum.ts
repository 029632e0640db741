import { likelihoodAt, type Likelihood } from './partial-likelihood.js';
import type { RiskRows } from './risk-rows.js';
import { cholesky, dot, solve } from './symmetric.js';

/** Where the likelihood is highest, or that it has no highest point. */
export interface Maximum {
  beta: Float64Array;
  likelihood: Likelihood;
  converged: boolean;
  /** Places of the covariates whose coefficient runs away while the likelihood stays where it is. */
  runaway: readonly number[];
}

const MOST_STEPS = 50;
/** Squared distance to the top in standard errors: each coefficient is then right to a hundred-millionth of its error. */
const CLOSE_ENOUGH = 1e-16;

/**
 * Newton and Raphson from no difference at all, halving a step that goes down.
 *
 * A monotone likelihood is recognised by its steps. Near a real top each is far smaller than the one before; where the top is at infinity they stay
 * as they are, as those of exp(−β) do, while hardly anything is left to gain.
 */
export function maximum(rows: RiskRows): Maximum {
  const runawayAfter = watchFor(rows);
  let beta: Float64Array = new Float64Array(rows.size);
  let likelihood = likelihoodAt(rows, beta);
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const step = solve(cholesky(likelihood.information, rows.size, 1e-14), likelihood.score);
    const gain = dot(likelihood.score, step);
    const runaway = runawayAfter(step, gain);
    if (runaway.length > 0) return { beta, likelihood, converged: false, runaway };
    const next = climb(rows, beta, step, likelihood);
    // Nothing is higher, to the last digit: this is the top when the slope says so too.
    if (!next) return { beta, likelihood, converged: gain < 1e-9, runaway: [] };
    ({ beta, likelihood } = next);
    if (gain <= CLOSE_ENOUGH) return { beta, likelihood, converged: true, runaway: [] };
  }
  return { beta, likelihood, converged: false, runaway: [] };
}

/** @returns null when no part of the step goes up, or along */
function climb(
  rows: RiskRows,
  beta: Float64Array,
  step: Float64Array,
  from: Likelihood,
): { beta: Float64Array; likelihood: Likelihood } | null {
  const rounding = 1e-13 * Math.abs(from.value);
  for (let part = 1; part > 1e-9; part /= 2) {
    const there = beta.map((its, place) => its + part * step[place]!);
    const likelihood = likelihoodAt(rows, there);
    if (likelihood.value >= from.value - rounding && likelihood.information.every(Number.isFinite)) return { beta: there, likelihood };
  }
  return null;
}

/** @returns what tells, after each step, the places of covariates that went on as they were for three steps with next to nothing to gain */
function watchFor({ size, range }: RiskRows): (step: Float64Array, gain: number) => number[] {
  let before: Float64Array = new Float64Array(size);
  let steady = new Uint8Array(size);
  return (step, gain) => {
    const goesOn = (its: number, place: number) => gain < 0.01 && its / before[place]! > 0.8 && Math.abs(its) * range[place]! > 0.01;
    steady = steady.map((count, place) => (goesOn(step[place]!, place) ? count + 1 : 0));
    before = step;
    return steady.some((count) => count >= 2) ? [...steady.keys()].filter((place) => steady[place]! > 0) : [];
  };
}
