import type { ClientLanguage } from '#libs/platform';
import {
  exampleValues,
  itemTexts,
  previewOf,
  type BookOptions,
  type TemplateField,
  type TemplateKey,
  type TemplateValues,
} from '#libs/wording';

/** The first Sunday of spring: any day will do. */
const A_DAY = Temporal.PlainDate.from('2026-03-08');

/** What stands in the fields of an example: a question of ours in the language of the text, where it has been translated. */
export function exampleFor({ language }: TemplateKey): TemplateValues & { link: string } {
  const { stop: _, ...values } = exampleValues(language);
  const { refusal, mobility } = itemTexts[language as ClientLanguage] as ItemTexts;
  const item = mobility?.transport;
  if (item === undefined || refusal === undefined) return { ...values, lastDay: A_DAY };
  const options = Object.entries(item.options).map(([number, label]) => `${number} ${decapitalised(label)}`);
  return { ...values, lastDay: A_DAY, question: item.question, options: options.join('\n'), refusal: `0 = ${decapitalised(refusal)}` };
}

/** What one field becomes in the example, as it is sent. */
export function exampleOf(field: TemplateField, key: TemplateKey, options: BookOptions): string {
  const body = `{{${field}}}`;
  return previewOf(key, { subject: null, body }, exampleFor(key), options)?.text.trim() ?? '';
}

interface ItemTexts {
  refusal?: string;
  mobility?: { transport?: { question: string; options: Record<string, string> } };
}

function decapitalised(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
