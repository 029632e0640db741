import { ConflictError, DomainError, NotFoundError } from '#libs/platform';
import type { ObservationProblem } from './domain/observation.js';

/** Something that cannot be an observation: a trait nobody registered, a value that is not on its scale. Names the trait, never the client. */
export class NotObservableError extends DomainError {
  readonly code = 'not-observable';

  constructor(trait: string, problem: ObservationProblem) {
    super(`${trait}: ${problem}`, { trait, problem });
  }
}

/** The observation that was to be corrected is not there, or not of this client. */
export class NothingToCorrectError extends NotFoundError {}

/** Somebody corrected it since it was shown. */
export class AlreadyCorrectedError extends ConflictError {}
