import type { Condition } from '../../domain/condition.js';
import type { Item, ItemOption } from '../../domain/definition.js';
import { isUnknown } from './coding.js';
import type { Coding, EnableWhen, QuestionnaireItem } from './resources.js';

/** A question that was read before, with what its codes became. */
export interface ReadItem {
  item: Item;
  /** The option of a code as the file says it. */
  optionOf: (coding: Coding) => ItemOption | undefined;
}

/**
 * FHIR's tests on earlier answers as a condition.
 * @param earlier by linkId: the questions before this one; a test on another can never be so here
 * @returns null when a single one of them cannot be said: half a condition would ask the wrong people
 */
export function conditionFrom(
  { enableWhen, enableBehavior }: Pick<QuestionnaireItem, 'enableWhen' | 'enableBehavior'>,
  earlier: ReadonlyMap<string, ReadItem>,
): Condition | null {
  const parts = (enableWhen ?? []).map((test) => partFrom(test, earlier.get(test.question)));
  if (parts.length === 0 || parts.includes(null)) return null;
  const conditions = parts.filter((part) => part !== null);
  const [only] = conditions;
  if (conditions.length === 1 && only) return only;
  return enableBehavior === 'any' ? { any: conditions } : { all: conditions };
}

function partFrom({ operator, answerBoolean, answerInteger, answerCoding }: EnableWhen, read: ReadItem | undefined): Condition | null {
  if (!read) return null;
  const of = { of: 'item', key: read.item.key } as const;
  if (operator === 'exists') return answerBoolean === true ? { ...of, state: 'answered' } : null;
  if (answerCoding) return choiceFrom(operator, answerCoding, read);
  if (answerBoolean !== undefined && read.item.kind === 'yes_no') return yesOrNo(operator, answerBoolean, of);
  if (answerInteger === undefined || !Number.isSafeInteger(answerInteger) || read.item.kind !== 'number') return null;
  return comparisonFrom(operator, answerInteger, of);
}

function choiceFrom(operator: EnableWhen['operator'], coding: Coding, { item, optionOf }: ReadItem): Condition | null {
  const of = { of: 'item', key: item.key } as const;
  const option = optionOf(coding);
  if (!option) return null;
  const isSo: Condition = isUnknown(coding) || option.value === null ? { ...of, state: 'unknown' } : { ...of, is: [option.value] };
  if (operator === '=') return isSo;
  return operator === '!=' && item.kind !== 'several' ? { none: [isSo] } : null;
}

function yesOrNo(operator: EnableWhen['operator'], answer: boolean, of: { of: 'item'; key: string }): Condition | null {
  if (operator !== '=' && operator !== '!=') return null;
  const means = operator === '=' ? answer : !answer;
  return { ...of, is: [means ? YES : NO] };
}

/** The values of a boolean of others. */
export const YES = 1;
export const NO = 2;

function comparisonFrom(operator: EnableWhen['operator'], value: number, of: { of: 'item'; key: string }): Condition | null {
  switch (operator) {
    case '=':
      return { ...of, is: [value] };
    case '!=':
      return { none: [{ ...of, is: [value] }] };
    case '>':
      return { ...of, from: value + 1 };
    case '>=':
      return { ...of, from: value };
    case '<':
      return { ...of, to: value - 1 };
    case '<=':
      return { ...of, to: value };
    default:
      return null;
  }
}
