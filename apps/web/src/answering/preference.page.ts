import { DAY_PARTS, dayPartOf, type ContactPreference, type DayPart, type PreferenceChange, type ReachChannel } from '#libs/people';
import type { ClientLanguage } from '#libs/platform';
import { clientTexts } from '#libs/wording';
import { closedInstead } from './closed.page.js';
import { addressOf, languageChosen, type Journey } from './journey.js';
import { nameOf, screen, type Screen } from './screen.js';

/** What somebody may choose between, and what they chose before. */
export interface Wishes {
  preference: Pick<ContactPreference, 'channels' | 'answerBy' | 'hours'>;
  /** Their own choice, else the one of the import; it may be one that cannot be used. */
  language: string;
  /** The ways in which they can be reached now. */
  channels: readonly ReachChannel[];
  canAnswerByMessage: boolean;
  dayParts: readonly DayPart[];
}

export const WISHES = ['kanaal', 'antwoord', 'taal', 'uren'] as const;
export type WishName = (typeof WISHES)[number];

interface Choice {
  value: string;
  words: string;
  language: ClientLanguage | null;
  isChosen: boolean;
}

interface Group {
  name: WishName;
  heading: string;
  choices: Choice[];
}

/**
 * Everything that can be chosen, each with one tap, with what holds now marked.
 * @param saved what was just chosen: the page says so in words
 */
export function preferenceScreen(journey: Journey, wishes: Wishes, { saved = null, problem = false }: Said = {}): Screen {
  if (!journey.mayPrefer) return closedInstead(journey) ?? { redirectTo: addressOf(journey) };
  const say = (key: string, values = {}) => clientTexts.text(journey.language, `answering.preference.${key}`, values);
  const groups = groupsOf(journey, wishes);
  const chosen = groups.find(({ name }) => name === saved)?.choices.find(({ isChosen }) => isChosen);
  const page = {
    title: say('title'),
    action: addressOf(journey, 'voorkeur'),
    backHref: addressOf(journey),
    saved: chosen ? say('saved', { choice: chosen.words }) : null,
    problem: problem ? say('problem') : null,
    // The languages stand on the page itself.
    otherLanguages: [],
    groups,
  };
  return screen('preference', journey, page, problem ? 422 : 200);
}

interface Said {
  saved?: string | null;
  problem?: boolean;
}

/**
 * What the button that was pressed says; null when no button of this page was.
 * @param form its name and value; a form without a button is a scanner's
 */
export function readWish(
  form: Partial<Record<WishName, unknown>>,
  journey: Journey,
  wishes: Wishes,
): { name: WishName; change: PreferenceChange } | null {
  for (const { name, choices } of groupsOf(journey, wishes)) {
    const choice = choices.find(({ value }) => value === form[name]);
    if (choice) return { name, change: changeOf(name, choice.value, wishes) };
  }
  return null;
}

function changeOf(name: WishName, value: string, { preference }: Wishes): PreferenceChange {
  if (name === 'kanaal') return { channels: value === 'sms' ? ['sms', 'email'] : ['email', 'sms'] };
  if (name === 'taal') return { language: value };
  if (name === 'uren') return { hours: value === 'all' ? null : DAY_PARTS[value as DayPart] };
  if (value === 'link') return { answerBy: 'link' };
  // A question can only stand in a text message: who wants to answer there wants that first.
  return { answerBy: 'message', ...(preference.channels[0] === 'email' && { channels: ['sms', 'email'] }) };
}

/** A choice between one thing is none, and is left out. */
function groupsOf(journey: Journey, wishes: Wishes): Group[] {
  const { preference, channels, canAnswerByMessage, dayParts } = wishes;
  const { language, languages, view } = journey;
  const say = (key: string, values = {}) => clientTexts.text(language, `answering.preference.${key}`, values);
  const group = (name: WishName, values: readonly string[], chosen: string | null, wordsOf: (value: string) => string): Group => ({
    name,
    heading: say(name),
    choices: values.map((value) => ({ value, words: wordsOf(value), language: null, isChosen: value === chosen })),
  });
  const tongue = group('taal', languages, languageChosen(wishes.language, languages) ?? view.language, (one) =>
    nameOf(one as ClientLanguage),
  );
  return [
    group('kanaal', channels, preference.channels[0] ?? view.channel, (channel) => say(`channel-${channel}`)),
    group('antwoord', canAnswerByMessage ? ['link', 'message'] : [], preference.answerBy ?? 'link', (by) => say(`answer-${by}`)),
    { ...tongue, choices: tongue.choices.map((choice) => ({ ...choice, language: choice.value as ClientLanguage })) },
    group('uren', dayParts.length > 0 ? ['all', ...dayParts] : [], preference.hours ? dayPartOf(preference) : 'all', (part) =>
      say(`hours-${part}`, part === 'all' ? {} : timesOf(part as DayPart)),
    ),
  ].filter(({ choices }) => choices.length > 1);
}

function timesOf(part: DayPart): { from: string; until: string } {
  const say = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' });
  return { from: say(DAY_PARTS[part].from), until: say(DAY_PARTS[part].until) };
}
