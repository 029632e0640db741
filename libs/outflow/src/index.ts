export {
  compare,
  differenceOf,
  DURATION_BANDS,
  FOLLOWED_FOR,
  LANDMARK_DAYS,
  type BandCount,
  type ComparedGroup,
  type Comparison,
  type DurationBand,
} from './domain/comparison.js';
export { CohortsService, type CohortWish, type Refreshed } from './cohorts.service.js';
export {
  COHORT_CHANNELS,
  DOES_NOT_KNOW,
  FIRST_VALUE,
  LADDER_NOT_KNOWN,
  NEVER,
  NO_REASON,
  NOT_KNOWN,
  REFUSED,
  WORK_AFTER,
  type Cohort,
} from './domain/cohort.js';
export { countCohort, scopeOf, type Counted } from './domain/counting.js';
export { EXITS, exitOf, exitsOf, type Exit, type Exits } from './domain/exits.js';
export { OutflowModule } from './outflow.module.js';
export { REPORT_PAGE, ReportsService, type OutflowReport } from './reports.service.js';
export { ReportsModule } from './reports.module.js';
export { reportInWords, type ReportWords } from './report-words.js';
export type { Finding } from './domain/report/report.js';
export type { ReportContent } from './domain/report/report-content.js';
export {
  BACK_WITHIN,
  COUNTERS,
  KNOWN_FOR,
  OUT_OF_SIGHT_REASONS,
  outcomesOf,
  personYears,
  together,
  WORK_REASONS,
  type Counter,
  type Outcomes,
} from './domain/definition.js';
export {
  CENSORINGS,
  DENOMINATORS,
  MEASURES,
  USUAL_DEFINITION,
  type Censoring,
  type Definition,
  type Denominator,
  type Measure,
  type OutflowQuestion,
  type Scope,
} from './domain/question.js';
export { cox } from './domain/cox/cox.js';
export type { Covariate, CoxCoefficient, CoxData, CoxFit, CoxNote, ProportionalityTest } from './domain/cox/cox-model.js';
export { ratePerHundredYears, share, type Estimate } from './domain/intervals.js';
export {
  beginnings,
  choosePeriod,
  PERIOD_MONTHS,
  readMonth,
  usualPeriod,
  type AskedPeriod,
  type ChosenPeriod,
  type OutflowPeriod,
  type PeriodProblem,
} from './domain/period.js';
export { FEWEST_DECIDED, isMostlyDeclined } from './domain/reconsider.js';
export {
  FEWEST_ALIKE,
  FEWEST_PEOPLE,
  hideSmallGroups,
  mayBeShown,
  type Cell,
  type Family,
  type Group,
  type SafeGroups,
} from './domain/safe-groups.js';
export { boundsOf, choosesDenominator, figureOf, ownBaseOf, type Base, type Bounds, type Figure } from './domain/figures.js';
export { CurvesService, type CurvesFound } from './curves.service.js';
export { CLOCKS, CURVE_CAUSES, type Clock } from './domain/curves/followed.js';
export {
  traitCurves,
  type Curve,
  type CurvePoint,
  type GroupCurve,
  type TraitCurves,
  type Uncertain,
} from './domain/curves/trait-curves.js';
export { FiguresService } from './figures.service.js';
export { ANSWER_GROUPS, OUTFLOW_TRAITS, traitGroups, type TraitGroup } from './domain/groups.js';
export type { Fates, FigureCell, KnownShare, PerTrait, ShownGroup, TraitFigures } from './domain/per-trait.js';
export { outflowPerTrait, type KnownOutcomes, type Outflow, type TraitOutflow } from './domain/trait-outflow.js';
export {
  chiSquareP,
  cumulativeIncidence,
  eventTable,
  eventTablesByGroup,
  incidenceOf,
  kaplanMeier,
  kaplanMeierByGroup,
  logRank,
  logRankOf,
  productLimit,
  quantileOf,
  restrictedMean,
  stepAt,
  survivalOf,
  type CompetingSample,
  type EventTable,
  type FollowedPeople,
  type GroupedSample,
  type Grouping,
  type GroupSurvival,
  type IncidenceStep,
  type Limits,
  type LogRankTest,
  type ProductLimit,
  type Quantile,
  type RestrictedMean,
  type SurvivalCurve,
  type SurvivalSample,
  type SurvivalStep,
} from './domain/survival/index.js';
export { COUNTED_AS, countsAs, type CountedAs } from './domain/counts-as.js';
export { EXIT_CODES, follow, OUT_OF_SIGHT, type Followed, type Following } from './domain/comparing/following.js';
export { workWithin, type WeighedRows } from './domain/comparing/incidence.js';
export {
  BARRIER,
  situationOf,
  TRAIT_STATES,
  withTraits,
  YEAR,
  type Lives,
  type PerPerson,
  type Situation,
} from './domain/comparing/lives.js';
export { comparedBy, meantFor } from './domain/comparing/meant-for.js';
export { MOST_COMPARABLE, riskSets, type Drawing, type RiskSets } from './domain/comparing/risk-sets.js';
export {
  compareSets,
  COMPARED_DAYS,
  FEWEST_LEFT,
  type ComparedRows,
  type ComparedSide,
  type Ratio,
  type SetComparison,
} from './domain/comparing/set-comparison.js';
export { NOTHING, TREND_COUNTERS, type Trend, type TrendCounter, type TrendCounts } from './domain/trend/trend.js';
export { TrendsService } from './trends.service.js';
export type { ReasonLine } from './domain/trend/reasons.js';
export type { PartOf } from './domain/trend/safe.js';
export {
  trendView,
  type EndedOf,
  type MonthCounts,
  type MonthLine,
  type Totals,
  type TrendView,
  type YearLine,
} from './domain/trend/view.js';
