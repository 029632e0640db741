import { ConflictError, NotFoundError } from '#libs/platform';

export class PlanNotFoundError extends NotFoundError {
  constructor() {
    super('no such plan');
  }
}

/** A plan that asks, or has asked, is not changed: end it and make another. */
export class NotADraftError extends ConflictError {
  override readonly code = 'not-a-draft';
}
