import type { Cadence } from './plan.js';

/**
 * When a plan asks. Everything here is a local calendar date: an occurrence's key is its date, so no change of the clock can double or lose
 * it. The anchor is where counting begins: the first occurrence, and for a benefit's anniversary the day of the event itself. Every
 * occurrence is counted from the anchor, never from the one before, so that a short month or a leap day makes nothing drift.
 */

/** The first occurrence after a date; null when there is none any more. */
export function nextOccurrence(cadence: Cadence, anchor: Temporal.PlainDate, after: Temporal.PlainDate): Temporal.PlainDate | null {
  for (let number = Math.max(firstNumber(cadence), numberNear(cadence, anchor, after)); ; number += 1) {
    const date = occurrence(cadence, anchor, number);
    if (date === null || isBefore(after, date)) return date;
  }
}

/** The latest occurrence that is not after today; null when none has come yet. */
export function latestOccurrence(cadence: Cadence, anchor: Temporal.PlainDate, today: Temporal.PlainDate): Temporal.PlainDate | null {
  let latest: Temporal.PlainDate | null = null;
  for (let number = Math.max(firstNumber(cadence), numberNear(cadence, anchor, today)); ; number += 1) {
    const date = occurrence(cadence, anchor, number);
    if (date === null || isBefore(today, date)) return latest;
    latest = date;
  }
}

/** Every occurrence from a date on (that date included), one after the other; without an end when the plan repeats. */
export function* occurrencesFrom(cadence: Cadence, anchor: Temporal.PlainDate, from: Temporal.PlainDate): Generator<Temporal.PlainDate> {
  let after = from.subtract({ days: 1 });
  for (;;) {
    const next = nextOccurrence(cadence, anchor, after);
    if (next === null) return;
    yield next;
    after = next;
  }
}

/**
 * Where somebody with this place in the spread begins to count: the plan's first occurrence, so many days later.
 * @param place whole days from 0; of a monthly plan at most 27, or it would reach into the next month's
 */
export function anchorOf(cadence: Cadence, startsOn: Temporal.PlainDate, place: number): Temporal.PlainDate {
  return firstDay(cadence, startsOn).add({ days: place });
}

/** Whether every occurrence falls on the same day of the week as the first. */
export function keepsItsWeekday(cadence: Cadence): boolean {
  return cadence.kind === 'weeks' || (cadence.kind === 'days' && cadence.every % 7 === 0);
}

function firstDay(cadence: Cadence, startsOn: Temporal.PlainDate): Temporal.PlainDate {
  if (cadence.kind !== 'monthly') return startsOn;
  const date = dayOfMonth(startsOn.toPlainYearMonth(), cadence.day);
  return isBefore(date, startsOn) ? dayOfMonth(startsOn.toPlainYearMonth().add({ months: 1 }), cadence.day) : date;
}

/** Occurrence number n, counted from the anchor; null when there is no such one. */
function occurrence(cadence: Cadence, anchor: Temporal.PlainDate, number: number): Temporal.PlainDate | null {
  switch (cadence.kind) {
    case 'days':
      return anchor.add({ days: number * cadence.every });
    case 'weeks':
      return anchor.add({ days: number * cadence.every * 7 });
    case 'monthly': {
      const { month, offset } = monthOf(anchor, cadence.day);
      return dayOfMonth(month.add({ months: number }), cadence.day).add({ days: offset });
    }
    case 'event': {
      if (cadence.event !== 'benefit_anniversary') return number === 0 ? anchor : null;
      const event = anchor.subtract({ days: cadence.afterDays });
      // Whoever came on 29 February has an anniversary on the 28th in the years without.
      return event.add({ years: number }).add({ days: cadence.afterDays });
    }
  }
}

/** The day on which a benefit begins is no anniversary of it. */
function firstNumber(cadence: Cadence): number {
  return cadence.kind === 'event' && cadence.event === 'benefit_anniversary' ? 1 : 0;
}

/** A number at or before that of the latest occurrence on a date: counting from there saves walking through the years. */
function numberNear(cadence: Cadence, anchor: Temporal.PlainDate, date: Temporal.PlainDate): number {
  const days = anchor.until(date, { largestUnit: 'day' }).days;
  switch (cadence.kind) {
    case 'days':
      return Math.floor(days / cadence.every);
    case 'weeks':
      return Math.floor(days / (cadence.every * 7));
    case 'monthly':
      return Math.floor(days / 31) - 1;
    case 'event':
      return cadence.event === 'benefit_anniversary' ? Math.floor(days / 366) - 1 : 0;
  }
}

/** The month whose day an anchor counts from, and how many days after that day the anchor is: its place in the spread. */
function monthOf(anchor: Temporal.PlainDate, day: number): { month: Temporal.PlainYearMonth; offset: number } {
  const thisMonth = anchor.toPlainYearMonth();
  const month = isBefore(anchor, dayOfMonth(thisMonth, day)) ? thisMonth.subtract({ months: 1 }) : thisMonth;
  return { month, offset: dayOfMonth(month, day).until(anchor, { largestUnit: 'day' }).days };
}

/** A day of a month, or its last day when it is too short. */
function dayOfMonth(month: Temporal.PlainYearMonth, day: number): Temporal.PlainDate {
  return month.toPlainDate({ day: Math.min(day, month.daysInMonth) });
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
