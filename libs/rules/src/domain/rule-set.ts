import type { CompiledRule } from './compile-rule.js';
import { judgeOf, type Judge } from './judge.js';
import { layoutOf, readInto, type Row, type Slot } from './layout.js';
import type { RuleProfile } from './profile.js';
import { momentOf } from './quantity.js';

/** Rules that are judged together: what they ask is read once, whoever of them asks it. */
export interface RuleSet {
  /** In the order of their names, whatever order they were given in. */
  rules: readonly CompiledRule[];
  /** The traits that are read. */
  traits: readonly string[];
  /** How many days of history are needed, per trait whose course is asked about. */
  lookBackDays: ReadonlyMap<string, number>;
  /** What stands where in a row. */
  layout: readonly Slot[];
  /** What these rules may know of somebody at this moment; what has expired or was refused is not in it. @param into an earlier row, to save making one */
  prepare(profile: RuleProfile, now: Temporal.Instant, into?: Row): Row;
  /** Of each rule 0 (no), 1 (yes) or 2 (not known). @param into an earlier answer, to save making one */
  verdicts(row: Row, into?: Uint8Array): Uint8Array;
}

/** Compiles rules that were checked into plain functions over one row of numbers. */
export function compileRuleSet(given: readonly CompiledRule[]): RuleSet {
  const rules = given.toSorted((a, b) => compareTexts(a.definition.rule, b.definition.rule) || a.definition.version - b.definition.version);
  const layout = layoutOf(rules.map(({ tree }) => tree));
  const judges: readonly Judge[] = rules.map(({ tree }) => judgeOf(tree, layout));
  return {
    rules,
    traits: [...new Set(rules.flatMap(({ traits }) => traits))].toSorted(),
    lookBackDays: longest(rules),
    layout,
    prepare(profile, now, into = new Int32Array(layout.length)) {
      const at = momentOf(now);
      for (let index = 0; index < layout.length; index += 1) into[index] = readInto(layout[index] as Slot, profile, at);
      return into;
    },
    verdicts(row, into = new Uint8Array(judges.length)) {
      for (let index = 0; index < judges.length; index += 1) into[index] = (judges[index] as Judge)(row);
      return into;
    },
  };
}

function longest(rules: readonly CompiledRule[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const { lookBackDays } of rules) for (const [trait, own] of lookBackDays) days.set(trait, Math.max(own, days.get(trait) ?? 0));
  return days;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
