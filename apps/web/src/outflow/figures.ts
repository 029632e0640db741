import type { Language } from '#libs/platform';
import { formatMonth } from '../http/dates.js';

const LOCALES: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };

// An Intl format takes longer to make than to use a thousand times, and a page of figures has thousands of them.
const formats = new Map<string, Intl.NumberFormat>();
const lists = new Map<string, Intl.ListFormat>();

function format(language: Language, name: string, options: Intl.NumberFormatOptions, number: number): string {
  const key = `${language} ${name}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(LOCALES[language], options);
  formats.set(key, known);
  return known.format(number);
}

/** `slecht of zeer slecht`, `Lezen en Wonen` */
export function list(language: Language, type: 'conjunction' | 'disjunction', words: readonly string[]): string {
  const key = `${language} ${type}`;
  const known = lists.get(key) ?? new Intl.ListFormat(LOCALES[language], { type });
  lists.set(key, known);
  return known.format(words);
}

/** `19%`: a whole per cent is as precise as these figures are. */
export function percent(language: Language, fraction: number): string {
  return format(language, 'percent', { style: 'percent', maximumFractionDigits: 0 }, fraction);
}

/** `1.204` */
export function whole(language: Language, number: number): string {
  return format(language, 'whole', { maximumFractionDigits: 0 }, number);
}

/** `12,3` */
export function tenths(language: Language, number: number): string {
  return format(language, 'tenths', { minimumFractionDigits: 1, maximumFractionDigits: 1 }, number);
}

/** `oktober 2025` */
export function monthName(language: Language, month: Temporal.PlainDate): string {
  return formatMonth(language, month);
}

/** A share of people (0 to 1), or how often something happened per hundred. */
export type Unit = 'share' | 'rate';

/** For a picture: `19%` or `16`; what would round to none while there is some has a decimal: `0,4%`, `0,4`. */
export function roundly(language: Language, unit: Unit, value: number): string {
  const hundredths = unit === 'share' ? 100 * value : value;
  if (hundredths > 0 && hundredths < 0.5) return `${tenths(language, Math.max(0.1, hundredths))}${unit === 'share' ? '%' : ''}`;
  return unit === 'share' ? percent(language, value) : whole(language, value);
}

/** For a table: `19%` or `16,1`. */
export function exactly(language: Language, unit: Unit, value: number): string {
  return unit === 'share' ? roundly(language, unit, value) : tenths(language, value);
}
