import { routeOf, type AnsweringView } from '#libs/checkins';
import { CLIENT_LANGUAGES, DEFAULT_LANGUAGE, type ClientLanguage } from '#libs/platform';
import { isPossibleAnswer, MODULES, wordingsOf, type ItemAnswer, type QuestionnaireDefinition } from '#libs/questionnaires';
import type { Journey } from '../answering/journey.js';

/** What a trial is about. */
export interface Trial {
  definition: QuestionnaireDefinition;
  language: ClientLanguage;
  /** What would have been known when it was opened: by trait. */
  known: Readonly<Record<string, number>>;
  /** It is kept nowhere: it travels along in the form. */
  answers: ReadonlyMap<string, ItemAnswer>;
}

/** More than fits a questionnaire of fifty items with words in each is none of ours. */
const LONGEST = 200_000;

/** The answers so far, as the form brought them back; what no item allows is left out. Total. */
export function readAnswers(raw: unknown, { items }: QuestionnaireDefinition, today: Temporal.PlainDate): Map<string, ItemAnswer> {
  const given = parsed(raw);
  return new Map(
    items.flatMap((item) => {
      const one = Object.hasOwn(given, item.key) ? given[item.key] : undefined;
      const answer = answerFrom(one);
      return answer && isPossibleAnswer(item, answer, today) ? [[item.key, answer] as const] : [];
    }),
  );
}

export function writeAnswers(answers: ReadonlyMap<string, ItemAnswer>): string {
  return JSON.stringify(Object.fromEntries(answers));
}

/** `literacy.reading_nl:1` as what is known. */
export function readKnown(raw: unknown): Record<string, number> {
  const parts = (Array.isArray(raw) ? raw : [raw]).filter((part) => typeof part === 'string');
  return Object.fromEntries(
    parts.flatMap((part) => {
      const [, trait, value] = /^([a-z0-9_.-]{1,80}):(\d{1,4})$/.exec(part) ?? [];
      return trait && value ? [[trait, Number(value)]] : [];
    }),
  );
}

/** The languages a definition has any words in; Dutch is always one. */
export function languagesWithWords(definition: QuestionnaireDefinition): ClientLanguage[] {
  const words = wordingsOf(definition);
  return CLIENT_LANGUAGES.filter((language) => language === DEFAULT_LANGUAGE || words.some((wording) => wording[language]));
}

/** The trial as if somebody with a link were on their way: every module counts as on, because nothing of it is kept. */
export function journeyOf({ definition, language, known, answers }: Trial, now: Temporal.Instant): Journey {
  const asking = { items: definition.items.map(({ key }) => key), known, modulesOn: MODULES };
  const route = routeOf(definition, asking, answers);
  const view: AnsweringView = {
    checkInId: '',
    clientId: '',
    versionId: '',
    state: 'open',
    language,
    definition,
    items: definition.items,
    route,
    answers: new Map(answers),
    nextItem: route.find(({ key }) => !answers.has(key))?.key ?? null,
    modulesOn: MODULES,
    because: {},
    known,
    channel: null,
    startedAt: now,
    closesAt: now.add({ hours: 24 * 7 }),
    endedAt: null,
  };
  return { token: 'proef', view, language, languages: languagesWithWords(definition), mayPrefer: false, mayTell: false };
}

function parsed(raw: unknown): Record<string, unknown> {
  if (typeof raw !== 'string' || raw.length > LONGEST) return {};
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function answerFrom(raw: unknown): ItemAnswer | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { state, value = null, said = null } = raw as Record<string, unknown>;
  const isState = state === 'answered' || state === 'refused' || state === 'unknown' || state === 'skipped';
  if (!isState || !(value === null || Number.isInteger(value)) || !(said === null || typeof said === 'string')) return null;
  return { state, value: value as number | null, ...(said !== null && { said }) };
}
