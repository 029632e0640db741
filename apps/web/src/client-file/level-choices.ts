import type { Language } from '#libs/platform';
import type { TraitDefinition } from '#libs/profiles';
import { texts } from '../http/views.js';

/** Longer scales are a list to choose from. */
const MOST_RADIOS = 9;

/** Every value a trait can have, and that it is not known or not told: for who fills it in for somebody. @param chosen as the form sent it */
export function levelChoices(trait: TraitDefinition, chosen: string | undefined, language: Language) {
  const choices = [
    ...trait.levels.map(({ value, label }) => ({ value: String(value), label: label[language] })),
    { value: 'unknown', label: texts.text(language, 'correcting.unknown') },
    { value: 'refused', label: texts.text(language, 'correcting.refused') },
  ].map((choice) => ({ ...choice, isChosen: choice.value === chosen }));
  return { choices, isLong: trait.levels.length > MOST_RADIOS };
}
