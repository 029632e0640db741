import type { Condition } from '#libs/questionnaires';
import { textIn, textsIn, wholeIn, type Sent } from './form-reading.js';

/** How the rules of a question hang together; `altijd`: there are none. `zo`: a condition that this form cannot show stays as it is. */
export const JOINTS = ['altijd', 'all', 'any', 'none', 'zo'] as const;
export type Joint = (typeof JOINTS)[number];
export const RULE_KINDS = ['is', 'van-tot', 'answered', 'refused', 'unknown'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];
/** More is a question that nobody can foresee being asked. */
export const MOST_RULES = 6;

/** One rule as it was filled in: over an earlier question or over what is known. */
export interface RuleFields {
  of: 'item' | 'trait';
  key: string;
  kind: RuleKind;
  is: string[];
  from: string;
  to: string;
}

export interface ConditionFields {
  joint: Joint;
  rules: RuleFields[];
}

export type Leaf = Extract<Condition, { of: unknown }>;

/** The rules of the form; only those over something are read. */
export function readCondition(sent: Sent): ConditionFields {
  const numbers = Array.from({ length: MOST_RULES }, (_, index) => index + 1);
  const rules = numbers.flatMap((number): RuleFields[] => {
    const over = overOf(textIn(sent, `als-${number}-over`, 200));
    if (!over) return [];
    const kind = RULE_KINDS.find((known) => known === textIn(sent, `als-${number}-hoe`)) ?? 'is';
    return [
      {
        ...over,
        kind,
        is: textsIn(sent, `als-${number}-is`),
        from: textIn(sent, `als-${number}-van`, 12),
        to: textIn(sent, `als-${number}-tot`, 12),
      },
    ];
  });
  return { joint: JOINTS.find((known) => known === textIn(sent, 'als')) ?? 'altijd', rules };
}

/** `item:wellbeing.general` or `trait:finance.debt` as a rule that says nothing yet. */
export function freshRule(over: string): RuleFields | null {
  const known = overOf(over);
  return known && { ...known, kind: 'is', is: [], from: '', to: '' };
}

/** A condition as this form shows it: one row of rules; what is deeper (from a file) is kept as it is, and shown as a sentence. */
export function fieldsOfCondition(condition: Condition | undefined): ConditionFields {
  if (condition === undefined) return { joint: 'altijd', rules: [] };
  if ('of' in condition) return { joint: 'all', rules: [fieldsOfLeaf(condition)] };
  const [joint, parts] = partsOf(condition);
  const leaves = parts.filter((part): part is Leaf => 'of' in part);
  if (leaves.length < parts.length || leaves.length === 0 || leaves.length > MOST_RULES) return { joint: 'zo', rules: [] };
  return { joint, rules: leaves.map(fieldsOfLeaf) };
}

/** How the parts of a condition hang together, and which they are. */
export function partsOf(condition: Exclude<Condition, Leaf>): ['all' | 'any' | 'none', Condition[]] {
  if ('all' in condition) return ['all', condition.all];
  return 'any' in condition ? ['any', condition.any] : ['none', condition.none];
}

/**
 * What the form asks for.
 * @param before the condition there was, for who keeps it as it is
 * @returns also what cannot be read, by the field of the form
 */
export function conditionOf(
  { joint, rules }: ConditionFields,
  before: Condition | undefined,
): { condition: Condition | undefined; problems: Record<string, string> } {
  if (joint === 'zo') return { condition: before, problems: {} };
  if (joint === 'altijd') return { condition: undefined, problems: {} };
  if (rules.length === 0) return { condition: undefined, problems: { 'als-nieuw': 'rule-needed' } };
  const read = rules.map((rule, index) => leafOf(rule, index + 1));
  const problems = Object.assign({}, ...read.map(({ problem }) => problem ?? {})) as Record<string, string>;
  const leaves = read.flatMap(({ leaf }) => leaf ?? []);
  const [only] = leaves;
  if (joint === 'all' && leaves.length === 1) return { condition: only, problems };
  return { condition: joint === 'all' ? { all: leaves } : joint === 'any' ? { any: leaves } : { none: leaves }, problems };
}

function leafOf({ of, key, kind, is, from, to }: RuleFields, number: number): { leaf?: Leaf; problem?: Record<string, string> } {
  if (kind === 'is') {
    const values = is.map(wholeIn).filter((value) => value !== null);
    return values.length === 0 ? { problem: { [`als-${number}-is`]: 'value-needed' } } : { leaf: { of, key, is: values } };
  }
  if (kind === 'van-tot') {
    const [least, most] = [wholeIn(from), wholeIn(to)];
    if (from.trim() !== '' && least === null) return { problem: { [`als-${number}-van`]: 'number-needed' } };
    if (to.trim() !== '' && most === null) return { problem: { [`als-${number}-tot`]: 'number-needed' } };
    if (least === null && most === null) return { problem: { [`als-${number}-van`]: 'number-needed' } };
    if (least !== null && most !== null && least > most) return { problem: { [`als-${number}-tot`]: 'ends-before-start' } };
    return { leaf: { of, key, ...(least !== null && { from: least }), ...(most !== null && { to: most }) } };
  }
  // Whether something was refused is known of a question of this check-in only.
  return of === 'trait' ? { problem: { [`als-${number}-hoe`]: 'value-needed' } } : { leaf: { of, key, state: kind } };
}

function fieldsOfLeaf(leaf: Leaf): RuleFields {
  const base = { of: leaf.of, key: leaf.key, is: [], from: '', to: '' };
  if ('state' in leaf) return { ...base, kind: leaf.state };
  if ('is' in leaf) return { ...base, kind: 'is', is: leaf.is.map(String) };
  return { ...base, kind: 'van-tot', from: String(leaf.from ?? ''), to: String(leaf.to ?? '') };
}

function overOf(over: string): Pick<RuleFields, 'of' | 'key'> | null {
  const [, of, key] = /^(item|trait):(.+)$/.exec(over) ?? [];
  return of === undefined || key === undefined ? null : { of: of as RuleFields['of'], key };
}
