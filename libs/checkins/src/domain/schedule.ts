import { localDate, localInstant } from '#libs/platform';

/** What a plan says about time. Everything here is a local calendar date: an occurrence's key is its date, so no change of the clock can double or lose it. */
export interface Schedule {
  startsOn: Temporal.PlainDate;
  /** At least 7. */
  everyDays: number;
}

/** A check-in can be answered for this many local days, the day it opened included; with plans of a week or more, two rounds of a plan are never open together. */
export const DAYS_TO_ANSWER = 7;

/** Nobody is asked twice within this many days, whatever plans they have. */
export const DAYS_BETWEEN_CHECK_INS = 7;

/** The latest due date that is not after today, or null when the plan has not begun: nothing happens on the day a plan is made, unless it starts that day. */
export function dueDate({ startsOn, everyDays }: Schedule, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const daysIn = startsOn.until(today, { largestUnit: 'day' }).days;
  return daysIn < 0 ? null : startsOn.add({ days: daysIn - (daysIn % everyDays) });
}

/**
 * The round that is to be open today, or null. This is also what happens after the worker stood still:
 * - only the latest due round opens, never a burst of everything that was missed;
 * - a round that was due less than `DAYS_TO_ANSWER` days ago opens late, with the full time to answer;
 * - an older one is skipped: the next comes at its own date, so that the rhythm of the plan stays what it was.
 */
export function roundToOpen(schedule: Schedule, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const due = dueDate(schedule, today);
  if (due === null) return null;
  return due.until(today, { largestUnit: 'day' }).days < DAYS_TO_ANSWER ? due : null;
}

/** When a check-in that opens now closes: at the midnight, here, that ends its last day. */
export function closingMoment(openedAt: Temporal.Instant): Temporal.Instant {
  return localInstant(localDate(openedAt).add({ days: DAYS_TO_ANSWER }), '00:00');
}

/** The last day on which it can be answered: what a text says ("tot en met"). */
export function lastDay(closesAt: Temporal.Instant): Temporal.PlainDate {
  return localDate(closesAt.subtract({ nanoseconds: 1 }));
}
