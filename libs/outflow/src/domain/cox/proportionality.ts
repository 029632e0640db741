import { chiSquareP } from '../survival/chi-square.js';
import { emptyMoment, momentOf } from './partial-likelihood.js';
import type { RiskRows } from './risk-rows.js';
import { eachRiskSet } from './risk-sets.js';
import { at, cholesky, dot, partOf, solve, symmetric, type Symmetric } from './symmetric.js';

interface ScoreTest {
  chisq: number;
  df: number;
  p: number;
}

/**
 * Whether coefficients change as time goes by (Grambsch and Therneau, Biometrika 81, 1994): the score test for adding β g(t), with g(t) = 1 − the share
 * still there just before t (Kaplan-Meier of everybody), and with the information as it is at each time, not its average. So does cox.zph of R's survival
 * since version 3.0, with its usual transform "km"; before that it took the average.
 *
 * Coefficients that are no maximum (Firth's) leave some slope: it is taken out, which keeps the test valid (Neyman's C(α), 1959).
 * @returns a test for each covariate, and one for all together
 */
export function proportionalityOf(
  rows: RiskRows,
  beta: Float64Array,
  places: readonly number[],
): { each: ScoreTest[]; together: ScoreTest | null } {
  const { score, information } = extended(rows, beta);
  const own = [...beta.keys()];
  const test = (tested: readonly number[]): ScoreTest => {
    const chisq = scoreTest(
      score,
      information,
      own,
      tested.map((place) => place + rows.size),
    );
    return { chisq, df: tested.length, p: chiSquareP(chisq, tested.length) };
  };
  return { each: places.map((place) => test([place])), together: places.length > 0 ? test(places) : null };
}

/** The score test of the places `tested`, with those of `own` estimated. */
function scoreTest(score: Float64Array, information: Symmetric, own: readonly number[], tested: readonly number[]): number {
  const places = [...own, ...tested];
  const slope = places.map((place) => score[place]!);
  const whole = dot(slope, solve(cholesky(partOf(information, places), places.length), slope));
  const ofOwn = slope.slice(0, own.length);
  return Math.max(0, whole - dot(ofOwn, solve(cholesky(partOf(information, own), own.length), ofOwn)));
}

/** Slope and curvature of the likelihood with x and x g(t) beside each other. */
function extended(rows: RiskRows, beta: Float64Array): { score: Float64Array; information: Symmetric } {
  const { size } = rows;
  const transform = leftOf(rows);
  const score = new Float64Array(2 * size);
  const information = symmetric(2 * size);
  const moment = emptyMoment(size);
  eachRiskSet(rows, beta, (set) => {
    momentOf(set, rows.ties, moment);
    const g = transform(set.time);
    for (let i = 0; i < size; i += 1) {
      score[i]! += moment.score[i]!;
      score[size + i]! += g * moment.score[i]!;
      for (let j = 0; j < size; j += 1) {
        const its = moment.information[at(i, j)]!;
        information[at(size + i, j)]! += g * its;
        if (j > i) continue;
        information[at(i, j)]! += its;
        information[at(size + i, size + j)]! += g * g * its;
      }
    }
  });
  return { score, information };
}

/** 1 − Kaplan-Meier of all rows, strata together, just before each time at which something happened. */
function leftOf({ n, time, event, late }: RiskRows): (time: number) => number {
  const gone = time.toSorted();
  const come = late ? late.entry.toSorted() : new Float64Array(n).fill(-Infinity);
  const happened = time.filter((_, row) => event[row] === 1).toSorted();
  const left = new Map<number, number>();
  let [survival, before, entered] = [1, 0, 0];
  for (let first = 0, next = 0; first < happened.length; first = next) {
    const now = happened[first]!;
    while (next < happened.length && happened[next] === now) next += 1;
    while (before < n && gone[before]! < now) before += 1;
    while (entered < n && come[entered]! < now) entered += 1;
    left.set(now, 1 - survival);
    survival *= 1 - (next - first) / (entered - before);
  }
  return (now) => left.get(now) ?? 0;
}
