import { chiSquareP } from '../survival/chi-square.js';
import type { CoxCoefficient, CoxData, CoxFit, CoxNote, ProportionalityTest } from './cox-model.js';
import { penalisedMaximum, penalisedRatio, profileBound } from './firth.js';
import { maximum } from './maximum.js';
import { likelihoodAt, type Likelihood } from './partial-likelihood.js';
import { proportionalityOf } from './proportionality.js';
import { riskRows, withCovariates, type RiskRows } from './risk-rows.js';
import { at, cholesky, dot, inverse, partOf, solve } from './symmetric.js';

/** The 97.5th percentile of the normal distribution: 95% confidence, two-sided. */
const Z = 1.959_963_984_540_054;
/** Of what it would be if everybody differed: less is rounding, or as good as no difference. */
const LEAST_INFORMATION = 1e-9;

/**
 * Cox's proportional hazards (Cox, Journal of the Royal Statistical Society B 34, 1972): how much oftener it happens at any moment to who has 1 more of a
 * covariate, the others being equal. By the partial likelihood with Efron's ties, the exact information, and 95% intervals and p of Wald.
 *
 * A covariate that separates (all with more of it had the event before the others, or none of them did) has no highest likelihood. Then all coefficients
 * are those of Firth's penalised likelihood, and the separated one is told with the bounds of its profile (`profileBound`). A hazard ratio is what goes
 * together, never what causes.
 * @throws RangeError when columns differ in length, or something in them is no finite number
 */
export function cox(data: CoxData): CoxFit {
  const all = riskRows(data);
  const none = likelihoodAt(all, new Float64Array(all.size));
  const events = all.event.reduce((sum, event) => sum + event, 0);
  const notes = comparable(all, none, events);
  const kept = [...notes.keys()].filter((place) => !notes[place]);
  const rows = withCovariates(all, kept);
  const fit = fitted(rows);
  const proportionality = proportionalityOf(rows, fit.beta, fit.ordinary);
  const name = (place: number) => data.covariates[kept[place]!]!.name;
  return {
    n: all.n,
    events,
    coefficients: data.covariates.map((covariate, place) => {
      const note = notes[place];
      const its = fit.coefficients[kept.indexOf(place)];
      return { covariate: covariate.name, ...(its && !note ? its : NO_COEFFICIENT), ...(note && { note }) };
    }),
    proportionality: fit.ordinary.map((place, nth): ProportionalityTest => {
      const { chisq, p } = proportionality.each[nth]!;
      return { covariate: name(place), chisq, p };
    }),
    proportionalityTogether: proportionality.together,
    logLikelihood: fit.logLikelihood,
    logLikelihoodOfNone: none.value,
    scoreTest: scoreTest(none, kept),
    converged: fit.converged,
  };
}

type Numbers = Omit<CoxCoefficient, 'covariate'>;

const NO_COEFFICIENT: Numbers = { coefficient: null, stdErr: null, hazardRatio: null, lower: null, upper: null, p: null };

/** What of the covariates cannot be told apart: from everybody being alike, or from those before it. */
function comparable(rows: RiskRows, { information }: Likelihood, events: number): (CoxNote | undefined)[] {
  const varies = [...rows.deviation.keys()].filter((place) => information[at(place, place)]! > LEAST_INFORMATION * events);
  const { dependent } = cholesky(partOf(information, varies), varies.length, LEAST_INFORMATION);
  return Array.from(rows.deviation, (_, place) => {
    if (!varies.includes(place)) return 'constant';
    return dependent.includes(varies.indexOf(place)) ? 'collinear' : undefined;
  });
}

interface Fitted {
  beta: Float64Array;
  coefficients: Numbers[];
  /** Places of those that are not separated. */
  ordinary: number[];
  logLikelihood: number;
  converged: boolean;
}

function fitted(rows: RiskRows): Fitted {
  const top = maximum(rows);
  const places = [...top.beta.keys()];
  if (top.runaway.length > 0) return penalised(rows, top.runaway);
  const errors = inverse(cholesky(top.likelihood.information, rows.size, 1e-14));
  return {
    beta: top.beta,
    coefficients: places.map((place) => wald(rows, place, top.beta[place]!, Math.sqrt(errors[at(place, place)]!))),
    ordinary: places,
    logLikelihood: top.likelihood.value,
    converged: top.converged,
  };
}

function penalised(rows: RiskRows, separated: readonly number[]): Fitted {
  const top = penalisedMaximum(rows);
  const errors = inverse(cholesky(top.information, rows.size, 1e-14));
  const coefficients = Array.from(top.beta, (beta, place): Numbers => {
    const numbers = wald(rows, place, beta, Math.sqrt(errors[at(place, place)]!));
    if (!separated.includes(place)) return numbers;
    const [lower, upper] = ([-1, 1] as const).map((side) => profileBound(rows, top, place, side) / rows.deviation[place]!);
    const p = chiSquareP(penalisedRatio(rows, top, place), 1);
    return { ...numbers, lower: finiteExp(lower!), upper: finiteExp(upper!), p, note: 'separated' };
  });
  const ordinary = [...top.beta.keys()].filter((place) => !separated.includes(place));
  return { beta: top.beta, coefficients, ordinary, logLikelihood: top.likelihood.value, converged: top.converged };
}

/** @param beta per standard deviation, as `error` */
function wald({ deviation }: RiskRows, place: number, beta: number, error: number): Numbers {
  const [coefficient, stdErr] = [beta / deviation[place]!, error / deviation[place]!];
  const p = chiSquareP((beta / error) ** 2, 1);
  const hazardRatioAt = (errors: number) => finiteExp(coefficient + errors * stdErr);
  return { coefficient, stdErr, hazardRatio: hazardRatioAt(0), lower: hazardRatioAt(-Z), upper: hazardRatioAt(Z), p };
}

function scoreTest({ score, information }: Likelihood, kept: readonly number[]): CoxFit['scoreTest'] {
  if (kept.length === 0) return null;
  const slope = kept.map((place) => score[place]!);
  const chisq = dot(slope, solve(cholesky(partOf(information, kept), kept.length), slope));
  return { chisq, df: kept.length, p: chiSquareP(chisq, kept.length) };
}

/** A covariate in very small units may have a ratio per 1 of it that no number can hold. */
function finiteExp(x: number): number {
  return Math.min(Number.MAX_VALUE, Math.exp(x));
}
