import { likelihoodAt, type Likelihood } from './partial-likelihood.js';
import type { RiskRows } from './risk-rows.js';
import { eachRiskSet, type RiskSet } from './risk-sets.js';
import { at, cholesky, dot, inverse, logDeterminant, partOf, solve, times, type Symmetric } from './symmetric.js';

/** A place on the penalised likelihood. */
export interface Penalised {
  beta: Float64Array;
  /** The logarithm of the partial likelihood, plus half that of the determinant of its information. */
  value: number;
  /** Its slope. */
  score: Float64Array;
  information: Symmetric;
  likelihood: Likelihood;
  converged: boolean;
}

const MOST_STEPS = 200;
/** Squared distance to the top in standard errors. Of a point of a profile only the height is asked, which is as far off as this. */
const CLOSE_ENOUGH = { top: 1e-14, profile: 1e-10 };
/** From here on a step that brings nothing nearer is rounding, of which there is more as more people leave. */
const NEARLY = 1e-9;
/** No step makes one person's hazard more than this many times e larger beside another's: the penalty is steep. */
const LONGEST_STEP = 3;
/** Half the 95th percentile of chi-square with one degree of freedom: how far below the top the bounds of a profile lie. */
const BELOW_THE_TOP = 3.841_458_820_694_124 / 2;

/**
 * Where the penalised likelihood is highest: there always is a finite place, also where a covariate separates. The penalty takes away the bias of
 * small numbers (Firth, Biometrika 80, 1993; for Cox regression Heinze and Schemper, Biometrics 57, 2001).
 * @param fixed the place of a covariate that is kept at what it is in `start`: a point of its profile
 */
export function penalisedMaximum(rows: RiskRows, start: Float64Array = new Float64Array(rows.size), fixed = -1): Penalised {
  const free = [...start.keys()].filter((place) => place !== fixed);
  const enough = fixed < 0 ? CLOSE_ENOUGH.top : CLOSE_ENOUGH.profile;
  let here = penalisedAt(rows, start);
  let score = scoreOf(rows, here);
  let slope = free.map((place) => score[place]!);
  const curvature = inverse(cholesky(partOf(here.likelihood.information, free), free.length, 1e-14));
  let gain = Infinity;
  for (let count = 1; ; count += 1) {
    const step = times(curvature, slope);
    const gained = gain;
    gain = dot(slope, step);
    const stalls = gain < NEARLY && gain >= gained;
    const next = gain > enough && !stalls && count < MOST_STEPS ? climb(rows, here, free, step) : null;
    if (!next) return { ...here, score, information: here.likelihood.information, converged: gain < NEARLY };
    const [from, before] = [here.beta, slope];
    here = next;
    score = scoreOf(rows, here);
    slope = free.map((place) => score[place]!);
    learn(
      curvature,
      free.map((place) => here.beta[place]! - from[place]!),
      before.map((its, nth) => its - slope[nth]!),
    );
  }
}

/**
 * What a step taught about the curvature (Broyden, Fletcher, Goldfarb and Shanno; Nocedal and Wright, Numerical Optimization, 6.1): the information leaves
 * out what the penalty adds, and with it alone every step would only halve what is left.
 * @param curvature the inverse, which is changed
 */
function learn(curvature: Symmetric, step: readonly number[], lost: readonly number[]): void {
  const along = dot(step, lost);
  if (!(along > 0)) return;
  const carried = times(curvature, lost);
  const scale = (1 + dot(lost, carried) / along) / along;
  for (let i = 0, place = 0; i < step.length; i += 1) {
    for (let j = 0; j <= i; j += 1, place += 1)
      curvature[place]! += scale * step[i]! * step[j]! - (carried[i]! * step[j]! + step[i]! * carried[j]!) / along;
  }
}

/** Twice how much the penalised likelihood is lower when a covariate does not matter: chi-square with one degree of freedom. */
export function penalisedRatio(rows: RiskRows, top: Penalised, place: number): number {
  return Math.max(0, 2 * (top.value - penalisedMaximum(rows, moved(top, place, 0), place).value));
}

/**
 * The 95% bounds of a coefficient: where the top of the penalised likelihood with that coefficient is as low as the chi-square allows (Heinze and
 * Schemper 2001). Unlike Wald's they are not taken to lie equally far on both sides. Found with the slope of the profile, kept between what is
 * known to be too near and too far.
 */
export function profileBound(rows: RiskRows, top: Penalised, place: number, side: -1 | 1): number {
  const target = top.value - BELOW_THE_TOP;
  const stdErr = Math.sqrt(inverse(cholesky(top.information, rows.size, 1e-14))[at(place, place)]!);
  let near = top.beta[place]!;
  let far = side * Infinity;
  let here = top;
  let bound = near + side * 2 * stdErr;
  for (let count = 0; count < 60; count += 1) {
    here = penalisedMaximum(rows, moved(here, place, bound), place);
    const over = here.value - target;
    if (Math.abs(over) < 1e-7) break;
    if (over > 0) near = bound;
    else far = bound;
    const newton = bound - over / here.score[place]!;
    const isBetween = (newton - near) * side > 0 && (far - newton) * side > 0;
    if (isBetween) bound = newton;
    else bound = Number.isFinite(far) ? (near + far) / 2 : near + side * 2 * Math.abs(near - top.beta[place]!);
  }
  return bound;
}

