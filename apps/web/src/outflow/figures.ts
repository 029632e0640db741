import type { Language } from '#libs/platform';

const LOCALES: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };

/** `19%`: a whole per cent is as precise as these figures are. */
export function percent(language: Language, fraction: number): string {
  return new Intl.NumberFormat(LOCALES[language], { style: 'percent', maximumFractionDigits: 0 }).format(fraction);
}

/** `1.204` */
export function whole(language: Language, number: number): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 0 }).format(number);
}

/** `12,3` */
export function tenths(language: Language, number: number): string {
  return new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(number);
}

/** `oktober 2025` */
export function monthName(language: Language, month: Temporal.PlainDate): string {
  return month.toLocaleString(LOCALES[language], { month: 'long', year: 'numeric' });
}
