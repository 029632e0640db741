import { answerProblem, formValue, readAnswer, type AnswerProblem, type Item, type ItemAnswer } from '#libs/questionnaires';
import { isFilledIn } from '../answering/answer.form.js';

export const TOGETHER_CHANNELS = ['face_to_face', 'phone'] as const;
export type TogetherChannel = (typeof TOGETHER_CHANNELS)[number];

/** What was filled in: per field of the form. */
export type TogetherForm = Record<string, unknown>;

/** The names of the fields of an item: what is chosen or filled in now, and what was when the page was made. */
export const fieldsOf = (key: string) => ({
  chosen: `antwoord-${key}`,
  chosenBefore: `was-${key}`,
  filled: `invoer-${key}`,
  filledBefore: `was-invoer-${key}`,
});

/** What stands in the fields of an item: a button that is chosen, or what is filled in. */
export interface Standing {
  chosen: string;
  filled: string;
}

/** An answer as it stands in the fields. */
export function standingOf(item: Item, answer: ItemAnswer | undefined): Standing {
  if (!answer) return { chosen: '', filled: '' };
  const value = formValue(answer);
  return isFilledIn(item) && answer.state === 'answered' ? { chosen: '', filled: value } : { chosen: value, filled: '' };
}

/** What stood in the fields when the form was sent, or when the page was made. */
export function standingIn(form: TogetherForm, { key }: Item, when: 'now' | 'before'): Standing {
  const names = fieldsOf(key);
  const [chosen, filled] = when === 'now' ? [names.chosen, names.filled] : [names.chosenBefore, names.filledBefore];
  return { chosen: wordsIn(form[chosen]), filled: wordsIn(form[filled]) };
}

export interface ReadTogether {
  answers: ({ item: string } & ItemAnswer)[];
  /** By item: why what was filled in is no answer. */
  problems: Map<string, AnswerProblem>;
}

/**
 * What is another on this page than it was when the page was made: what the client answered elsewhere in the meantime is not overwritten by what
 * the coach left as it was. A button that was pressed goes before what still stands in a field.
 */
export function readTogether(form: TogetherForm, items: readonly Item[], today: Temporal.PlainDate): ReadTogether {
  const read: ReadTogether = { answers: [], problems: new Map() };
  for (const item of items) {
    const [now, before] = [standingIn(form, item, 'now'), standingIn(form, item, 'before')];
    const isChosen = now.chosen !== '' && now.chosen !== before.chosen;
    if (!isChosen && (now.filled === '' || now.filled === before.filled)) continue;
    const raw = isChosen ? now.chosen : item.kind === 'several' ? now.filled : { typed: now.filled };
    const answer = readAnswer(item, raw, today);
    if (answer) read.answers.push({ item: item.key, ...answer });
    else if (!isChosen) read.problems.set(item.key, answerProblem(item, raw, today) as AnswerProblem);
  }
  return read;
}

/** Whether this item stood on the page that sent the form. */
export function wasOnPage(form: TogetherForm, { key }: Item): boolean {
  return fieldsOf(key).chosenBefore in form;
}

export function readChannel({ kanaal }: TogetherForm): TogetherChannel {
  return TOGETHER_CHANNELS.find((channel) => channel === kanaal) ?? TOGETHER_CHANNELS[0];
}

/** Ticked boxes of one name come as a list; a browser sends every line end as two signs. */
function wordsIn(field: unknown): string {
  const text = Array.isArray(field) ? field.filter((one) => typeof one === 'string').join(',') : field;
  return typeof text === 'string' ? text.replaceAll('\r\n', '\n') : '';
}
