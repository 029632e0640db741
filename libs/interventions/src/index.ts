export {
  findIntervention,
  interventionOf,
  INTERVENTIONS,
  placeInCatalogue,
  type InterventionApproach,
  type InterventionType,
} from './domain/catalogue.js';
export { NOTE_LENGTH, OUTCOMES, type Ending, type InterventionOutcome } from './domain/ending.js';
export { AlreadyEndedError, AlreadyRunningError, InterventionNotFoundError } from './interventions.errors.js';
export { InterventionsModule } from './interventions.module.js';
export { InterventionsService, type PlannedIntervention } from './interventions.service.js';
