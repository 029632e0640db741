import type { AnswerProblem } from './answer-problem.js';
import { readDate, readNumber, readSeveral, readText } from './read-typed.js';
import type { Item, ItemAnswer } from './definition.js';

/** What a form sends for "dat wil ik niet zeggen", for "weet ik niet" and for going on without an answer; of a list any other answer is its value in digits. */
export const REFUSED = 'refused';
export const UNKNOWN = 'unknown';
export const SKIPPED = 'skipped';

/**
 * Reads what a form sent for an item. Total: whatever comes in, either an answer this item allows comes out, or null.
 * Nothing is guessed: an empty field is no answer, `0` is zero and never a refusal, of a list `03` or ` 3` was not sent by our form.
 * @param raw a string; of several choices an array of them or `1,3`. What somebody typed may be given as `{ typed }`: then the word
 *   "refused" is a word, and not the button
 * @param today in the office, for dates that have to lie before or after it
 */
export function readAnswer(item: Item, raw: unknown, today: Temporal.PlainDate): ItemAnswer | null {
  const read = judge(item, raw, today);
  return 'code' in read ? null : read;
}

/** Why `readAnswer` gives null; null when it does not. */
export function answerProblem(item: Item, raw: unknown, today: Temporal.PlainDate): AnswerProblem | null {
  const read = judge(item, raw, today);
  return 'code' in read ? read : null;
}

/** The other way around: the form's value of an answer, to show again what was chosen or typed. Several choices are `1,3`. */
export function formValue(answer: { state?: ItemAnswer['state']; value: number | null; said?: string | null }): string {
  if (answer.state === 'refused') return REFUSED;
  if (answer.state === 'skipped') return SKIPPED;
  if (answer.state === 'unknown') return UNKNOWN;
  return answer.said ?? String(answer.value);
}

/** Whether an answer that did not come from a form is one the item allows. */
export function isPossibleAnswer(item: Item, answer: ItemAnswer, today: Temporal.PlainDate): boolean {
  const { state, value, said = null } = answer;
  if (state !== 'answered') return value === null && said === null && readAnswer(item, formValue(answer), today)?.state === state;
  const read = readAnswer(item, isTypedKind(item) ? { typed: said ?? String(value) } : formValue(answer), today);
  return read !== null && read.state === state && read.value === value && (read.said ?? null) === said;
}

function judge(item: Item, raw: unknown, today: Temporal.PlainDate): ItemAnswer | AnswerProblem {
  if (raw === REFUSED) return { state: 'refused', value: null };
  if (raw === SKIPPED) return { state: 'skipped', value: null };
  if (item.kind === 'several') return readSeveral(item, raw);
  if (!isTypedKind(item)) return readOption(item, raw);
  const typed = typedIn(raw);
  if (typed === null || typed.trim() === '') return { code: 'empty', values: {} };
  if (item.kind === 'number') return readNumber(item, typed);
  return item.kind === 'date' ? readDate(item, typed, today) : readText(item, typed);
}

function readOption(item: Item, raw: unknown): ItemAnswer | AnswerProblem {
  const option = item.options.find((candidate) => raw === formValue(candidate));
  if (option) return { state: option.state ?? 'answered', value: option.value };
  return { code: raw === undefined || raw === null || raw === '' ? 'empty' : 'not-an-option', values: {} };
}

function isTypedKind({ kind }: Item): boolean {
  return kind === 'number' || kind === 'date' || kind === 'text';
}

function typedIn(raw: unknown): string | null {
  const typed = typeof raw === 'object' && raw !== null && 'typed' in raw ? raw.typed : raw;
  return typeof typed === 'string' ? typed : null;
}
