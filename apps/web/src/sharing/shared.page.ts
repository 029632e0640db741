import { CLIENT_RESPONSES, OBJECTION_LENGTH, RESPONSE_LENGTH, type ShownAnswer, type ShownSuggestion } from '#libs/sharing';
import { DEFAULT_LANGUAGE, isLanguage, type ClientLanguage, type Language, type Wording } from '#libs/platform';
import { clientTexts } from '#libs/wording';
import { formatDate, formatDay } from '../http/dates.js';
import type { PageScreen } from '../answering/screen.js';
import { addressOf, readerScreen } from './client-screen.js';
import { shutScreen } from './door.page.js';
import type { Reader } from './reading.service.js';

/** What comes back when it was not taken, with what was wrong, at the suggestion it was about. */
export interface RefusedWords {
  suggestionId: string;
  about: 'answer' | 'objection';
  problem: 'empty' | 'too-long' | 'too-many';
  words: string;
}

export interface SharedOptions {
  notice?: 'saved' | 'objected' | null;
  refused?: RefusedWords | null;
}

/** What was shared, for who has shown the year of birth. @param pass stands in its forms, so that they need not show it again */
export function sharedScreen(
  reader: Reader,
  pass: string,
  suggestions: readonly ShownSuggestion[],
  { notice = null, refused = null }: SharedOptions = {},
): PageScreen {
  if (suggestions.length === 0) return shutScreen(reader, 'nothing');
  const { language, link } = reader;
  const say = sayIn(language);
  const page = {
    title: say('page.title'),
    notice: notice && say(`page.${notice}`),
    until: say('page.until', { day: formatDay(language, link.expiresAt.subtract({ nanoseconds: 1 })).replaceAll(' ', '\u00a0') }),
    wordsIn: isLanguage(language) ? null : say('page.words-in'),
    answerAction: addressOf(reader, 'antwoord'),
    objectionAction: addressOf(reader, 'bezwaar'),
    stopHref: addressOf(reader, 'geen-berichten'),
    pass,
    suggestions: suggestions.map((suggestion, place) => ({
      ...suggestionCard(suggestion, language),
      number: place + 1,
      form: answerForm(suggestion, language, refused?.about === 'answer' ? refused : null),
      objection: objectionForm(suggestion, language, refused?.about === 'objection' ? refused : null),
    })),
  };
  const status = refused === null ? 200 : refused.problem === 'too-many' ? 429 : 422;
  return readerScreen('sharing/shared', reader, page, status);
}

/** What is suggested and why, as it stands behind the link and on paper. The words of rules and catalogue are Dutch or English. */
export function suggestionCard(
  { suggestionId, name, idea, reasons, answers, noLongerHolds, response, objections }: ShownSuggestion,
  language: ClientLanguage,
) {
  const say = sayIn(language);
  const wordsIn = isLanguage(language) ? language : DEFAULT_LANGUAGE;
  return {
    suggestionId,
    wordsIn: wordsIn === language ? null : wordsIn,
    name: name[wordsIn],
    idea: idea?.[wordsIn] ?? null,
    reasons: reasons.map((reason) => reason[wordsIn]),
    answers: answers.map((answer) => answerLine(answer, language, wordsIn)),
    // "Liever niet" is a reason to withdraw it too, and that is no news to who said so.
    changed: noLongerHolds && response?.response !== 'rather_not',
    response: response && {
      said: say(`answer.said.${response.response}`),
      words: response.words,
      heard: response.heardBy === null ? null : say('answer.heard', { who: response.heardBy, date: formatDate(language, response.at) }),
    },
    objections: objections.map(({ madeAt, handledAt }) =>
      handledAt === null
        ? say('objection.made', { date: formatDate(language, madeAt) })
        : say('objection.handled', { date: formatDate(language, madeAt), handled: formatDate(language, handledAt) }),
    ),
  };
}

/** The question and the answer in the client's own language where they are the product's; else what the registry calls it. */
function answerLine({ trait, value, label, level, observedAt, isOwn }: ShownAnswer, language: ClientLanguage, wordsIn: Language) {
  const [question, option] = [`items.${trait}.question`, `items.${trait}.options.${value}`];
  const isOurs = isOwn && clientTexts.has(language, question) && clientTexts.has(language, option);
  const inWords = (wording: Wording) => ({ lang: wordsIn === language ? null : wordsIn, text: wording[wordsIn] });
  return {
    when: sayIn(language)(`card.${isOwn ? 'said' : 'known'}`, { date: formatDate(language, observedAt) }),
    about: isOurs ? { lang: null, text: clientTexts.text(language, question) } : inWords(label),
    said: isOurs ? { lang: null, text: clientTexts.text(language, option) } : inWords(level),
  };
}

function answerForm({ suggestionId, response }: ShownSuggestion, language: ClientLanguage, refused: RefusedWords | null) {
  const say = sayIn(language);
  const mine = refused?.suggestionId === suggestionId ? refused : null;
  return {
    ask: say(response === null ? 'card.ask' : 'answer.change'),
    hint: say('answer.hint', { most: RESPONSE_LENGTH }),
    words: mine?.words ?? response?.words ?? '',
    isOpen: mine !== null || Boolean(response?.words),
    problem: mine && problemOf(mine, 'answer', RESPONSE_LENGTH, say),
    buttons: CLIENT_RESPONSES.map((value) => ({
      value,
      words: say(`answer.${value}`),
      isChosen: response?.response === value,
    })),
  };
}

function objectionForm({ suggestionId }: ShownSuggestion, language: ClientLanguage, refused: RefusedWords | null) {
  const say = sayIn(language);
  const mine = refused?.suggestionId === suggestionId ? refused : null;
  return {
    hint: say('objection.hint', { most: OBJECTION_LENGTH }),
    words: mine?.words ?? '',
    problem: mine && problemOf(mine, 'objection', OBJECTION_LENGTH, say),
    isOpen: mine !== null,
  };
}

type Say = ReturnType<typeof sayIn>;

function problemOf({ problem, words }: RefusedWords, about: RefusedWords['about'], most: number, say: Say): string {
  return say(`${about}.${problem}`, { length: [...words].length, most });
}

function sayIn(language: ClientLanguage) {
  return (key: string, values: Record<string, unknown> = {}) => clientTexts.text(language, `sharing.${key}`, values);
}
