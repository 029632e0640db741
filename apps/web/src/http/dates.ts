import { TIME_ZONE, type ClientLanguage, type Language } from '#libs/platform';

/** Arabic with the digits of the rest of the page, as on a telephone here. */
const LOCALES: Record<ClientLanguage, string> = {
  nl: 'nl-NL',
  en: 'en-GB',
  ar: 'ar-u-nu-latn',
  tr: 'tr-TR',
  pl: 'pl-PL',
  uk: 'uk-UA',
  ti: 'ti-ER',
  so: 'so-SO',
};
// An Intl format takes longer to make than to use a thousand times.
const formats = new Map<string, Intl.DateTimeFormat>();
const relatives = new Map<Language, Intl.RelativeTimeFormat>();

/** `3 mei 2026`. An instant is shown as the date at the office. */
export function formatDate(language: ClientLanguage, moment: Temporal.PlainDate | Temporal.Instant): string {
  return format(language, { day: 'numeric', month: 'long', year: 'numeric' }, moment);
}

/** `3 mei`: where the year is beyond doubt. */
export function formatDay(language: ClientLanguage, moment: Temporal.PlainDate | Temporal.Instant): string {
  return format(language, { day: 'numeric', month: 'long' }, moment);
}

/** `mei 2026`: where the day does not matter. */
export function formatMonth(language: Language, moment: Temporal.PlainDate | Temporal.Instant): string {
  return format(language, { month: 'long', year: 'numeric' }, moment);
}

/** `3 mei 2026, 14:05`, at the office. */
export function formatMoment(language: Language, moment: Temporal.Instant): string {
  return `${formatDate(language, moment)}, ${format(language, { hour: '2-digit', minute: '2-digit' }, moment)}`;
}

/** `14:05`, at the office or where somebody else is. @param timeZone IANA name */
export function formatTime(language: Language, moment: Temporal.Instant, timeZone: string = TIME_ZONE): string {
  const options = { hour: '2-digit', minute: '2-digit' } as const;
  if (timeZone === TIME_ZONE) return format(language, options, moment);
  return moment.toLocaleString(LOCALES[language], { ...options, timeZone });
}

/** `vandaag`, `gisteren`, `5 dagen geleden`, `3 weken geleden`, `4 maanden geleden`, `2 jaar geleden`: as coarse as people speak. */
export function formatAgo(language: Language, date: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const days = date.until(today, { largestUnit: 'day' }).days;
  const relative = relatives.get(language) ?? new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' });
  relatives.set(language, relative);
  if (days < 14) return relative.format(-days, 'day');
  if (days < 60) return relative.format(-Math.floor(days / 7), 'week');
  const months = date.until(today, { largestUnit: 'month' }).months;
  return months < 24 ? relative.format(-months, 'month') : relative.format(-Math.floor(months / 12), 'year');
}

function format(language: ClientLanguage, options: Intl.DateTimeFormatOptions, moment: Temporal.PlainDate | Temporal.Instant): string {
  const key = `${language} ${Object.keys(options).join(' ')}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: TIME_ZONE });
  formats.set(key, known);
  const instant = 'epochMilliseconds' in moment ? moment : moment.toZonedDateTime({ timeZone: TIME_ZONE, plainTime: '12:00' }).toInstant();
  return known.format(instant.epochMilliseconds);
}
