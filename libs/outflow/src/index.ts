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
export { BACK_WITHIN, KNOWN_FOR, personYears, WORK_REASONS, type Outcomes } from './domain/definition.js';
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
export {
  ANSWER_GROUPS,
  OUTFLOW_TRAITS,
  outflowPerTrait,
  type KnownOutcomes,
  type Outflow,
  type TraitOutflow,
} from './domain/trait-outflow.js';
