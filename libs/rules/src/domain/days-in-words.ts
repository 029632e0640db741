import { TIME_ZONE, type Language, type Wording } from '#libs/platform';

// Made once: making a format costs a hundred times what using it does, and a review words dozens of dates.
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const LOCALES: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };
const formats = (timeZone: string) => ({
  nl: new Intl.DateTimeFormat(LOCALES.nl, { ...DAY, timeZone }),
  en: new Intl.DateTimeFormat(LOCALES.en, { ...DAY, timeZone }),
});
const [AT_THE_OFFICE, IN_UTC] = [formats(TIME_ZONE), formats('UTC')];

/** The day of a moment, at the office: `3 maart 2026`. */
export function momentInWords(instant: Temporal.Instant, language: Language): string {
  return AT_THE_OFFICE[language].format(instant.epochMilliseconds);
}

/** `3 maart 2026` */
export function dayInWords(day: Temporal.PlainDate, language: Language): string {
  return IN_UTC[language].format(day.toZonedDateTime('UTC').epochMilliseconds);
}

export function inEachLanguage(text: (language: Language) => string): Wording {
  return { nl: text('nl'), en: text('en') };
}
