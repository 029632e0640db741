import type { ClientLanguage } from '#libs/platform';
import { parseText } from './domain/parse-template.js';
import { keyOf, rulesOf, type TemplateKey, type TemplateText } from './domain/templates.js';
import { TemplateBook, type BookOptions, type TemplateValues, type WrittenMessage } from './template-book.js';

/**
 * A text that is not published yet, written exactly as it would be sent; in its own language, reviewed or not.
 * @returns null when it cannot be read: it has fields that are not allowed, or is no template
 */
export function previewOf(key: TemplateKey, text: TemplateText, values: TemplateValues, options: BookOptions): WrittenMessage | null {
  const rules = rulesOf(key.purpose, key.channel);
  const parsed = rules && parseText(text, rules.fields);
  if (!parsed) return null;
  const language = key.language as ClientLanguage;
  const book = new TemplateBook(new Map([[keyOf(key), parsed]]), new Set([language]), { ...options, form: key.form });
  return book.write(key.purpose, key.channel, language, values);
}
