import { LANGUAGES } from '#libs/platform';
import { hasOtherFields, isRecord, type Reading } from './reading.js';

/** A placeholder in an explanation: `{health.self_rated}`. */
export const PLACEHOLDER = /\{([^}]*)\}/g;

/** In characters. A title is a line, an explanation a few sentences. */
const LONGEST: Readonly<Record<string, number>> = { title: 120, forWhom: 400, explanation: 1000, clientExplanation: 1000 };

/** The words of a rule: there in each language, not endless, and speaking of nothing that the rule does not read. */
export function checkWords(definition: Record<string, unknown>, complete: boolean, reading: Reading): void {
  for (const [field, longest] of Object.entries(LONGEST)) {
    const wording = definition[field];
    const isOptional = !complete && (field === 'forWhom' || field === 'clientExplanation');
    if (wording === undefined && isOptional) continue;
    if (isRecord(wording) && hasOtherFields(wording, LANGUAGES)) reading.refuse(field, 'unknown-field', Object.keys(wording));
    for (const language of LANGUAGES) {
      const text = isRecord(wording) ? wording[language] : undefined;
      const at = `${field}.${language}`;
      if (typeof text !== 'string' || text.trim() === '') reading.refuse(at, 'text-missing', text);
      else if (text.length > longest) reading.refuse(at, 'too-long', text.length);
      else for (const [, trait = ''] of text.matchAll(PLACEHOLDER)) if (!reading.traits.has(trait)) reading.refuse(at, 'not-read', trait);
    }
  }
}
