import type { CompiledRule } from './compile-rule.js';
import { explain } from './explain.js';
import { msOf, type Fact, type RuleProfile } from './profile.js';
import { compileRuleSet, type RuleSet } from './rule-set.js';
import { VERDICTS, type Verdict } from './verdict.js';

export interface RuleVerdict {
  rule: CompiledRule;
  verdict: Verdict;
  /** The observations that decided it, each once, oldest first. */
  facts: readonly Fact[];
}

/**
 * What every rule says about this profile now, in the order of their names: the order in which they are given makes no difference. The
 * observations behind a verdict are looked up when they are first asked for: most rules say nothing, and nobody asks why.
 */
export function evaluate(rules: RuleSet | readonly CompiledRule[], profile: RuleProfile, now: Temporal.Instant): RuleVerdict[] {
  const set = 'verdicts' in rules ? rules : setOf(rules);
  const verdicts = set.verdicts(set.prepare(profile, now));
  return set.rules.map((rule, index) => judged(rule, VERDICTS[verdicts[index] as 0 | 1 | 2], profile, now));
}

/** One list of rules is judged on one profile after the other. What is remembered is gone with the list. */
const sets = new WeakMap<readonly CompiledRule[], RuleSet>();

function setOf(rules: readonly CompiledRule[]): RuleSet {
  const known = sets.get(rules) ?? compileRuleSet(rules);
  sets.set(rules, known);
  return known;
}

function judged(rule: CompiledRule, verdict: Verdict, profile: RuleProfile, now: Temporal.Instant): RuleVerdict {
  let facts: readonly Fact[] | null = null;
  return {
    rule,
    verdict,
    get facts() {
      return (facts ??= inOrder(explain(rule, profile, now).facts));
    },
  };
}

function inOrder(facts: readonly Fact[]): Fact[] {
  return [...new Map(facts.map((fact) => [fact.id, fact])).values()].toSorted(
    (a, b) =>
      // Milliseconds tell nearly all of them apart, and comparing instants costs more than all the rest of this.
      msOf(a) - msOf(b) || Temporal.Instant.compare(a.observedAt, b.observedAt) || (a.trait < b.trait ? -1 : a.trait > b.trait ? 1 : 0),
  );
}
