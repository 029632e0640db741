export { change, type Change } from './domain/change.js';
export { baselineOf, changeAgainstBaseline, type Baseline, type BaselineChange } from './domain/derived/baseline.js';
export { reachOf, silenceOf, type AskedRound, type ReachCounts, type Reached, type Silence } from './domain/derived/reach.js';
export { whatCounts, type Heard } from './domain/derived/series.js';
export { trendOf, volatilityOf, type Trend, type Volatility } from './domain/derived/trend.js';
export { OBSERVATION_COLUMNS } from './domain/observation-columns.js';
export type { ObservationFileProblem } from './domain/observation-problems.js';
export {
  problemWith,
  type NewObservation,
  type Observation,
  type ObservationChannel,
  type ObservationMode,
  type ObservationProblem,
  type ObservationSource,
  type ObservationState,
} from './domain/observation.js';
export { OFFICE_TRAITS } from './domain/office-traits.js';
export type { BarrierLevel, TraitBand, TraitDefinition, TraitGroup, TraitLevel, TraitSensitivity } from './domain/trait.js';
export {
  bandOf,
  findTrait,
  isExpired,
  levelOf,
  RECORDABLE_TRAITS,
  STANDARD_TRAITS,
  TRAIT_KEYS,
  traitOf,
  TRAITS,
  validUntil,
} from './domain/traits.js';
export { LONGEST_REASON, type Correction } from './correcting.js';
export { HeardService } from './heard.service.js';
export { ObservationExportService, type ExportRecord, type ObservationExport } from './export/observation-export.service.js';
export {
  ObservationImportService,
  type ObservationImportOptions,
  type ObservationImportReport,
} from './import/observation-import.service.js';
export { LATEST_OF, type CaseloadMoments, type LatestWithBefore } from './latest-of.js';
export { ObservationsService } from './observations.service.js';
export { PartitionsService, type Dropped } from './partitions.service.js';
export { AlreadyCorrectedError, NotObservableError, NothingToCorrectError } from './profiles.errors.js';
export { ProfilesModule } from './profiles.module.js';
export { ProfilesService, type ObservationWithCorrection, type Vantage } from './profiles.service.js';
