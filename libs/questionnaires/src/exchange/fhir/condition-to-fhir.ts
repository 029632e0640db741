import type { Condition } from '../../domain/condition.js';
import { itemOf, type Item, type QuestionnaireDefinition } from '../../domain/definition.js';
import { codingOf } from './coding.js';
import type { EnableWhen, QuestionnaireItem } from './resources.js';

type Enabling = Pick<QuestionnaireItem, 'enableWhen' | 'enableBehavior'>;

/** One line of `enableWhen`s: all of them, or any of them; with one it is both. */
interface Line {
  behavior: 'all' | 'any';
  tests: EnableWhen[];
}

/**
 * A condition as FHIR says it: one list of tests on earlier answers, all or any of them. What does not fit (traits, ranges that FHIR cannot
 * compare, all and any inside each other) is null: then it is told, and the question is in the file without its condition.
 */
export function enabling(condition: Condition, definition: QuestionnaireDefinition): Enabling | null {
  const line = lineOf(condition, definition);
  if (!line || line.tests.length === 0) return null;
  return { enableWhen: line.tests, ...(line.tests.length > 1 && { enableBehavior: line.behavior }) };
}

function lineOf(condition: Condition, definition: QuestionnaireDefinition): Line | null {
  if ('all' in condition) return join('all', condition.all, definition);
  if ('any' in condition) return join('any', condition.any, definition);
  if ('none' in condition) return noneOf(condition.none, definition);
  if (condition.of === 'trait') return null;
  const item = itemOf(definition, condition.key);
  if (!item) return null;
  if ('state' in condition) return stateOf(condition.state, item);
  if ('is' in condition) return anyOf(condition.is.map((value) => equalTo(item, value)));
  return rangeOf(item, condition);
}

/** Lists inside a list fit when they are of the same kind, or of one test. */
function join(behavior: Line['behavior'], parts: readonly Condition[], definition: QuestionnaireDefinition): Line | null {
  const lines = parts.map((part) => lineOf(part, definition));
  const fits = lines.every((line) => line !== null && (line.behavior === behavior || line.tests.length === 1));
  return fits ? { behavior, tests: lines.flatMap((line) => line?.tests ?? []) } : null;
}

/** Of several choices `!=` says something else in FHIR: there one of them may be another. */
function noneOf(parts: readonly Condition[], definition: QuestionnaireDefinition): Line | null {
  const lines = parts.map((part) => lineOf(part, definition));
  const opposites = lines.flatMap((line) => (line?.behavior === 'any' || line?.tests.length === 1 ? line.tests : [null])).map(oppositeOf);
  const isAboutOne = opposites.every((test) => test !== null && itemOf(definition, test.question)?.kind !== 'several');
  return isAboutOne ? { behavior: 'all', tests: opposites.filter((test) => test !== null) } : null;
}

function oppositeOf(test: EnableWhen | null): EnableWhen | null {
  return test?.operator === '=' ? { ...test, operator: '!=' } : null;
}

function stateOf(state: 'answered' | 'refused' | 'unknown', item: Item): Line | null {
  const unknown = item.options.find((option) => option.state === 'unknown');
  // An answer that is there is an answer: where "weet ik niet" is one of them, FHIR cannot tell the two apart.
  if (state === 'answered' && !unknown) return anyOf([{ question: item.key, operator: 'exists', answerBoolean: true }]);
  return state === 'unknown' && unknown ? anyOf([{ question: item.key, operator: '=', answerCoding: codeOnly(codingOf(unknown)) }]) : null;
}

/** Numbers can be compared; of a list of options those in the range are named. */
function rangeOf(item: Item, { from, to }: { from?: number; to?: number }): Line | null {
  if (item.kind !== 'number') {
    const inside = item.options.filter(({ value }) => value !== null && value >= (from ?? -Infinity) && value <= (to ?? Infinity));
    return inside.length === 0 ? null : anyOf(inside.map(({ value }) => equalTo(item, Number(value))));
  }
  const tests: EnableWhen[] = [];
  if (from !== undefined) tests.push({ question: item.key, operator: '>=', answerInteger: from });
  if (to !== undefined) tests.push({ question: item.key, operator: '<=', answerInteger: to });
  return { behavior: 'all', tests };
}

function equalTo(item: Item, value: number): EnableWhen | null {
  if (item.kind === 'number') return { question: item.key, operator: '=', answerInteger: value };
  const option = item.options.find((candidate) => candidate.value === value);
  return option ? { question: item.key, operator: '=', answerCoding: codeOnly(codingOf(option)) } : null;
}

function anyOf(tests: readonly (EnableWhen | null)[]): Line | null {
  return tests.includes(null) ? null : { behavior: 'any', tests: tests.filter((test) => test !== null) };
}

function codeOnly({ system, code }: { system?: string; code?: string }): { system?: string; code?: string } {
  return { ...(system !== undefined && { system }), ...(code !== undefined && { code }) };
}
