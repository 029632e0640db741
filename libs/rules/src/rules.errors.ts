import { ConflictError, DomainError, NotFoundError } from '#libs/platform';
import type { RuleProblem } from './domain/rule-problem.js';

/** A rule that may not exist: every problem, with its place. */
export class RuleRefusedError extends DomainError {
  readonly code = 'rule-refused';

  constructor(
    rule: string,
    readonly problems: readonly RuleProblem[],
  ) {
    super(`${rule}: ${problems.map(({ at, reason, found }) => `${at} (${found}): ${reason}`).join('; ')}`);
  }
}

export class SuggestionNotFoundError extends NotFoundError {
  constructor() {
    super('no such suggestion');
  }
}

/** Somebody else decided, or new answers made it go, since the page was shown. */
export class SuggestionClosedError extends ConflictError {
  constructor() {
    super('this suggestion has been decided or withdrawn meanwhile');
  }
}

/** What is advised against cannot be accepted as if it were suggested; a coach who wants it anyway sets the caution aside and plans it. */
export class NothingToStartError extends ConflictError {
  constructor() {
    super('this is a caution: there is nothing in it to start');
  }
}

/** Nothing stands that could be undone: a day has passed, or somebody was ahead. */
export class NothingToUndoError extends ConflictError {
  constructor() {
    super('there is no decision here that can still be undone');
  }
}
