export { AccessLogService } from './access-log.service.js';
export { CaseloadService, type NewAssignment } from './caseload.service.js';
export { ClientImportService, type ImportOptions, type ImportReport } from './client-import.service.js';
export { ClientsService, type NewClient } from './clients.service.js';
export { CONTACT_POINT_KINDS, type ContactPoint, type ContactPointKind, type ReachChannel } from './contact-points.js';
export { DEMO_ACCOUNTS, DEMO_DEPUTY, DEMO_PASSWORD, type DemoAccount } from './demo-accounts.js';
export { CBS_REASONS, cbsReason } from './domain/cbs-reasons.js';
export {
  CODE_LENGTHS,
  CODE_ORIGINS,
  problemsWithReasonCode,
  type CodeOrigin,
  type ReasonCodeProblem,
  type ReasonCodeWish,
} from './domain/end-reason-code.js';
export {
  builtInWords,
  END_REASONS,
  isOurOwnCode,
  readEndReason,
  reasonKey,
  SCHEMES,
  type BenefitScheme,
  type EndReason,
  type OwnReasons,
} from './domain/end-reasons.js';
export {
  EndReasonCodesService,
  MOST_CODES,
  type ReasonCode,
  type ReasonCodeChange,
  type UnknownReason,
  type UnknownReasons,
} from './end-reason-codes.service.js';
export { readDutchDate, type ReadDate } from './domain/dutch-dates.js';
export { EXPORT_COLUMNS } from './domain/export-columns.js';
export type { ImportProblem } from './domain/import-problems.js';
export { RESULTS_OF, TASK_KINDS, TASK_NOTE_LENGTH, TASK_RESULTS, type TaskKind, type TaskResult } from './domain/follow-up.js';
export { CLIENT_PAUSE_REASONS, PAUSE_NOTE_LENGTH, PAUSE_REASONS, type PauseReason, type PauseWish } from './domain/pause.js';
export {
  DAY_PARTS,
  DAY_PART_NAMES,
  dayPartOf,
  hoursFor,
  NO_PREFERENCE,
  possibleDayParts,
  PREFERENCE_NOTE_LENGTH,
  preferredChannel,
  type DayPart,
  type Preference,
} from './domain/preference.js';
export { remembering } from './domain/remembering.js';
export { readPhoneNumber } from './domain/phone-numbers.js';
export { chooseContactPoint, type ContactFacts, type Reach, type ReachFacts, type Unreachable } from './domain/reach.js';
export { SEXES, type Sex } from './domain/fairness-file.js';
export { FairnessAttributesService, type FairnessBasis, type FairnessImport } from './fairness-attributes.service.js';
export { FollowUpTasksService, type FollowUpTask, type MadeTask, type NewTask } from './follow-up-tasks.service.js';
export { TIME_ZONES } from './domain/time-zones.js';
export { OptOutsService, type OptOutByAddress, type OptOutSource } from './opt-outs.service.js';
export { EmailTakenError, PasswordLinkInvalidError, WrongCredentialsError } from './people.errors.js';
export { PAID_WORK_KINDS, type PaidWorkKind } from './domain/paid-work.js';
export { PAID_WORK_COLUMNS } from './domain/paid-work-columns.js';
export { PaidWorkImportService, type PaidWorkImportOptions, type PaidWorkProblem } from './paid-work-import.service.js';
export { PaidWorkService, type NewPaidWork } from './paid-work.service.js';
export { PausesService, type NewPause, type Pause } from './pauses.service.js';
export { PeopleModule } from './people.module.js';
export { PreferencesService, type ContactPreference, type PreferenceChange, type PreferenceRecord } from './preferences.service.js';
export { ReachService } from './reach.service.js';
export { SessionsService } from './sessions.service.js';
export { SPELL_COLUMNS } from './domain/spell-columns.js';
export { SpellImportService, type SpellImportOptions, type SpellImportReport, type SpellProblem } from './spell-import.service.js';
export type { StretchImportReport } from './stretch-import.js';
export type { UnknownLiteral } from './unknown-literals.js';
export { SpellsService, type SpellCorrection, type SpellDetails } from './spells.service.js';
export { STAFF_ROLES, type SignedInStaff, type StaffRole } from './staff.js';
export { StaffService, type AddedStaff, type NewStaff, type PasswordLink } from './staff.service.js';
