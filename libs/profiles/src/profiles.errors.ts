import { DomainError } from '#libs/platform';
import type { ObservationProblem } from './domain/observation.js';

/** Something that cannot be an observation: a trait nobody registered, a value that is not on its scale. Names the trait, never the client. */
export class NotObservableError extends DomainError {
  readonly code = 'not-observable';

  constructor(trait: string, problem: ObservationProblem) {
    super(`${trait}: ${problem}`, { trait, problem });
  }
}
