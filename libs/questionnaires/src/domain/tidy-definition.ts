import type { QuestionnaireDefinition } from './definition.js';

/**
 * A definition as it is kept: without what no keyboard types, without spaces around words, and without translations and explanations that are
 * empty. Dutch words that are empty stay: they are what is still to be written.
 */
export function tidyDefinition(definition: QuestionnaireDefinition): QuestionnaireDefinition {
  return tidy(definition) as QuestionnaireDefinition;
}

function tidy(value: unknown): unknown {
  if (typeof value === 'string') return tidyText(value);
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, part]): [string, unknown][] => (part === undefined ? [] : [[key, tidy(part)]]));
  const isWording = typeof (value as { nl?: unknown }).nl === 'string';
  return Object.fromEntries(
    entries.filter(([key, part]) => (isWording ? key === 'nl' || part !== '' : !(OPTIONAL_WORDS.includes(key) && saysNothing(part)))),
  );
}

/** What a questionnaire or an item may do without. */
const OPTIONAL_WORDS = ['help', 'closing'];

function saysNothing(wording: unknown): boolean {
  return typeof wording === 'object' && wording !== null && Object.values(wording).every((text) => text === '');
}

function tidyText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, ' ')
    .trim();
}
