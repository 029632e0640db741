export {
  CatalogueEditingService,
  CHANGE_NOTE_LENGTH,
  type Changing,
  type TypeText,
  type TypeVersion,
} from './catalogue-editing.service.js';
export { CatalogueService } from './catalogue.service.js';
export { Catalogue, STANDARD_CATALOGUE, type InterventionApproach, type InterventionType } from './domain/catalogue.js';
export { DECISIONS_OF_THE_LAW, forbiddenWords } from './domain/decisions-of-the-law.js';
export { drawLots, isForLots, type Digest, type DrawnTicket, type Ticket } from './domain/draw.js';
export {
  INTERVENTION_STATES,
  NOTE_LENGTH,
  OUTCOMES,
  STOP_REASONS,
  STOP_REASONS_TO_GIVE,
  type Ending,
  type InterventionOutcome,
  type InterventionState,
  type StopReason,
} from './domain/ending.js';
export {
  hasBegun,
  hasRoom,
  isRunning,
  possibleFrom,
  STATES_WITH_A_PLACE,
  STEPS,
  VERBS,
  type Occupancy,
  type Step,
  type Verb,
} from './domain/lifecycle.js';
export {
  AlreadyEndedError,
  AlreadyRunningError,
  InterventionNotFoundError,
  MovedOnError,
  NoPlaceError,
  NotAtThisPointError,
  NothingToDrawError,
  TypeChangedError,
  TypeNotFoundError,
} from './interventions.errors.js';
export { DrawsService, type KeptDraw, type PlaceDraw } from './draws.service.js';
export { InterventionsModule } from './interventions.module.js';
export { InterventionsService, type Agreed, type OfferedIntervention, type PlannedIntervention } from './interventions.service.js';
export {
  LONGEST_REPEAT_DAYS,
  MOST_PLACES,
  MOST_TO_DO_FIRST,
  MOST_WEEKS,
  problemsWithType,
  TYPE_LENGTHS,
  type TypeProblem,
} from './domain/type-problems.js';
export { HAS_A_PLACE, standsInLine } from './places.js';
export { ProgressService } from './progress.service.js';
export { TakingBackService } from './taking-back.service.js';
