import type { AnsweringView } from '#libs/checkins';
import { LANGUAGES, type ClientLanguage } from '#libs/platform';
import { itemOf, MODULES, STANDARD_QUESTIONNAIRE, type Item, type ItemAnswer } from '#libs/questionnaires';
import type { Journey } from '../../../apps/web/src/answering/journey.js';

const ITEMS = ['wellbeing.general', 'finance.debt', 'workability.self'];

/** Somebody with a link to three questions (faces, words, 0 to 10), in their own language, not begun. */
export function aJourney({
  language = 'nl',
  languages = LANGUAGES,
  mayPrefer = true,
  mayTell = true,
  ...view
}: Partial<AnsweringView> & Partial<Pick<Journey, 'languages' | 'mayPrefer' | 'mayTell'>> & { language?: ClientLanguage } = {}): Journey {
  const items = view.items ?? ITEMS.map((key) => itemOf(STANDARD_QUESTIONNAIRE, key) as Item);
  const answers = view.answers ?? new Map<string, ItemAnswer>();
  return {
    token: 'abcdefgh01234567',
    language,
    languages,
    mayPrefer,
    mayTell,
    view: {
      checkInId: 'c',
      clientId: 'k',
      versionId: 'v',
      state: 'open',
      definition: STANDARD_QUESTIONNAIRE,
      channel: 'sms',
      startedAt: null,
      closesAt: Temporal.Instant.from('2026-11-09T00:00:00+01:00'),
      endedAt: null,
      language: 'nl',
      items,
      route: items,
      known: {},
      modulesOn: [...MODULES],
      because: {},
      answers,
      nextItem: items.find(({ key }) => !answers.has(key))?.key ?? null,
      ...view,
    },
  };
}

/** Answers to the first of those questions: `answered(3, null, 0)` is all right, a refusal, and zero. */
export function answered(...values: (number | null)[]): Map<string, ItemAnswer> {
  return new Map(
    values.map((value, index) => [ITEMS[index] as string, value === null ? { state: 'refused', value } : { state: 'answered', value }]),
  );
}
