export { Clock, localDate, localInstant, TIME_ZONE, TurnedClock } from './clock.js';
export { CONFIGURATION, configurationFromEnvironment, environmentFor } from './configuration.js';
export { ConfigurationError } from './configuration-error.js';
export { copyRows, type CopiedCell } from './copy-rows.js';
export { databaseOptions, openDatabase } from './database.js';
export type { FileColumn } from './delimited-columns.js';
export {
  inBatches,
  openDelimitedFile,
  openRows,
  UnreadableFileError,
  type DelimitedFile,
  type FileRecord,
  type OpenRows,
} from './delimited-file.js';
export { ConflictError, DomainError, InvalidInputError, NotAllowedError, NotFoundError, TooManyAttemptsError } from './domain-errors.js';
export {
  ensureDatabase,
  ensureFilledDatabase,
  findRunningPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from './embedded-postgres.js';
export { IdColumn, InstantColumn, PlainDateColumn } from './entity-columns.js';
export { createLog, NestLog } from './log.js';
export type { MailIn } from './mail-settings.js';
export { migrate, sqlMigrations } from './migrations.js';
export { PlatformHealth, type PartState } from './platform-health.js';
export { PlatformModule } from './platform.module.js';
export { PROJECT_ROOT } from './project-root.js';
export { importRows, type ReadRow, type RowImport, type RowImportOptions, type RowImportReport, type RowReading } from './row-import.js';
export {
  addRowProblems,
  openRowProblems,
  rowProblems,
  type FoundRowProblem,
  type ProblemAmongRows,
  type RowProblemCounts,
  type RowSeverity,
} from './row-problems.js';
export { DEFAULT_SEND_HOURS, readSendHours, type SendHours } from './send-hours.js';
export {
  demoMailInPort,
  readConfiguration,
  SETTINGS,
  simulatorSmtpPort,
  type Configuration,
  type Environment,
  type LogLevel,
} from './settings.js';
export {
  CLIENT_LANGUAGES,
  DEFAULT_LANGUAGE,
  directionOf,
  isClientLanguage,
  isLanguage,
  LANGUAGES,
  Texts,
  wordingIn,
  type ClientLanguage,
  type Language,
  type Wording,
} from './texts.js';
export { SentenceError, sentenceOf, stopWithSentence } from './stop-with-sentence.js';
export type { TwilioAccount } from './twilio-settings.js';
