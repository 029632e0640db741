export { CatalogueService } from './catalogue.service.js';
export {
  Catalogue,
  findIntervention,
  interventionOf,
  INTERVENTIONS,
  placeInCatalogue,
  STANDARD_CATALOGUE,
  type InterventionApproach,
  type InterventionType,
} from './domain/catalogue.js';
export {
  INTERVENTION_STATES,
  NOTE_LENGTH,
  OUTCOMES,
  STOP_REASONS,
  type Ending,
  type InterventionOutcome,
  type InterventionState,
  type StopReason,
} from './domain/ending.js';
export { AlreadyEndedError, AlreadyRunningError, InterventionNotFoundError, MovedOnError } from './interventions.errors.js';
export { InterventionsModule } from './interventions.module.js';
export { InterventionsService, type PlannedIntervention } from './interventions.service.js';
export { TakingBackService } from './taking-back.service.js';
