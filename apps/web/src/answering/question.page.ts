import { formValue, REFUSED, SKIPPED, type AnswerProblem, type Item, type ItemAnswer, type Reason } from '#libs/questionnaires';
import { wordingIn, type ClientLanguage } from '#libs/platform';
import { clientTexts } from '#libs/wording';
import { isFilledIn, typedOf, type Typed } from './answer.form.js';
import { dateInWords } from './answer-words.js';
import { closedInstead } from './closed.page.js';
import { addressAfter, addressBefore, addressOf, nextAddress, type Journey } from './journey.js';
import { screen, type Screen } from './screen.js';

interface AnswerCard {
  value: string;
  words: string | null;
  /** The number on a key of the scale. */
  number: string | null;
  face: string | null;
  isStep: boolean;
  isChosen: boolean;
}

/** What was not taken, with what was typed: it comes back as it was. */
export interface Refused {
  problem: AnswerProblem;
  typed: Typed;
}

/** By which partial an item is answered; the others have a button for each answer. */
const FIELDS: Partial<Record<Item['kind'], string>> = { several: 'several', number: 'number', date: 'date', text: 'words' };

/**
 * One question on a screen; what was answered before is marked or filled in, and may stay.
 * @param number of its address, from 1; one that does not exist leads back to where the client was, one that is not asked (any more) on
 * @param refused what was wrong with an answer that was not taken: the page comes back with it, as 422
 */
export function questionScreen(journey: Journey, number: number, refused: Refused | null = null): Screen {
  const { language, view } = journey;
  const item = view.items[number - 1];
  const closed = closedInstead(journey);
  if (closed) return closed;
  if (!item) return { redirectTo: addressOf(journey) };
  const place = view.route.indexOf(item) + 1;
  if (place === 0) return { redirectTo: nextAddress(journey) };
  const say = (key: string, values: Record<string, unknown> = {}) => clientTexts.text(language, `answering.question.${key}`, values);
  const where = { question: wordingIn(item.wording, language), number: place, count: view.route.length };
  const given = view.answers.get(item.key);
  const hint = hintFor(item, say);
  const page = {
    ...where,
    title: say(refused ? (isFilledIn(item) ? 'title-mistake' : 'title-problem') : 'title', where),
    help: item.help ? wordingIn(item.help, language) : null,
    hint,
    problem: refused && problemInWords(item, refused, language),
    describedBy: [refused && 'fout', item.help && 'uitleg', hint && 'hint'].filter(Boolean).join(' '),
    action: addressOf(journey, 'vraag', number),
    why: say(whyKey(view.because[item.key]), daysOf(view.because[item.key])),
    carried: [],
    steps: null,
    previousHref: addressBefore(journey, number),
    // Where something stands in the fields, the button beside them goes on with it.
    nextHref: given && !(isFilledIn(item) && given.state === 'answered') ? addressAfter(journey, number) : null,
    nextLabel: say(isFilledIn(item) ? 'leave' : 'go-on'),
    isScale: item.kind === 'scale',
    fields: `partials/client/answer-${FIELDS[item.kind] ?? 'cards'}`,
    answers: answerCards(item, given, refused?.typed ?? typedOf(item, given), language),
    typed: refused?.typed ?? typedOf(item, given),
    unit: item.number ? wordingIn(item.number.unit, language) : null,
    unknown: unknownButton(item, given, language),
    refusal: { value: REFUSED, words: wordingIn(view.definition.refusal, language), isChosen: given?.state === 'refused' },
    // Who has answered and goes on by mistake would lose it: there is "go on" for them.
    skip: given && given.state !== 'skipped' ? null : { value: SKIPPED, isChosen: given?.state === 'skipped' },
  };
  return screen('question', journey, page, refused ? 422 : 200);
}

/** Why somebody is asked this now, without a word of what they said before: who holds the telephone reads along. */
function whyKey(reason: Reason | undefined): string {
  if (!reason || reason.kind === 'follows') return reason ? 'why-follows' : 'why-plain';
  return daysOf(reason).days === undefined ? 'why-new' : 'why-again';
}

function daysOf(reason: Reason | undefined): { days?: number } {
  return reason && 'days' in reason && reason.days !== null ? { days: reason.days } : {};
}

function answerCards(item: Item, given: ItemAnswer | undefined, { chosen: ticked }: Typed, language: ClientLanguage): AnswerCard[] {
  const chosen = item.kind === 'several' ? ticked : given ? [formValue(given)] : [];
  const isScale = item.kind === 'scale';
  return item.options.flatMap((option) => {
    if (isFilledIn(item) && option.value === null) return [];
    const value = formValue(option);
    const label = wordingIn(option.label, language);
    // On a scale the number is drawn large; only its ends carry words beside it ("0, helemaal niet").
    const words = isScale ? label.replace(/^\d+[,،፣]?\s*/, '') : label;
    return {
      value,
      words: words || null,
      number: isScale ? String(option.value) : null,
      face: option.icon ?? null,
      isStep: isScale && !words,
      isChosen: chosen.includes(value),
    };
  });
}

/** "Weet ik niet" beside fields: a button of its own, because it goes with nothing that is filled in. */
function unknownButton(item: Item, given: ItemAnswer | undefined, language: ClientLanguage) {
  const option = isFilledIn(item) ? item.options.find(({ state }) => state === 'unknown') : undefined;
  return option ? { value: formValue(option), words: wordingIn(option.label, language), isChosen: given?.state === 'unknown' } : null;
}

type Say = (key: string, values?: Record<string, unknown>) => string;

function hintFor(item: Item, say: Say): string | null {
  if (item.kind === 'several') return say('hint-several');
  if (item.kind === 'date') return say('hint-date');
  if (item.kind === 'number' && item.number) return say('hint-number', { min: item.number.min, max: item.number.max });
  return item.kind === 'text' ? say('hint-text', { most: item.text?.maxLength ?? 500 }) : null;
}

/** What is wrong with what was filled in, and that nothing was kept of it. */
export function problemInWords(item: Item, { problem: { code, values }, typed }: Refused, language: ClientLanguage): string {
  const say: Say = (key, given = {}) => clientTexts.text(language, `answering.question.${key}`, given);
  switch (code) {
    case 'empty':
      return say(item.kind === 'several' ? 'empty-several' : isFilledIn(item) ? 'empty-field' : 'empty');
    case 'too-early':
      return say(code, { from: dateInWords(String(values['from']), language) });
    case 'too-late':
      return say(code, { until: dateInWords(String(values['until']), language) });
    case 'too-long':
      return say(code, { ...values, length: [...new Intl.Segmenter().segment(typed.words)].length });
    case 'not-an-option':
      return say('problem');
    default:
      return say(code, values);
  }
}
