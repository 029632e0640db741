export {
  DAYS_BETWEEN_CHECK_INS,
  obstacleOn,
  settleDue,
  type Day,
  type DueEnrolment,
  type MissedCause,
  type Obstacle,
  type Settled,
  type Waiting,
} from './domain/catch-up.js';
export {
  DEFAULT_SETTINGS,
  PLAN_EVENTS,
  type Audience,
  type Cadence,
  type PlanEvent,
  type PlanSettings,
  type PlanState,
  type Reminder,
} from './domain/plan.js';
export { daysBetween, within } from './domain/plan-problems.js';
export { anchorOf, latestOccurrence, nextOccurrence, occurrencesFrom } from './domain/schedule.js';
export { outlook, type EnrolmentAhead, type RoundAhead, type Shift } from './domain/outlook.js';
export { simulatePlan, type Simulated, type SimulatedCoach, type SimulatedDay, type SimulatedMember } from './domain/simulate-plan.js';
export type { SelectionCriteria, TraitCriterion } from './domain/selection.js';
export { EnrolmentsService, type BroughtUpToDate, type EnrolmentEnd } from './enrolments.service.js';
export type { Plan } from './plan.js';
export { NotADraftError, PlanNotFoundError } from './planning.errors.js';
export { PlanForecastService, type PlanForecast } from './plan-forecast.service.js';
export { PlanningModule } from './planning.module.js';
export { PlansService, type NamedAudience, type NewPlan, type PlansAdded } from './plans.service.js';
export { SelectionNameTakenError, SelectionsService, type Selection, type SelectionCount } from './selections.service.js';
