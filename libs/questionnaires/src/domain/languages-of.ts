import { CLIENT_LANGUAGES, type ClientLanguage, type Wording } from '#libs/platform';
import type { Item, QuestionnaireDefinition } from './definition.js';

/** Words and where they stand: `title`, `sections.werk.title`, `items.health.self_rated.options.2.label`. */
export interface PlacedWording {
  place: string;
  wording: Wording;
}

/** The languages in which a definition says everything. One that lacks a single answer is none: half a question helps nobody. */
export function languagesOf(definition: QuestionnaireDefinition): ClientLanguage[] {
  const wordings = wordingsOf(definition);
  return CLIENT_LANGUAGES.filter((language) => wordings.every((wording) => saysIn(wording, language)));
}

/** Whether there are words in this language, or none are needed: a number is a number in all of them. */
export function saysIn(wording: Wording, language: ClientLanguage): boolean {
  return Boolean(wording[language]?.trim()) || /^\d+$/.test(wording.nl);
}

/** Everything in a definition that somebody reads. */
export function wordingsOf(definition: QuestionnaireDefinition): Wording[] {
  return placedWordings(definition).map(({ wording }) => wording);
}

/** The same, with where it stands, in the order in which it is read. */
export function placedWordings(definition: QuestionnaireDefinition): PlacedWording[] {
  const { title, purpose, refusal, sections = [], items, closing } = definition;
  return [
    ...at('title', title),
    ...at('purpose', purpose),
    ...at('refusal', refusal),
    ...sections.flatMap((section) => at(`sections.${section.key}.title`, section.title)),
    ...items.flatMap(wordingsOfItem),
    ...at('closing', closing),
  ];
}

function wordingsOfItem({ key, wording, help, options, number }: Item): PlacedWording[] {
  return [
    ...at(`items.${key}.wording`, wording),
    ...at(`items.${key}.help`, help),
    ...options.flatMap(({ label }, index) => at(`items.${key}.options.${index + 1}.label`, label)),
    ...at(`items.${key}.number.unit`, number?.unit),
  ];
}

function at(place: string, wording: Wording | undefined): PlacedWording[] {
  return wording ? [{ place, wording }] : [];
}
