import { STANDARD_CATALOGUE, type Catalogue } from '#libs/interventions';
import { findTrait, type TraitDefinition } from '#libs/profiles';
import { checkEffects } from './check-effects.js';
import { checkWords } from './check-words.js';
import { compileCondition } from './compile-condition.js';
import type { ConditionTree } from './condition-tree.js';
import { impossibleParts } from './impossible-parts.js';
import { isRecord, type Reading } from './reading.js';
import type { ProblemReason, RuleProblem } from './rule-problem.js';
import type { RuleDefinition } from './rule.js';

export { PLACEHOLDER } from './check-words.js';

/** A rule that was checked and can be judged: alone (`explain`), or with others at once (`compileRuleSet`). */
export interface CompiledRule {
  definition: RuleDefinition;
  tree: ConditionTree;
  /** The traits it reads. */
  traits: readonly string[];
  /** How many days of history it needs, per trait whose course it asks about. */
  lookBackDays: ReadonlyMap<string, number>;
}

export interface CompileOptions {
  /** Of a rule that is being written now: everything that a rule should say, and only what can still be begun. Versions of before may lack it. */
  complete?: boolean;
  /** Where traits are looked up; the registry, unless a test plants something in it. */
  findTrait?: (key: string) => TraitDefinition | null;
}

const FIELDS: readonly (keyof RuleDefinition)[] = [
  'rule',
  'version',
  'title',
  'forWhom',
  'when',
  'then',
  'explanation',
  'clientExplanation',
  'wish',
  'author',
  'approver',
  'validFrom',
  'validUntil',
];

/** Compiles a rule, or says everything that is wrong with it and where. Total: takes anything. */
export function compileRule(
  given: unknown,
  catalogue: Catalogue = STANDARD_CATALOGUE,
  { complete = false, findTrait: find = findTrait }: CompileOptions = {},
): CompiledRule | { problems: RuleProblem[] } {
  const problems: RuleProblem[] = [];
  const refuse = (at: string, reason: ProblemReason, found: unknown) => void problems.push({ at, reason, found: shown(found) });
  const definition = isRecord(given) ? given : {};
  const reading: Reading = { traits: new Map(), lookBackDays: new Map(), ageAt: null, count: 0, catalogue, findTrait: find, refuse };

  const tree = compileCondition(definition['when'], 'when', reading);
  checkNames(definition, refuse);
  checkMoments(definition, refuse);
  checkWords(definition, complete, reading);
  checkEffects(definition, complete, reading);
  if (reading.ageAt !== null && tree && readsOnlyAge(tree)) refuse(reading.ageAt, 'age-alone', definition['when']);
  // What is impossible follows from what was asked, so there is nothing to look for while that is not right yet.
  if (tree && problems.length === 0) for (const { at, reason, condition } of impossibleParts(tree)) refuse(at, reason, condition);

  if (!tree || problems.length > 0) return { problems };
  return {
    definition: definition as unknown as RuleDefinition,
    tree,
    traits: [...reading.traits.keys()],
    lookBackDays: reading.lookBackDays,
  };
}

type Refuse = Reading['refuse'];

const KEY = /^[a-z0-9]+([._-][a-z0-9]+)*$/;
const LONGEST_KEY = 80;

function checkNames(definition: Record<string, unknown>, refuse: Refuse): void {
  const { rule, version, author, approver } = definition;
  for (const field of ['rule', 'author', 'approver']) if (!isText(definition[field])) refuse(field, 'text-missing', definition[field]);
  if (isText(rule) && !(KEY.test(rule) && rule.length <= LONGEST_KEY)) refuse('rule', 'not-a-key', rule);
  if (!(Number.isInteger(version) && Number(version) >= 1)) refuse('version', 'unknown-shape', version);
  // Four eyes: a rule touches people's lives.
  if (isText(author) && author === approver) refuse('approver', 'author-approves', approver);
  for (const field of Object.keys(definition))
    if (!FIELDS.includes(field as keyof RuleDefinition)) refuse(field, 'unknown-field', definition[field]);
}

function checkMoments({ validFrom, validUntil }: Record<string, unknown>, refuse: Refuse): void {
  const from = momentIn(validFrom);
  if (!from) refuse('validFrom', 'not-a-moment', validFrom);
  if (validUntil === undefined || validUntil === null) return;
  const until = momentIn(validUntil);
  if (!until) refuse('validUntil', 'not-a-moment', validUntil);
  else if (from && Temporal.Instant.compare(until, from) <= 0) refuse('validUntil', 'ends-before-it-begins', validUntil);
}

function readsOnlyAge(tree: ConditionTree): boolean {
  return tree.kind === 'ask' ? tree.quantity.key === 'age band' : tree.parts.every(readsOnlyAge);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** As everybody writes it; Temporal reads more than that. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function momentIn(value: unknown): Temporal.Instant | null {
  try {
    return typeof value === 'string' && INSTANT.test(value) ? Temporal.Instant.from(value) : null;
  } catch {
    return null;
  }
}

function shown(found: unknown): string {
  try {
    return typeof found === 'string' ? found : (JSON.stringify(found) ?? 'nothing');
  } catch {
    // A loop, or a number that JSON does not have: there is something, and it is not right.
    return 'something';
  }
}
