import type { OutflowPeriod } from './period.js';

/**
 * What counts as what somebody looks for:
 * `work`: left for work as CBS counts it; `any`: the benefit ended, for whatever reason, as Divosa counts; `sustained-6|12|18`: of who left for
 * work, who was still without a benefit after so many months; `back-6|12`: of who left, who was back within so many months; `part-time`: worked
 * beside the benefit; `ladder`: a step up the participation ladder.
 */
export const MEASURES = ['work', 'any', 'sustained-6', 'sustained-12', 'sustained-18', 'back-6', 'back-12', 'part-time', 'ladder'] as const;
export type Measure = (typeof MEASURES)[number];

/** Per who was there at the start, per the average of the firsts of the months, or per year on a benefit (the usual). */
export const DENOMINATORS = ['years', 'start', 'average'] as const;
export type Denominator = (typeof DENOMINATORS)[number];

/**
 * What becomes of who moved, reached pension age, died, or was ended administratively: `out-of-sight` (the usual): followed until that day and
 * no longer; `left`: they left for another reason, like any other.
 */
export const CENSORINGS = ['out-of-sight', 'left'] as const;
export type Censoring = (typeof CENSORINGS)[number];

export interface Definition {
  measure: Measure;
  denominator: Denominator;
  censoring: Censoring;
}

export const USUAL_DEFINITION: Definition = { measure: 'work', denominator: 'years', censoring: 'out-of-sight' };

/** Whom a figure is about; null: all of them. */
export interface Scope {
  teamId: string | null;
  scheme: string | null;
}

export interface OutflowQuestion {
  period: OutflowPeriod;
  scope: Scope;
  definition: Definition;
}
