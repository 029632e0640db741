import { CLIENT_LANGUAGES, type Wording } from '#libs/platform';
import { itemTexts } from '#libs/wording';
import { standardQuestionnaire } from './domain/standard-questionnaire.js';

/** The questionnaire that comes with the product, with the words of every language that has them, reviewed or not: who may read which is for the screen and the message to ask. */
export const STANDARD_QUESTIONNAIRE = standardQuestionnaire(wordsFor);

/** In Dutch and English always, in other languages where there is a translation. */
function wordsFor(place: string): Wording | null {
  const words = CLIENT_LANGUAGES.flatMap((language) => {
    const text = place.split('.').reduce<unknown>((tree, key) => (tree as Record<string, unknown> | undefined)?.[key], itemTexts[language]);
    return typeof text === 'string' && text.trim() !== '' ? [[language, text] as const] : [];
  });
  const wording = Object.fromEntries(words) as Partial<Wording>;
  return wording.nl && wording.en ? (wording as Wording) : null;
}
