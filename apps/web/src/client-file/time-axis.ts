import { TIME_ZONE, type Language } from '#libs/platform';
import { share, type Span } from './trait-line.js';

export interface Tick {
  /** From 0 to 100. */
  percent: string;
  label: string;
}

/** In months: as many as leave at most four names below a picture on a telephone. */
const STEPS = [1, 2, 3, 6, 12, 24, 60] as const;
const MOST = 4;
/** A name needs this much room on both sides. */
const EDGE = 0.07;
const DAYS_OF_A_MONTH = 30.4;

const formats = new Map<Language, Intl.DateTimeFormat>();

/** Months below a picture, each at its own beginning at the office; the first of a year where the steps are years. */
export function ticksOf(span: Span, language: Language): Tick[] {
  const months = (span.to - span.from) / 86_400_000 / DAYS_OF_A_MONTH;
  const step = STEPS.find((each) => months / each <= MOST) ?? 120;
  const format =
    formats.get(language) ??
    new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { month: 'short', year: '2-digit', timeZone: TIME_ZONE });
  formats.set(language, format);
  const ticks: Tick[] = [];
  let month = Temporal.Instant.fromEpochMilliseconds(span.from).toZonedDateTimeISO(TIME_ZONE).with({ day: 1 }).startOfDay();
  month = month.subtract({ months: (month.year * 12 + month.month - 1) % step });
  for (; month.epochMilliseconds <= span.to; month = month.add({ months: step })) {
    const place = share(month.epochMilliseconds, span);
    if (place >= EDGE && place <= 1 - EDGE) ticks.push({ percent: percent(place), label: format.format(month.epochMilliseconds) });
  }
  return ticks;
}

/** `12.3`, for a place along a picture. */
export function percent(place: number): string {
  return (place * 100).toFixed(1);
}
