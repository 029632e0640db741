import type { CorrectableObservation } from '#libs/insight';
import type { Language } from '#libs/platform';
import { levelOf, LONGEST_REASON, traitOf } from '#libs/profiles';
import { formatDate, formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import type { CorrectingForm } from './correcting.forms.js';
import { howObserved } from './how-observed.js';
import { levelChoices } from './level-choices.js';

/** As many of the newest stand on the page. */
export const MOST_SHOWN = 100;

export type CorrectingProblems = Partial<Record<'value' | 'reason', string>>;

export interface ShownCorrecting {
  form?: CorrectingForm;
  problems?: CorrectingProblems;
  /** Somebody else was first. */
  isConflict?: boolean;
}

/** Everything on record that can be corrected, newest first. What is computed follows from what was said, and is corrected there. */
export function correctablePage(observations: readonly CorrectableObservation[], clientId: string, language: Language) {
  return {
    observations: observations.map((one) => ({
      ...inWords(one, language),
      href: one.mode === 'computed' ? null : `/klanten/${clientId}/verbeteren/${one.id}`,
    })),
    most: observations.length < MOST_SHOWN ? null : texts.text(language, 'correcting.most', { count: MOST_SHOWN }),
  };
}

/** One observation as it stands, and the form to put what is right in its place. Comes back filled in, with the error next to the field. */
export function correctingPage(
  observation: CorrectableObservation,
  { form, problems = {}, isConflict = false }: ShownCorrecting,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `correcting.${key}`, values);
  const inLimits = (key: string | undefined) => key && say(`problem.${key}`, { most: LONGEST_REASON });
  return {
    observation: { ...inWords(observation, language), id: observation.id },
    ...levelChoices(traitOf(observation.trait), form?.waarde, language),
    reason: form?.reden ?? '',
    valueError: inLimits(problems.value),
    reasonError: inLimits(problems.reason),
    hasError: problems.value !== undefined || problems.reason !== undefined,
    isConflict,
  };
}

function inWords(one: CorrectableObservation, language: Language) {
  const trait = traitOf(one.trait);
  const { corrected } = one;
  return {
    trait: trait.label[language],
    words: levelOf(one.trait, one.value)?.label[language] ?? texts.text(language, `client-file.profile.${one.state}`),
    date: formatDate(language, Temporal.Instant.from(one.at)),
    how: corrected
      ? texts.text(language, `correcting.corrected${corrected.by === null ? '-file' : ''}`, {
          when: formatMoment(language, Temporal.Instant.from(corrected.at)),
          who: corrected.by,
        })
      : howObserved(one, language),
    isCorrected: corrected !== null,
  };
}
