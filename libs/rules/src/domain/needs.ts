import { findTrait } from '#libs/profiles';
import type { CompiledRule } from './compile-rule.js';
import type { Condition } from './rule.js';

/** What has to be looked up before a set of rules can be judged; what no rule asks after is not looked up. */
export interface Needs {
  traits: readonly string[];
  /** How many days back all observations of a trait are needed, of traits whose course is asked about. */
  lookBackDays: ReadonlyMap<string, number>;
  /** Traits of which it matters that something was heard, however long ago. */
  everHeard: readonly string[];
  /** Nothing older than so many days counts, apart from `everHeard`. */
  oldestDays: number;
  /** Whether a rule asks after silence, or after what does not arrive. */
  contact: boolean;
}

/** The needs of all these rules together. */
export function needsOf(rules: readonly CompiledRule[]): Needs {
  const traits = [...new Set(rules.flatMap((rule) => rule.traits))].toSorted();
  const lookBackDays = new Map<string, number>();
  const everHeard = new Set<string>();
  let contact = false;
  for (const rule of rules) {
    for (const [trait, days] of rule.lookBackDays) lookBackDays.set(trait, Math.max(days, lookBackDays.get(trait) ?? 0));
    for (const condition of leavesOf(rule.definition.when)) {
      if ('notHeard' in condition) everHeard.add(condition.trait);
      if ('silentForDays' in condition || 'unreachable' in condition) contact = true;
    }
  }
  const oldestDays = Math.max(0, ...traits.map((trait) => findTrait(trait)?.validDays ?? 0), ...lookBackDays.values());
  return { traits, lookBackDays, everHeard: [...everHeard].toSorted(), oldestDays, contact };
}

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { none: unknown } | { of: unknown }>;

/** Everything that is asked in a condition, one by one, however deep it stands. */
export function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  if ('none' in condition) return condition.none.flatMap(leavesOf);
  if ('of' in condition) return condition.of.flatMap(leavesOf);
  return [condition];
}
