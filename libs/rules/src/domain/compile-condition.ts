import { compileCircumstance } from './compile-circumstance.js';
import { compileComparison } from './compile-comparison.js';
import type { ConditionTree, Join } from './condition-tree.js';
import { hasOtherFields, isRecord, refused, type Reading } from './reading.js';
import type { Condition } from './rule.js';

/** Nobody reads more aloud than this, or checks it. */
const DEEPEST = 6;
const MOST_CONDITIONS = 60;

const JOINS = ['all', 'any', 'none', 'of'] as const;

/** Turns a condition into a tree of what is asked, once; whatever is wrong with it is told to `reading.refuse`, and nothing is thrown. */
export function compileCondition(condition: unknown, at: string, reading: Reading, depth = 0): ConditionTree | null {
  reading.count += 1;
  if (reading.count > MOST_CONDITIONS) {
    if (reading.count === MOST_CONDITIONS + 1) reading.refuse(at, 'too-many', MOST_CONDITIONS);
    return null;
  }
  if (!isRecord(condition)) return refused(at, condition, reading);
  const join = JOINS.find((word) => Object.hasOwn(condition, word));
  if (join && !Object.hasOwn(condition, 'trait')) return compileJoin(condition, join, at, reading, depth);
  const { trait, ...comparison } = condition;
  const asked = typeof trait === 'string' ? compileComparison(trait, comparison, at, reading) : compileCircumstance(condition, at, reading);
  return asked && { kind: 'ask', condition: condition as Condition, at, ...asked };
}

function compileJoin(
  condition: Record<string, unknown>,
  join: (typeof JOINS)[number],
  at: string,
  reading: Reading,
  depth: number,
): Join | null {
  const parts = condition[join];
  if (hasOtherFields(condition, join === 'of' ? ['atLeast', 'of'] : [join])) return refused(at, condition, reading);
  // An empty `all` would hold for everybody.
  if (!Array.isArray(parts) || parts.length === 0) return refused(`${at}.${join}`, parts, reading, 'empty');
  if (depth >= DEEPEST) return refused(`${at}.${join}`, depth + 1, reading, 'too-deep');
  const least = join === 'all' ? parts.length : join === 'of' ? condition['atLeast'] : 1;
  const isCount = Number.isInteger(least) && Number(least) >= 1 && Number(least) <= parts.length;
  if (!isCount) reading.refuse(`${at}.atLeast`, 'not-a-count', least);
  const trees = parts.map((part, index) => compileCondition(part, `${at}.${join}[${index}]`, reading, depth + 1));
  if (!isCount || !trees.every((tree) => tree !== null)) return null;
  return { kind: 'join', condition: condition as Condition, at, least: Number(least), isNone: join === 'none', parts: trees };
}
