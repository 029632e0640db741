import { ConflictError } from '#libs/platform';
import type { DefinitionProblem } from './domain/problem.js';

/** Somebody else changed the draft, published it or threw it away since it was read. Nothing was saved: what was typed is still with who typed it. */
export class StaleDraftError extends ConflictError {
  override readonly code = 'stale-draft';

  constructor() {
    super('this draft was changed by somebody else');
  }
}

/** It cannot be published as it is; `problems` are those that forbid it. */
export class NotPublishableError extends ConflictError {
  override readonly code = 'not-publishable';

  constructor(readonly problems: readonly DefinitionProblem[]) {
    super('this questionnaire cannot be published as it is', { problems: problems.length });
  }
}

/** It asks what is sensitive, and nobody but its publisher has looked at exactly these words. */
export class ApprovalMissingError extends ConflictError {
  override readonly code = 'approval-missing';

  constructor() {
    super('somebody else has to approve exactly this first');
  }
}

/** There is nothing to publish: the draft says what is published already. */
export class NothingChangedError extends ConflictError {
  override readonly code = 'nothing-changed';

  constructor() {
    super('this is what is published already');
  }
}
