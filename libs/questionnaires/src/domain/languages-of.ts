import { CLIENT_LANGUAGES, type ClientLanguage, type Wording } from '#libs/platform';
import type { QuestionnaireDefinition } from './definition.js';

/** The languages in which a definition says everything. One that lacks a single answer is none: half a question helps nobody. */
export function languagesOf(definition: QuestionnaireDefinition): ClientLanguage[] {
  const wordings = wordingsOf(definition);
  return CLIENT_LANGUAGES.filter((language) => wordings.every((wording) => wording[language]));
}

/** Everything in a definition that somebody reads. */
export function wordingsOf({ title, purpose, refusal, items }: QuestionnaireDefinition): Wording[] {
  return [
    title,
    purpose,
    refusal,
    ...items.flatMap(({ wording, help, options }) => [wording, ...(help ? [help] : []), ...options.map(({ label }) => label)]),
  ];
}
