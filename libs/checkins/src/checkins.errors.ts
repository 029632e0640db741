import { ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';

/** No check-in has this link: mistyped, or somebody tried one. */
export class LinkUnknownError extends NotFoundError {
  constructor() {
    super('this link is not known');
  }
}

/** Its time is over, or there was no more reason to ask. */
export class LinkExpiredError extends ConflictError {
  override readonly code = 'link-expired';

  constructor() {
    super('this link has expired');
  }
}

/** The check-in was finished before, on this or another device. */
export class LinkSpentError extends ConflictError {
  override readonly code = 'link-spent';

  constructor() {
    super('this check-in is finished');
  }
}

/** Finishing without a single answer or refusal: what a scanner that submits forms would do. Nothing was changed. */
export class NothingAnsweredError extends InvalidInputError {
  override readonly code = 'nothing-answered';

  constructor() {
    super({ answer: 'nothing-answered' });
  }
}

/** The check-in does not ask this item, or the item does not have this answer. */
export class AnswerNotPossibleError extends InvalidInputError {
  override readonly code = 'answer-not-possible';

  constructor() {
    super({ answer: 'answer-not-possible' });
  }
}
