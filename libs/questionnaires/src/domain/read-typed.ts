import type { AnswerProblem } from './answer-problem.js';
import type { Item, ItemAnswer } from './definition.js';

/** Without bounds of its own a date lies between these: a year of two digits is a mistake, not the time of the Romans. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';
/** Words of an item that says nothing of their length. */
export const USUAL_TEXT_LENGTH = 500;
/** What the database keeps, in code points: a flag or a family is one character to people and up to eleven of these. */
const MOST_CODE_POINTS = 2000;

/** Several choices, kept as `1,3`: each once, ascending. "Weet ik niet" stands alone, and none chosen is no answer. */
export function readSeveral({ options }: Item, raw: unknown): ItemAnswer | AnswerProblem {
  const sent: unknown[] = Array.isArray(raw)
    ? raw
    : typeof raw === 'string'
      ? raw.split(',')
      : raw === undefined || raw === null
        ? []
        : [raw];
  if (sent.length === 0 || (sent.length === 1 && sent[0] === '')) return { code: 'empty', values: {} };
  const chosen = new Set(sent.map((one) => options.find((option) => one === (option.state ?? String(option.value)))));
  if (chosen.has(undefined)) return { code: 'not-an-option', values: {} };
  const values = [...chosen].flatMap((option) => (option && option.value !== null ? [option.value] : []));
  if (values.length === chosen.size) return { state: 'answered', value: null, said: values.toSorted((a, b) => a - b).join(',') };
  return chosen.size === 1 ? { state: 'unknown', value: null } : { code: 'not-an-option', values: {} };
}

/** A whole number as people type it, in the digits of their own keyboard. `12,5`, `1.000` and `1e3` are none: they could be meant in two ways. */
export function readNumber({ number }: Item, typed: string): ItemAnswer | AnswerProblem {
  const text = typed
    .trim()
    .replaceAll(/[٠-٩۰-۹０-９]/g, westernDigit)
    .replace('−', '-');
  if (!/^[+-]?\d{1,9}$/.test(text)) return { code: 'not-a-number', values: {} };
  const value = Number(text) + 0;
  if (number && value < number.min) return { code: 'too-low', values: { min: number.min, max: number.max } };
  if (number && value > number.max) return { code: 'too-high', values: { min: number.min, max: number.max } };
  return { state: 'answered', value };
}

/** A day that exists, as ISO. */
export function readDate({ date }: Item, typed: string, today: Temporal.PlainDate): ItemAnswer | AnswerProblem {
  const day = realDay(typed.trim());
  if (!day) return { code: 'not-a-date', values: {} };
  const [from, until] = [boundOf(date?.from ?? FIRST_DAY, today), boundOf(date?.until ?? LAST_DAY, today)];
  if (day < from) return { code: 'too-early', values: { from, until } };
  if (day > until) return { code: 'too-late', values: { from, until } };
  return { state: 'answered', value: null, said: day };
}

/** @returns the day as it was written, when the calendar has it */
export function realDay(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** Words as they were meant: without what no keyboard types, with line ends of one kind. */
export function readText({ text }: Item, typed: string): ItemAnswer | AnswerProblem {
  const most = text?.maxLength ?? USUAL_TEXT_LENGTH;
  const tooLong: AnswerProblem = { code: 'too-long', values: { most } };
  // Counting characters as people do costs time: not for a megabyte.
  if (typed.length > 20 * MOST_CODE_POINTS) return tooLong;
  const said = typed
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\t\n])\p{Cc}/gu, '')
    .trim();
  if (said === '') return { code: 'empty', values: {} };
  if ([...said].length > MOST_CODE_POINTS || charactersIn(said) > most) return tooLong;
  return { state: 'answered', value: null, said };
}

/** As people count them: an é or a flag is one. */
export function charactersIn(text: string): number {
  return [...new Intl.Segmenter('nl', { granularity: 'grapheme' }).segment(text)].length;
}

function boundOf(bound: string, today: Temporal.PlainDate): string {
  return bound === 'today' ? today.toString() : bound;
}

/** The digits of Arabic, of Persian and Urdu, and those of full width each stand in a row from zero. */
function westernDigit(digit: string): string {
  const point = digit.codePointAt(0) as number;
  const zero = [0x06_60, 0x06_f0, 0xff_10].find((first) => point >= first && point <= first + 9) as number;
  return String(point - zero);
}
