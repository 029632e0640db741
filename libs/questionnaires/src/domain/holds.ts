import type { Condition } from './condition.js';
import type { Item, ItemAnswer, QuestionnaireDefinition } from './definition.js';

/** By item, what was answered in this check-in. */
export type Answers = ReadonlyMap<string, ItemAnswer>;
/** By trait, the value that was known when the check-in was opened. */
export type Known = ReadonlyMap<string, number>;

/** Whether a condition is so. What is not known makes it neither so nor not so, and then nothing is asked because of it. */
export function holds(condition: Condition, answers: Answers, known: Known): boolean {
  return judge(condition, answers, known) === true;
}

/**
 * Those of a check-in's items that are asked, given what was answered, in the order of the questionnaire. An answer to an item that is itself not
 * asked (any more) counts for nothing: what follows from it is not asked either.
 * @param keys the items the check-in was opened with
 */
export function itemsToAsk(
  { items }: Pick<QuestionnaireDefinition, 'items'>,
  keys: readonly string[],
  answers: Answers,
  known: Known,
): Item[] {
  const chosen = new Set(keys);
  const counting = new Map<string, ItemAnswer>();
  return items.filter((item) => {
    if (!chosen.has(item.key) || (item.showWhen && !holds(item.showWhen, counting, known))) return false;
    const answer = answers.get(item.key);
    if (answer) counting.set(item.key, answer);
    return true;
  });
}

/** true, false, or null: not known (Kleene's three-valued logic). */
export function judge(condition: Condition, answers: Answers, known: Known): boolean | null {
  if ('all' in condition) return every(condition.all.map((part) => judge(part, answers, known)));
  if ('any' in condition) return negate(every(condition.any.map((part) => negate(judge(part, answers, known)))));
  if ('none' in condition) return every(condition.none.map((part) => negate(judge(part, answers, known))));
  if (condition.of === 'trait') {
    const value = known.get(condition.key);
    return value === undefined ? null : matches(condition, [value]);
  }
  const answer = answers.get(condition.key);
  if (!answer || answer.state === 'skipped') return null;
  if ('state' in condition) return answer.state === condition.state;
  return answer.state === 'answered' ? matches(condition, valuesIn(answer)) : null;
}

function matches(condition: { is: number[] } | { from?: number; to?: number }, values: readonly number[]): boolean {
  if ('is' in condition) return values.some((value) => condition.is.includes(value));
  const { from = -Infinity, to = Infinity } = condition;
  return values.some((value) => value >= from && value <= to);
}

/** The value that was answered, or the several that were chosen; words and dates have none. */
function valuesIn({ value, said }: ItemAnswer): number[] {
  if (value !== null) return [value];
  return said && /^\d+(,\d+)*$/.test(said) ? said.split(',').map(Number) : [];
}

function every(parts: readonly (boolean | null)[]): boolean | null {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

function negate(part: boolean | null): boolean | null {
  return part === null ? null : !part;
}
