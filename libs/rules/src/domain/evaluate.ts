import type { CompiledRule } from './compile-rule.js';
import type { Fact, RuleProfile } from './profile.js';
import type { Verdict } from './verdict.js';

export interface RuleVerdict {
  rule: CompiledRule;
  verdict: Verdict;
  /** The observations that decided it, each once, oldest first. */
  facts: readonly Fact[];
}

/** What every rule says about this profile now, in the order of their names: the order in which they are given makes no difference. */
export function evaluate(rules: readonly CompiledRule[], profile: RuleProfile, now: Temporal.Instant): RuleVerdict[] {
  return rules
    .map((rule) => {
      const { verdict, facts } = rule.judge(profile, now);
      return { rule, verdict, facts: inOrder(facts) };
    })
    .toSorted((a, b) => compareTexts(a.rule.definition.rule, b.rule.definition.rule));
}

function inOrder(facts: readonly Fact[]): Fact[] {
  return [...new Map(facts.map((fact) => [fact.id, fact])).values()].toSorted(
    (a, b) => Temporal.Instant.compare(a.observedAt, b.observedAt) || compareTexts(a.trait, b.trait),
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
