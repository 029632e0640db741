import {
  DAY_PARTS,
  dayPartOf,
  type ContactPreference,
  type DayPart,
  type PreferenceChange,
  type PreferenceRecord,
  type ReachChannel,
} from '#libs/people';
import { CLIENT_LANGUAGES, isClientLanguage, type Language } from '#libs/platform';
import type { LanguageStatus } from '#libs/wording';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { languageName } from './language-name.js';
import type { PreferenceForm } from './preferences.forms.js';

export const PREFERENCES_DONE = ['vastgelegd', 'ongewijzigd'] as const;
export type PreferencesDone = (typeof PREFERENCES_DONE)[number];

export interface PreferenceFacts {
  current: ContactPreference;
  history: readonly PreferenceRecord[];
  statuses: readonly LanguageStatus[];
  /** What the import says. */
  importedLanguage: string;
  /** The ways in which this client can be reached now. */
  channels: readonly ReachChannel[];
  dayParts: readonly DayPart[];
  /** Whether a text message of ours can be answered at all. */
  canBeAnswered: boolean;
}

export interface ShownPreferences {
  done?: PreferencesDone | undefined;
  /** What was chosen, and what is wrong with it (field → text key). */
  refused?: { form: PreferenceForm; problems: Record<string, string> };
}

/** How a client wants to be reached: what holds, what can be chosen, and who chose what when. */
export function preferencesPage(facts: PreferenceFacts, { done, refused }: ShownPreferences, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-preferences.${key}`, values);
  const form = refused?.form ?? formOf(facts.current);
  const error = (field: string) => (refused?.problems[field] ? say(`problem.${refused.problems[field]}`) : null);
  const radio = (name: string, values: readonly string[], chosen: string, wordsOf: (value: string) => string) => ({
    name,
    label: say(`${name}.label`),
    choices: values.map((value) => ({ id: `${name}-${value || 'geen'}`, value, label: wordsOf(value), isChosen: value === chosen })),
  });
  return {
    done: done ? say(`done.${done}`) : null,
    hasError: refused !== undefined,
    choices: [
      radio('kanaal', ['', 'sms', 'email'], form.kanaal, (value) => {
        const label = say(`kanaal.${value || 'plan'}`);
        return value === '' || facts.channels.includes(value as ReachChannel) ? label : say(`kanaal.no-${value}`, { label });
      }),
      radio('antwoord', ['', 'message', 'link'], form.antwoord, (value) =>
        value === 'message' && !facts.canBeAnswered ? say('antwoord.not-possible') : say(`antwoord.${value || 'office'}`),
      ),
      radio('uren', ['', ...facts.dayParts, ...ownHours(facts, form)], form.uren, (value) =>
        hoursInWords(value, facts.current.hours, language),
      ),
    ],
    languages: ['', ...CLIENT_LANGUAGES].map((value) => ({
      value,
      label:
        value === ''
          ? say('taal.imported', { language: languageInWords(facts.importedLanguage, facts.statuses, language) })
          : languageInWords(value, facts.statuses, language),
      isChosen: value === form.taal,
    })),
    languageError: error('language'),
    note: form.toelichting,
    noteError: error('note'),
    problem: error('channels') ?? error('hours'),
    history: facts.history.map((record) => ({
      what: [
        record.channels[0] ? say(`kanaal.${record.channels[0]}`) : say('kanaal.plan'),
        say(`antwoord.${record.answerBy ?? 'office'}`),
        record.language ? say('in-language', { language: languageName(record.language, language) }) : null,
        hoursInWords(dayPartOf(record) ?? (record.hours ? 'own' : ''), record.hours, language),
      ]
        .filter((part) => part !== null)
        .join(' · '),
      who: record.changedBy ? say('by-staff', { name: record.changedBy }) : say('by-client'),
      when: formatMoment(language, record.changedAt),
      note: record.note,
    })),
  };
}

/** What the form says, as a change: everything on it, so that what is as it was changes nothing. null where the form says what it cannot. */
export function changeOf({ kanaal, antwoord, taal, uren }: PreferenceForm, current: ContactPreference): PreferenceChange {
  return {
    channels: kanaal === '' ? [] : kanaal === 'sms' ? ['sms', 'email'] : ['email', 'sms'],
    answerBy: antwoord === '' ? null : antwoord,
    language: taal === '' ? null : taal,
    hours: uren === '' ? null : uren === 'own' ? current.hours : DAY_PARTS[uren],
  };
}

function formOf(current: ContactPreference): PreferenceForm {
  return {
    kanaal: current.channels[0] ?? '',
    antwoord: current.answerBy ?? '',
    taal: isClientLanguage(current.language) ? current.language : '',
    uren: dayPartOf(current) ?? (current.hours ? 'own' : ''),
    toelichting: '',
  };
}

/** Hours that are no choice of this office any more stay what they are until somebody chooses others. */
function ownHours({ current, dayParts }: PreferenceFacts, form: PreferenceForm): string[] {
  if (form.uren === 'own' || (current.hours && dayPartOf(current) === null)) return ['own'];
  return form.uren !== '' && !dayParts.includes(form.uren) ? [form.uren] : [];
}

function hoursInWords(value: string, hours: ContactPreference['hours'], language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-preferences.uren.${key}`, values);
  const clock = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' });
  if (value === '') return say('all');
  const part = value === 'own' ? hours : DAY_PARTS[value as DayPart];
  return part ? say(value, { from: clock(part.from), until: clock(part.until) }) : say('all');
}

/** `Arabisch (nog niet nagekeken: krijgt Nederlands)`. */
function languageInWords(code: string, statuses: readonly LanguageStatus[], language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-preferences.taal.${key}`, values);
  const status = statuses.find((each) => each.language === code);
  const name = languageName(code, language);
  if (!status) return say('not-ours', { language: name });
  return status.isUsable ? name : say('not-reviewed', { language: name });
}
