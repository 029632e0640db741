import { scoresOf } from '#libs/checkins';
import { wordingIn, type Language } from '#libs/platform';
import { findTrait, levelOf } from '#libs/profiles';
import { observedBy, type Item } from '#libs/questionnaires';
import { clientTexts } from '#libs/wording';
import { answerInWords } from '../answering/answer-words.js';
import { doorScreen } from '../answering/answering.page.js';
import { closingScreen } from '../answering/closing.page.js';
import { numberAfter, numberBefore, numberOf, type Journey } from '../answering/journey.js';
import { questionScreen, type Refused } from '../answering/question.page.js';
import { reviewScreen } from '../answering/review.page.js';
import { screen, type ClientPage, type PageScreen, type Screen } from '../answering/screen.js';
import { texts } from '../http/views.js';
import { writeAnswers } from './trial.js';

/** Where a trial posts to, with what goes along in every form of it. */
export interface TrialForm {
  action: string;
  csrf: string;
}

const REVIEW = 'nakijken';

/** The real page of the way through the questions, of which every button leads to the next page of the trial instead. */
export function trialScreen(
  journey: Journey,
  at: number | 'start' | 'closing' | 'review',
  form: TrialForm,
  refused: Refused | null = null,
): PageScreen {
  const say = (key: string) => clientTexts.text(journey.language, key);
  const carried = carriedBy(journey, form);
  const step = (to: number | typeof REVIEW, label: string) => ({ action: form.action, carried, to: String(to), label });
  if (at === 'start') {
    const page = { preferenceHref: null, stopHref: null, languages: [] };
    return as(doorScreen({ ...journey, view: { ...journey.view, startedAt: null } }), { ...page, action: form.action, carried });
  }
  const last = journey.view.route.at(-1);
  const toLast = last ? step(numberOf(journey, last.key), say('answering.question.previous')) : null;
  if (at === 'closing')
    return as(closingScreen(journey), {
      action: form.action,
      carried: [...carried, { name: 'tot-slot', value: 'ja' }],
      previousHref: null,
      steps: { previous: toLast, next: null },
    });
  if (at === 'review') {
    const shown = reviewScreen(journey) as PageScreen;
    const given = (shown.page['given'] as { invitation: string }[]).map((one, index) => ({
      ...one,
      href: null,
      step: step(numberOf(journey, (journey.view.route[index] as Item).key), one.invitation),
    }));
    return as(shown, {
      given,
      carried,
      action: shown.page['action'] && form.action,
      previousHref: null,
      tellHref: null,
      steps: { previous: toLast, next: null },
    });
  }
  const [before, after] = [numberBefore(journey, at), numberAfter(journey, at)];
  const shown = questionScreen(journey, at, refused) as PageScreen;
  return as(shown, {
    carried: [...carried, { name: 'vraag', value: String(at) }],
    action: form.action,
    previousHref: null,
    nextHref: null,
    steps: {
      previous: before === null ? null : step(before, say('answering.question.previous')),
      next: shown.page['nextHref'] ? step(after ?? REVIEW, String(shown.page['nextLabel'])) : null,
    },
  });
}

/**
 * What would have been recorded, in the language of who tries it out.
 * @param dangerous the items of which the words may mean danger
 */
export function trialEndScreen(journey: Journey, dangerous: ReadonlySet<string>, form: TrialForm, language: Language): PageScreen {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires-preview.end.${key}`, values);
  const { route, answers, definition, items } = journey.view;
  const rows = route.map((item) => ({
    question: wordingIn(item.wording, language),
    answer: answerSaid(item),
    observed: observed(item),
    danger: dangerous.has(item.key) ? say('danger') : null,
  }));
  const scores = scoresOf(definition, new Map(route.flatMap(({ key }) => (answers.has(key) ? [[key, answers.get(key)!] as const] : []))));
  const passed = items.filter((item) => !route.includes(item));
  return screen('trial-end', journey, {
    title: say('title'),
    words: {
      lang: language,
      intro: say('intro'),
      again: say('again'),
      back: texts.text(language, 'questionnaires-preview.back'),
      backHref: `/beheer/vragenlijsten/${encodeURIComponent(definition.key)}`,
      observed: say('observed'),
      notAsked: passed.length > 0 ? say('not-asked', { count: passed.length }) : null,
    },
    rows: [...rows, ...scores.map((score) => ({ question: say('score'), answer: null, observed: inTrait(score), danger: null }))],
    notAsked: passed.map((item) => wordingIn(item.wording, language)),
    action: form.action,
    csrf: form.csrf,
    otherLanguages: [],
  });

  function answerSaid(item: Item): string {
    const answer = answers.get(item.key);
    if (!answer) return say('not-reached');
    if (answer.state === 'skipped') return say('skipped');
    return answer.state === 'refused' ? say('refused') : (answerInWords(item, answer, language) ?? say('unknown'));
  }

  function observed(item: Item): string {
    const answer = answers.get(item.key);
    const told = answer ? observedBy(item, answer) : null;
    if (told) return inTrait(told);
    return !answer || answer.state === 'skipped' ? say('nothing') : say('only-answer');
  }

  function inTrait({ trait, state, value }: { trait: string; state: string; value: number | null }): string {
    const name = findTrait(trait)?.label[language] ?? trait;
    const level =
      value === null ? say(state === 'refused' ? 'refused' : 'unknown') : (levelOf(trait, value)?.label[language] ?? String(value));
    return say('value', { trait: name, value: level });
  }
}

function carriedBy({ view }: Journey, { csrf }: TrialForm) {
  return [
    { name: '_csrf', value: csrf },
    { name: 'stand', value: writeAnswers(view.answers) },
  ];
}

function as(shown: Screen, page: Partial<ClientPage>): PageScreen {
  if ('redirectTo' in shown) throw new Error('a trial has no other address');
  return { ...shown, page: { ...shown.page, ...page, otherLanguages: [], foldsLanguages: false } };
}
