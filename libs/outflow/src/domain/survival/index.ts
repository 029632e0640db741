export { cumulativeIncidence, incidenceOf, type CompetingSample, type IncidenceStep } from './aalen-johansen.js';
export { eventTablesByGroup, kaplanMeierByGroup, type FollowedPeople, type Grouping, type GroupSurvival } from './by-group.js';
export { chiSquareP } from './chi-square.js';
export { eventTable, type EventTable, type SurvivalSample } from './event-table.js';
export { kaplanMeier, productLimit, stepAt, survivalOf, type ProductLimit, type SurvivalCurve, type SurvivalStep } from './kaplan-meier.js';
export { logRank, logRankOf, type GroupedSample, type LogRankTest } from './log-rank.js';
export { type Limits } from './log-log.js';
export { quantileOf, type Quantile } from './quantile.js';
export { restrictedMean, type RestrictedMean } from './restricted-mean.js';
