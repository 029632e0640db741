/** One trait of everybody, by the order of the rows. Yes or no is 1 or 0; a trait of several answers is a covariate per answer but one. */
export interface Covariate {
  name: string;
  values: ArrayLike<number>;
}

/** Rows of people who are followed; place i in each column is the same person. All numbers are finite: what is not known is no number. */
export interface CoxData {
  /** When following ended, in any unit. */
  time: ArrayLike<number>;
  /** 1: because it happened; 0: it had not (censored). */
  event: ArrayLike<number>;
  /** From when somebody was followed (left truncation), before `time`: at risk at t is who has entry < t <= time. Absent: from the start. */
  entry?: ArrayLike<number>;
  /** Whole numbers from 0. People are compared within their stratum only; each stratum has its own course over time. */
  strata?: ArrayLike<number>;
  covariates: readonly Covariate[];
  /** How events at the same time are taken: Efron (1977) unless Breslow (1974) is asked for. */
  ties?: 'efron' | 'breslow';
}

/**
 * Why a coefficient is no ordinary one.
 * - `separated`: those with more of it all had the event first, or none of them did (a monotone likelihood): no finite number fits best. What is
 *   given is Firth's estimate with the bounds of its profile.
 * - `constant`: nobody who could be compared differed in it, or nothing happened: there is no coefficient.
 * - `collinear`: it follows from the covariates named before it: there is no coefficient.
 */
export type CoxNote = 'separated' | 'constant' | 'collinear';

/** What goes together with one covariate, the others being equal. Without a coefficient (`constant`, `collinear`) every number is null. */
export interface CoxCoefficient {
  covariate: string;
  /** The natural logarithm of the hazard ratio, per 1 of the covariate. */
  coefficient: number | null;
  stdErr: number | null;
  /** Always finite: what would be more than a number can be, is the largest there is. */
  hazardRatio: number | null;
  /** 95%. */
  lower: number | null;
  upper: number | null;
  /** That there is no difference: Wald's test; for `separated` the penalised likelihood ratio. */
  p: number | null;
  note?: CoxNote;
}

/** Whether the hazard ratio stays the same as time goes by. A small p: it does not, and one ratio tells too little. */
export interface ProportionalityTest {
  covariate: string;
  chisq: number;
  p: number;
}

export interface CoxFit {
  n: number;
  events: number;
  /** In the order in which the covariates were given, every one of them. */
  coefficients: CoxCoefficient[];
  /** Per covariate that has an ordinary coefficient. */
  proportionality: ProportionalityTest[];
  /** Of all of them together; null when there are none. */
  proportionalityTogether: { chisq: number; df: number; p: number } | null;
  logLikelihood: number;
  /** Of no covariate at all. */
  logLikelihoodOfNone: number;
  /** The score test of that none of the covariates matters; with one covariate of two groups, without ties, the log-rank test. Null without coefficients. */
  scoreTest: { chisq: number; df: number; p: number } | null;
  /** False when the best fit was not found: then the coefficients say nothing. */
  converged: boolean;
}
