import type { Catalogue } from '#libs/interventions';
import { problemsInSet, type RuleSetProblem } from '../domain/rule-set-problems.js';
import type { RuleDefinition } from '../domain/rule.js';

/** How a change is at odds with the other rules. */
export interface Beside {
  /** A rule that says nothing which another does not say already: it would only make the set harder to read. */
  refused: RuleSetProblem[];
  /** Good to know: another rule becomes superfluous by it, or advises against what it suggests (which is shown to the coach as such). */
  told: RuleSetProblem[];
}

/** @param changed what would be new @param others what counts beside it */
export function besideOthers(changed: readonly RuleDefinition[], others: readonly RuleDefinition[], catalogue: Catalogue): Beside {
  const own = new Set(changed.map(({ rule }) => rule));
  const problems = problemsInSet([...changed, ...others], catalogue).filter(({ rule, by }) => own.has(rule) || own.has(by));
  const isRefused = ({ kind, rule }: RuleSetProblem) => kind === 'equal' || kind === 'same-name' || (kind === 'shadowed' && own.has(rule));
  return { refused: problems.filter(isRefused), told: problems.filter((problem) => !isRefused(problem)) };
}
