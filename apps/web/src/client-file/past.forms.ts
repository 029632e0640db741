import { localDate, localInstant, type Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { readDate } from './deciding.forms.js';

/** What was typed, as it came. */
export interface PastFields {
  op?: string | undefined;
  bekend?: string | undefined;
}

/** A day to look at, and the day up to which we knew; moments are the ends of those days at the office. */
export interface PastQuestion {
  day: Temporal.PlainDate;
  /** null: by what is known now. */
  known: Temporal.PlainDate | null;
  trueBefore: Temporal.Instant;
  knownBefore: Temporal.Instant;
}

export interface PastProblems {
  problems: { op?: string; bekend?: string };
}

/** Reads both dates. Nothing filled in is today, by what is known now; what has not been yet cannot be looked at. */
export function readPast({ op = '', bekend = '' }: PastFields, now: Temporal.Instant): PastQuestion | PastProblems {
  const today = localDate(now);
  const day = op.trim() === '' ? today : readDate(op);
  const known = bekend.trim() === '' ? null : readDate(bekend);
  const problems = {
    ...problemOf('op', day, today),
    ...(bekend.trim() === '' ? {} : problemOf('bekend', known, today)),
  };
  if (day === null || Object.keys(problems).length > 0) return { problems };
  return { day, known, trueBefore: endOf(day), knownBefore: known ? endOf(known) : now.add({ nanoseconds: 1 }) };
}

/** The look as it is written down: which day was looked at, and by what was known when. */
export function lookOf(read: PastQuestion | PastProblems): string {
  if ('problems' in read) return 'profile-as-of';
  return `profile-as-of-${read.day.toString()}${read.known ? `-known-on-${read.known.toString()}` : ''}`;
}

export function pastForm(id: string, fields: PastFields, read: PastQuestion | PastProblems, now: Temporal.Instant, language: Language) {
  const problems = 'problems' in read ? read.problems : {};
  const words = (problem: string | undefined) => (problem ? texts.text(language, problem) : null);
  const today = localDate(now).toString();
  return {
    action: `/klanten/${id}/profiel`,
    hasError: 'problems' in read,
    today,
    op: { value: 'day' in read ? read.day.toString() : (fields.op ?? ''), error: words(problems.op) },
    bekend: { value: 'known' in read ? (read.known?.toString() ?? '') : (fields.bekend ?? ''), error: words(problems.bekend) },
  };
}

function problemOf(
  field: keyof PastProblems['problems'],
  date: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): PastProblems['problems'] {
  if (date === null) return { [field]: 'client-past.form.unreadable' };
  return Temporal.PlainDate.compare(date, today) > 0 ? { [field]: 'client-past.form.in-future' } : {};
}

/** Midnight after it: on the nights that the clock changes a day has 23 or 25 hours. */
function endOf(day: Temporal.PlainDate): Temporal.Instant {
  return localInstant(day.add({ days: 1 }), '00:00');
}
