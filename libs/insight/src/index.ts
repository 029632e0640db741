export { AdministrationReadModel, type AdministrationOverview } from './administration.read-model.js';
export { CASELOAD, CaseloadReadModel } from './caseload.read-model.js';
export { CheckInResponseReadModel, type CheckInResponse } from './check-in-response.read-model.js';
export {
  ClientCourseReadModel,
  type ClientCourse,
  type CourseObservation,
  type CourseRound,
  type ItemTrait,
  type PastObservation,
  type PastProfile,
} from './client-course.read-model.js';
export {
  ClientFileReadModel,
  type FileCheckIn,
  type FileHeader,
  type FileIntervention,
  type FileOverview,
  type ObservedValue,
} from './client-file.read-model.js';
export type { FileObjection, FileResponse, FileSuggestion } from './file-suggestions.js';
export {
  AROUND,
  ClientInterventionsReadModel,
  type FileInterventionInFull,
  type FileStep,
  type HeardThen,
  type TraitBeside,
} from './client-interventions.read-model.js';
export {
  ClientPlanningReadModel,
  HAPPENINGS,
  type ClientPlanning,
  type FileEnrolment,
  type FilePause,
  type FileTask,
  type Happening,
  type OpenRound,
  type WaitingMessage,
} from './client-planning.read-model.js';
export { CorrectableReadModel, type CorrectableObservation } from './correctable.read-model.js';
export { DeputiesReadModel, type CoachLine } from './deputies.read-model.js';
export { DrawsReadModel, type DrawInFull, type DrawLine } from './draws.read-model.js';
export { EXCHANGED, ExchangeReadModel, type ExchangedMessage } from './exchange.read-model.js';
export { InboxReadModel, THREADS, type InboxThread, type SharedMessage } from './inbox.read-model.js';
export {
  ASKED_BY,
  reached,
  STANDINGS,
  type Reached,
  type ReachLine,
  type ReachMonth,
  type ReachPart,
  type ReachRow,
  type ReachScope,
  type Standing as ReachStanding,
} from './domain/reached.js';
export { ReachReadModel } from './reach.read-model.js';
export { RegistersReadModel, type CorrectionLine, type ExportLine, type RegisteredQuestionnaire } from './registers.read-model.js';
export { TeamsReadModel } from './teams.read-model.js';
export { SignalsReadModel, type FileSignal, type Person, type Signal, type SignalLine } from './signals.read-model.js';
export {
  attentionOf,
  urgencyOf,
  type Attention,
  type CaseloadClient,
  type Moment,
  type Reason,
  type Round,
  type Standing,
} from './domain/attention.js';
export { InsightModule } from './insight.module.js';
export {
  FAIRNESS_DIMENSIONS,
  FAIRNESS_MEASURES,
  type FairnessDimension,
  type FairnessMeasure,
  type FairnessTable,
} from './domain/fairness.js';
export { AGE_BAND_STARTS, FairnessReadModel, type FairnessReport, type StandingBasis } from './fairness.read-model.js';
export type { InterventionLine, TraitAfter, WithinMonths } from './domain/intervention-outflow/lines.js';
export type { Part } from './domain/intervention-outflow/safe-parts.js';
export {
  firstOf,
  InterventionOutflowReadModel,
  monthNumber,
  type ComparedLine,
  type InterventionInFull,
} from './intervention-outflow.read-model.js';
export type { Felt } from './domain/felt.js';
export type { Funnel, InterventionLines, RuleLine } from './domain/came-of-it.js';
export type { Learned, Reason as DecisionReason, TraitChange } from './domain/learned.js';
export { LEARNED, LearningOutcomesReadModel, type LearnedOf } from './learning-outcomes.read-model.js';
export { CAME_OF_IT, FLAGGED, LearningReadModel, type FlaggedRule } from './learning.read-model.js';
export { LanguagesReadModel, type LanguageCount } from './languages.read-model.js';
export { MOST_OTHERS, OTHERS, OthersReadModel, type Others, type Situation } from './others.read-model.js';
export { OFFER, OfferReadModel, type OfferNow, type OfferStanding, type OwnWaiting } from './offer.read-model.js';
export { PlansReadModel, type PlanChoices, type PlanEventLine, type PlanLine } from './plans.read-model.js';
export { RuleEffectsReadModel } from './rule-effects.read-model.js';
export { RuleLookBackReadModel } from './rule-look-back.read-model.js';
export {
  LATERS,
  RESPONSES,
  type Ago,
  type ExampleKind,
  type ExampleLine,
  type InterventionChange,
  type Later,
  type Response,
  type RuleExample,
  type RuleLookBack,
  type RuleSetChange,
  type RuleTouch,
  type ShownCount,
  type VerdictSplit,
} from './domain/rule-effects/shown.js';
