import { isDeepStrictEqual } from 'node:util';
import type { RuleDefinition } from '../domain/rule.js';
import { writingOf, type RuleWriting } from './rule-writing.js';

/** A rule as it is written down somewhere: a version, or what may become one. */
export type Written = RuleWriting | RuleDefinition | { definition: RuleDefinition };

/** What becomes other: a rule that came has no `before`, one that went has no `after`. */
export interface RuleDifference {
  rule: string;
  before: RuleDefinition | null;
  after: RuleDefinition | null;
}

/** The differences between two sets of rules, by key; what stands in both with the same words and meaning is none. */
export function setDifference(
  before: readonly Written[],
  after: readonly Written[],
  { keepsWhatIsMissing = false } = {},
): RuleDifference[] {
  const [was, becomes] = [byRule(before), byRule(after)];
  const rules = [...new Set([...was.keys(), ...becomes.keys()])].toSorted();
  return rules.flatMap((rule) => {
    const [from, to] = [was.get(rule) ?? null, becomes.get(rule) ?? null];
    if (to === null && keepsWhatIsMissing) return [];
    return from && to && saysTheSame(from, to) ? [] : [{ rule, before: from, after: to }];
  });
}

/** Whether two versions differ in nothing but who wrote and approved them, and when they began. */
export function saysTheSame(one: RuleDefinition, other: RuleDefinition): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

/** Without what is not there: `validUntil: null` says as little as its absence. */
function plain(definition: RuleDefinition): unknown {
  const { validUntil, ...written } = writingOf(definition);
  return JSON.parse(JSON.stringify(validUntil ? { ...written, validUntil } : written));
}

function byRule(rules: readonly Written[]): Map<string, RuleDefinition> {
  return new Map(rules.map((each) => ('definition' in each ? each.definition : (each as RuleDefinition))).map((each) => [each.rule, each]));
}
