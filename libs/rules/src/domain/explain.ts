import type { CompiledRule } from './compile-rule.js';
import type { ConditionTree } from './condition-tree.js';
import type { Fact, RuleProfile } from './profile.js';
import { holdsFor, momentOf, type Moment } from './quantity.js';
import type { Condition } from './rule.js';
import { atLeastOf, negated, yesOrNo, type Verdict } from './verdict.js';

/** A condition with what it came to, and everything it was made of. */
export interface ExplainedCondition {
  condition: Condition;
  verdict: Verdict;
  /** The observations that decided it: what made it yes, or what made it no. None when it is not known. */
  facts: readonly Fact[];
  parts: readonly ExplainedCondition[];
}

/** How a rule comes to its verdict, condition by condition. Costs a hundred times what the verdict does: only for what is shown. */
export function explain(rule: CompiledRule, profile: RuleProfile, now: Temporal.Instant): ExplainedCondition {
  return explainTree(rule.tree, profile, momentOf(now));
}

function explainTree(tree: ConditionTree, profile: RuleProfile, at: Moment): ExplainedCondition {
  const { condition } = tree;
  if (tree.kind === 'ask') {
    const value = tree.quantity.read(profile, at);
    if (Number.isNaN(value)) return { condition, verdict: 'unknown', facts: [], parts: [] };
    return { condition, verdict: yesOrNo(holdsFor(tree.test, value)), facts: tree.quantity.facts(profile, at), parts: [] };
  }
  const parts = tree.parts.map((part) => explainTree(part, profile, at));
  const inner = atLeastOf(
    tree.least,
    parts.map(({ verdict }) => verdict),
  );
  const facts = parts.filter(({ verdict }) => verdict === inner).flatMap((part) => part.facts);
  return { condition, verdict: tree.isNone ? negated(inner) : inner, facts: [...new Set(facts)], parts };
}
