import { answerProblem, readAnswer, REFUSED, SKIPPED, UNKNOWN, type AnswerProblem, type Item, type ItemAnswer } from '#libs/questionnaires';
import { Allow } from 'class-validator';

/** What the button says beside which something was filled in or ticked. */
export const FILLED_IN = 'ingevuld';

/**
 * The button that was pressed and what stood in the fields. Anything may come in, and only what a page of ours can have sent is taken: a form
 * that cannot be read is not refused with an error page but shown again.
 */
export class AnswerForm {
  @Allow()
  antwoord?: unknown;

  @Allow()
  keuze?: unknown;

  @Allow()
  getal?: unknown;

  @Allow()
  dag?: unknown;

  @Allow()
  maand?: unknown;

  @Allow()
  jaar?: unknown;

  @Allow()
  tekst?: unknown;
}

/** What was filled in, to show again as it was typed. */
export interface Typed {
  chosen: readonly string[];
  number: string;
  day: string;
  month: string;
  year: string;
  words: string;
}

export type ReadForm = { answer: ItemAnswer } | { problem: AnswerProblem };

/**
 * What a form says to an item. Without a button that was pressed it is a scanner's, whatever stands in its fields. Words that may stay away do:
 * going on with an empty field is passing over.
 */
export function readForm(item: Item, form: AnswerForm, today: Temporal.PlainDate): ReadForm {
  const raw = rawOf(item, form);
  const answer = readAnswer(item, raw, today);
  if (answer) return { answer };
  const problem = answerProblem(item, raw, today) ?? { code: 'empty', values: {} };
  if (item.kind === 'text' && problem.code === 'empty' && form.antwoord === FILLED_IN) return { answer: { state: 'skipped', value: null } };
  return { problem };
}

export function typedIn({ keuze, getal, dag, maand, jaar, tekst }: AnswerForm): Typed {
  const chosen = (Array.isArray(keuze) ? keuze : [keuze]).filter((one) => typeof one === 'string');
  return { chosen, number: text(getal), day: text(dag), month: text(maand), year: text(jaar), words: text(tekst) };
}

/** As it was filled in when this answer was given. */
export function typedOf(item: Item, answer: ItemAnswer | undefined): Typed {
  const said = answer?.said ?? '';
  const isDate = item.kind === 'date' && said !== '';
  const [year = '', month = '', day = ''] = isDate ? said.split('-') : [];
  return {
    chosen: item.kind === 'several' && said !== '' ? said.split(',') : [],
    number: item.kind === 'number' && answer?.value !== null && answer?.value !== undefined ? String(answer.value) : '',
    day: day.replace(/^0/, ''),
    month: month.replace(/^0/, ''),
    year,
    words: item.kind === 'text' ? said : '',
  };
}

function rawOf(item: Item, form: AnswerForm): unknown {
  if (!isFilledIn(item)) return form.antwoord;
  // A list is no button of ours, and neither is a value that another kind of question would send.
  if (form.antwoord === REFUSED || form.antwoord === SKIPPED || form.antwoord === UNKNOWN) return form.antwoord;
  if (form.antwoord !== FILLED_IN) return undefined;
  const typed = typedIn(form);
  switch (item.kind) {
    case 'several':
      return typed.chosen;
    case 'number':
      return { typed: typed.number };
    case 'date':
      return { typed: isoOf(typed) };
    default:
      return { typed: typed.words };
  }
}

/** Whether it is answered by filling in and then going on; else each answer is a button. */
export function isFilledIn({ kind }: Pick<Item, 'kind'>): boolean {
  return kind === 'several' || kind === 'number' || kind === 'date' || kind === 'text';
}

/** Three fields as a date; empty when all are. What is no date stays none: `31 2 2026` is not mended. */
function isoOf({ day, month, year }: Typed): string {
  const [d, m, y] = [day, month, year].map((part) => westernDigits(part.trim()));
  return d || m || y ? `${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}` : '';
}

/** A keyboard may have the digits of its own language. */
function westernDigits(text: string): string {
  return text
    .replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}

function text(field: unknown): string {
  return typeof field === 'string' ? field : '';
}
