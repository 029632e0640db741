import type { RiskRows } from './risk-rows.js';
import { eachRiskSet, type RiskSet } from './risk-sets.js';
import { symmetric, type Symmetric } from './symmetric.js';

/** The logarithm of the partial likelihood, with its slope and its curvature. */
export interface Likelihood {
  value: number;
  /** The first derivative: the score. */
  score: Float64Array;
  /** Minus the second derivative: the observed information. */
  information: Symmetric;
}

/**
 * The partial likelihood of Cox (1972). Events at the same time as Efron takes them (Journal of the American Statistical Association 72, 1977):
 * the k-th of d leaves a set in which those d count for 1 − k/d; with `breslow` they all count in full (Biometrics 30, 1974).
 */
export function likelihoodAt(rows: RiskRows, beta: Float64Array): Likelihood {
  const likelihood: Likelihood = { value: 0, score: new Float64Array(rows.size), information: symmetric(rows.size) };
  const moment = emptyMoment(rows.size);
  eachRiskSet(rows, beta, (set) => {
    momentOf(set, rows.ties, moment);
    likelihood.value += moment.value;
    for (let i = 0; i < rows.size; i += 1) likelihood.score[i]! += moment.score[i]!;
    for (let place = 0; place < moment.information.length; place += 1) likelihood.information[place]! += moment.information[place]!;
  });
  return likelihood;
}

export function emptyMoment(size: number): Likelihood {
  return { value: 0, score: new Float64Array(size), information: symmetric(size) };
}

/**
 * What one time adds to the likelihood. With S of all at risk and E of those it happened to, event k has weight f = k/d, total s = S0 − f E0 and mean
 * (S1 − f E1) / s. The sums over k of 1/s, f/s, 1/s², f/s² and f²/s² are made first, so that ties cost no more than single events.
 * @param moment is filled
 */
export function momentOf({ events, linear, covariates, all, tied }: RiskSet, ties: RiskRows['ties'], moment: Likelihood): void {
  let [logs, one, part, oneOne, onePart, partPart] = [0, 0, 0, 0, 0, 0];
  for (let k = 0; k < events; k += 1) {
    const weight = ties === 'efron' ? k / events : 0;
    const total = all.zero - weight * tied.zero;
    logs += Math.log(total);
    one += 1 / total;
    part += weight / total;
    oneOne += 1 / total ** 2;
    onePart += weight / total ** 2;
    partPart += weight ** 2 / total ** 2;
  }
  moment.value = linear - logs;
  const [first, tiedFirst] = [all.first, tied.first];
  for (let i = 0, place = 0; i < first.length; i += 1) {
    const [its, tiedIts] = [first[i]!, tiedFirst[i]!];
    moment.score[i] = covariates[i]! - one * its + part * tiedIts;
    for (let j = 0; j <= i; j += 1, place += 1) {
      const [other, tiedOther] = [first[j]!, tiedFirst[j]!];
      moment.information[place] =
        one * all.second[place]! -
        part * tied.second[place]! -
        oneOne * its * other +
        onePart * (its * tiedOther + tiedIts * other) -
        partPart * tiedIts * tiedOther;
    }
  }
}
