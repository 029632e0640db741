import { itemOf, formValue, REFUSED, type Item, type ItemAnswer } from '#libs/questionnaires';
import { wordingIn, type ClientLanguage } from '#libs/platform';
import { clientTexts } from '#libs/wording';
import { closedInstead } from './closed.page.js';
import { addressAfter, addressOf, type Journey } from './journey.js';
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

/**
 * One question on a screen; what was chosen before is marked, and may stay.
 * @param number from 1; a question that does not exist leads back to where the client was
 * @param problem what was wrong with an answer that was not taken: the page comes back with it, as 422
 */
export function questionScreen(journey: Journey, number: number, problem: 'empty' | 'problem' | null = null): Screen {
  const { language, view } = journey;
  const item = view.items[number - 1];
  const closed = closedInstead(journey);
  if (closed) return closed;
  if (!item) return { redirectTo: addressOf(journey) };
  const place = { question: wordingIn(item.wording, language), number, count: view.items.length };
  const given = view.answers.get(item.key);
  const page = {
    ...place,
    title: problem
      ? clientTexts.text(language, 'answering.question.title-problem', place)
      : clientTexts.text(language, 'answering.question.title', place),
    help: item.help ? wordingIn(item.help, language) : null,
    problem: problem && clientTexts.text(language, `answering.question.${problem}`),
    describedBy: [problem && 'fout', item.help && 'uitleg'].filter(Boolean).join(' '),
    action: addressOf(journey, 'vraag', number),
    previousHref: number > 1 ? addressOf(journey, 'vraag', number - 1) : null,
    nextHref: given ? addressAfter(journey, number) : null,
    isScale: item.kind === 'scale',
    answers: answerCards(item, given, language),
    refusal: { value: REFUSED, words: wordingIn(view.definition.refusal, language), isChosen: given?.state === 'refused' },
  };
  return screen('question', journey, page, problem ? 422 : 200);
}

/** Everything that was answered, each a way back to its question, and the button that sends it. */
export function reviewScreen(journey: Journey, problem: 'nothing-sent' | null = null): Screen {
  const { language, view } = journey;
  const closed = closedInstead(journey);
  if (closed) return closed;
  const page = {
    title: clientTexts.text(language, 'answering.review.title'),
    problem: problem && clientTexts.text(language, 'answering.review.problem'),
    // Without a single answer there is nothing to send.
    action: view.answers.size > 0 ? addressOf(journey, 'versturen') : null,
    previousHref: addressOf(journey, 'vraag', view.items.length),
    given: view.items.map((item, index) => ({
      question: wordingIn(item.wording, language),
      answer: inWords(journey, item, view.answers.get(item.key)),
      href: addressOf(journey, 'vraag', index + 1),
      invitation: clientTexts.text(language, `answering.review.${view.answers.has(item.key) ? 'change-one' : 'answer-one'}`),
    })),
  };
  return screen('review', journey, page, problem ? 422 : 200);
}

function answerCards(item: Item, given: ItemAnswer | undefined, language: ClientLanguage): AnswerCard[] {
  const chosen = given && formValue(given);
  return item.options.map((option) => {
    const value = formValue(option);
    const label = wordingIn(option.label, language);
    const isScale = item.kind === 'scale';
    // On a scale the number is drawn large; only its ends carry words beside it ("0, helemaal niet").
    const words = isScale ? label.replace(/^\d+[,،፣]?\s*/, '') : label;
    return {
      value,
      words: words || null,
      number: isScale ? String(option.value) : null,
      face: option.icon ?? null,
      isStep: isScale && !words,
      isChosen: value === chosen,
    };
  });
}

function inWords({ language, view }: Journey, item: Item, given: ItemAnswer | undefined): string {
  if (!given) return clientTexts.text(language, 'answering.review.not-yet');
  if (given.state === 'refused') return wordingIn(view.definition.refusal, language);
  const option = itemOf(view.definition, item.key)?.options.find((candidate) => formValue(candidate) === formValue(given));
  return option ? wordingIn(option.label, language) : '';
}
