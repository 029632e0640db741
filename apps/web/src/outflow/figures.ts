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
