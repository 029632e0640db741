import type { CourseObservation } from '#libs/insight';
import type { Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { howObserved } from './how-observed.js';

/** An observation with its moment read once: a page of five years reads it many times. */
export interface HeardOne extends CourseObservation {
  observedAt: Temporal.Instant;
}

/** The words of one page that come back on every line of it, made once each: with them made anew a page of five years takes twice as long. */
export interface PageWords {
  language: Language;
  date: (moment: Temporal.Instant) => string;
  how: (one: CourseObservation) => string;
  say: (key: string) => string;
}

export function pageWords(language: Language): PageWords {
  const once = <Value>(make: (value: Value) => string, keyOf: (value: Value) => string | number) => {
    const made = new Map<string | number, string>();
    return (value: Value) => {
      const key = keyOf(value);
      const words = made.get(key) ?? make(value);
      made.set(key, words);
      return words;
    };
  };
  return {
    language,
    date: once(
      (moment: Temporal.Instant) => formatDate(language, moment),
      (moment) => moment.epochMilliseconds,
    ),
    how: once(
      (one: CourseObservation) => howObserved(one, language),
      ({ source, mode, channel, helpedBy }) => `${source} ${mode} ${channel} ${helpedBy ?? ''}`,
    ),
    say: once(
      (key: string) => texts.text(language, key),
      (key) => key,
    ),
  };
}

export function withMoments(observations: readonly CourseObservation[]): HeardOne[] {
  return observations.map((one) => ({ ...one, observedAt: Temporal.Instant.from(one.at) }));
}