type Point = Pick<Penalised, 'beta' | 'value' | 'likelihood'>;

function penalisedAt(rows: RiskRows, beta: Float64Array): Point {
  const likelihood = likelihoodAt(rows, beta);
  const correction = logDeterminant(cholesky(likelihood.information, rows.size, 1e-14)) / 2;
  const value = likelihood.value + correction;
  return { beta, value: Number.isFinite(value) ? value : -Infinity, likelihood };
}

function climb(rows: RiskRows, from: Point, free: readonly number[], step: Float64Array): Point | null {
  const longest = Math.max(...free.map((place, nth) => Math.abs(step[nth]!) * rows.range[place]!));
  const rounding = 1e-13 * Math.abs(from.value);
  for (let part = Math.min(1, LONGEST_STEP / longest); part > 1e-9; part /= 2) {
    const beta = from.beta.slice();
    free.forEach((place, nth) => (beta[place]! += part * step[nth]!));
    const there = penalisedAt(rows, beta);
    if (there.value >= from.value - rounding) return there;
  }
  return null;
}

/** Another value for one coefficient, and for the others what the curvature says that goes with it. */
function moved(from: Penalised, place: number, value: number): Float64Array {
  const others = [...from.beta.keys()].filter((other) => other !== place);
  const by = value - from.beta[place]!;
  const withIt = others.map((other) => -by * from.information[at(other, place)]!);
  const step = solve(cholesky(partOf(from.information, others), others.length, 1e-14), withIt);
  const beta = from.beta.slice();
  beta[place] = value;
  others.forEach((other, nth) => (beta[other]! += step[nth]!));
  return beta;
}

/**
 * The slope of the penalised likelihood: to that of the likelihood, half the trace of W ∂I/∂β is added, with W the inverse of I. As ∂I/∂β is the third
 * cumulant of the covariates among who is at risk, that trace is the mean of q (x − m) less 2 V W m, where q = xᵀ W x: one more walk, and no cubes.
 */
function scoreOf(rows: RiskRows, { beta, likelihood }: Point): Float64Array {
  const score = likelihood.score.slice();
  const metric = inverse(cholesky(likelihood.information, rows.size, 1e-14));
  eachRiskSet(rows, beta, (set) => addCorrection(score, set, rows.ties, metric), metric);
  return score;
}

/**
 * Half the trace at one time. As in `momentOf` the k-th event has weight f = k/d and total s, and the sums over k of fᵃ / sᵇ are made first: on one
 * day hundreds may leave, and each would cost as much as a walk over a hundred rows.
 */
function addCorrection(score: Float64Array, { events, all, tied }: RiskSet, ties: RiskRows['ties'], metric: Symmetric): void {
  const sums = new Float64Array(9);
  for (let k = 0; k < events; k += 1) {
    const f = ties === 'efron' ? k / events : 0;
    const s = all.zero - f * tied.zero;
    [1 / s, f / s, 1 / s ** 2, f / s ** 2, f ** 2 / s ** 2, 1 / s ** 3, f / s ** 3, f ** 2 / s ** 3, f ** 3 / s ** 3].forEach(
      (its, nth) => (sums[nth]! += its),
    );
  }
  const [one, f1, two, f2, ff2, three, f3, ff3, fff3] = sums as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [a, e] = [all.first, tied.first];
  const [wa, we] = [times(metric, a), times(metric, e)];
  const [aa, ae, ee] = [dot(a, wa), dot(a, we), dot(e, we)];
  const [sa, se, ta, te] = [times(all.second, wa), times(all.second, we), times(tied.second, wa), times(tied.second, we)];
  // The sums over k of q m, of the length of m, and of both times m, as what they are of the first moments of all and of the tied.
  const ofAll = two * all.squares - f2 * tied.squares - 2 * (three * aa - 2 * f3 * ae + ff3 * ee);
  const ofTied = f2 * all.squares - ff2 * tied.squares - 2 * (f3 * aa - 2 * ff3 * ae + fff3 * ee);
  for (let i = 0; i < score.length; i += 1) {
    const squaresFirst = one * all.squaresFirst[i]! - f1 * tied.squaresFirst[i]!;
    const carried = two * sa[i]! - f2 * (se[i]! + ta[i]!) + ff2 * te[i]!;
    score[i]! += (squaresFirst - ofAll * a[i]! + ofTied * e[i]! - 2 * carried) / 2;
  }
}
