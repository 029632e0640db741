import { ConflictError, NotAllowedError } from '#libs/platform';
import type { RuleProblem } from '../domain/rule-problem.js';

/** Somebody else changed, approved or threw away the draft, or another version came, since it was read. Nothing was saved. */
export class StaleRuleError extends ConflictError {
  override readonly code = 'stale-rule';

  constructor() {
    super('this rule was changed by somebody else');
  }
}

/** It cannot be asked for, or approved, as it is. */
export class RuleNotReadyError extends ConflictError {
  override readonly code = 'rule-not-ready';

  /** @param problems of the rule itself; empty where it is at odds with other rules */
  constructor(readonly problems: readonly RuleProblem[]) {
    super('this rule cannot be approved as it is', { problems: problems.length });
  }
}

/** Four eyes: who wrote on it does not approve it. */
export class OwnRuleError extends NotAllowedError {
  constructor() {
    super('nobody approves a rule that they wrote on');
  }
}

/** What is proposed is what is in force already. */
export class NothingProposedError extends ConflictError {
  override readonly code = 'nothing-proposed';

  constructor() {
    super('this is what is in force already');
  }
}
