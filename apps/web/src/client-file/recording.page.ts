import { localDate, type Language } from '#libs/platform';
import { isExpired, levelOf, RECORDABLE_TRAITS, type Observation, type TraitDefinition } from '#libs/profiles';
import { moduleOfTrait, type ModuleKey } from '#libs/questionnaires';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { levelChoices } from './level-choices.js';
import type { RecordingForm } from './recording.forms.js';

export type RecordingProblems = Partial<Record<'value' | 'date', string>>;

export interface ShownRecording {
  form?: RecordingForm;
  problems?: RecordingProblems;
}

/** What may be recorded by hand now: what belongs to a module that is off may not be known, whoever tells it. */
export function recordable(modulesOn: ReadonlySet<ModuleKey>): readonly TraitDefinition[] {
  return RECORDABLE_TRAITS.filter(({ key }) => {
    const module = moduleOfTrait(key);
    return module === null || modulesOn.has(module);
  });
}

/** What the office can record, and what it recorded last. */
export function recordablePage(
  traits: readonly TraitDefinition[],
  latest: ReadonlyMap<string, Observation>,
  clientId: string,
  now: Temporal.Instant,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `recording.${key}`, values);
  return {
    traits: traits.map((trait) => {
      const known = latest.get(trait.key);
      const words =
        known && (levelOf(trait.key, known.value)?.label[language] ?? texts.text(language, `client-file.profile.${known.state}`));
      const date = known && formatDate(language, known.observedAt);
      return {
        label: trait.label[language],
        purpose: trait.purpose[language],
        now: known ? say(isExpired(trait, known.observedAt, now) ? 'now-old' : 'now', { words, date }) : say('nothing'),
        href: `/klanten/${clientId}/vastleggen/${trait.key}`,
      };
    }),
  };
}

/** One of them, to be filled in. Comes back filled in, with the error next to the field. */
export function recordingPage(trait: TraitDefinition, { form, problems = {} }: ShownRecording, now: Temporal.Instant, language: Language) {
  const say = (key: string | undefined) => key && texts.text(language, `recording.problem.${key}`);
  return {
    trait: { key: trait.key, label: trait.label[language], purpose: trait.purpose[language] },
    ...levelChoices(trait, form?.waarde, language),
    date: form?.datum ?? localDate(now).toString(),
    valueError: say(problems.value),
    dateError: say(problems.date),
    hasError: Object.keys(problems).length > 0,
  };
}
