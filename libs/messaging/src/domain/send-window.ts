import { DEFAULT_SEND_HOURS, localDate, localInstant, readSendHours, TIME_ZONE, type SendHours } from '#libs/platform';
import { createHash } from 'node:crypto';
import { holidayOn } from './holidays.js';

/** The hours of an office that has set none of its own. */
export const OFFICE_HOURS = readSendHours(DEFAULT_SEND_HOURS) as SendHours;

/** On 4 May the country is silent at 20:00; what leaves before 19:00 has arrived by then. */
const REMEMBRANCE = Temporal.PlainTime.from('19:00');

export interface SendWindow {
  from: Temporal.Instant;
  /** Not included. */
  until: Temporal.Instant;
}

/**
 * The hours of a date in which messages may be sent to somebody, or null: none on days that are not the office's, and none on holidays.
 * @param timeZone where that somebody is: the hours are counted on the clock there
 */
export function sendWindow(date: Temporal.PlainDate, hours: SendHours = OFFICE_HOURS, timeZone: string = TIME_ZONE): SendWindow | null {
  if (!hours.days.includes(date.dayOfWeek) || holidayOn(date)) return null;
  const until = date.month === 5 && date.day === 4 ? earlier(hours.until, REMEMBRANCE) : hours.until;
  if (Temporal.PlainTime.compare(hours.from, until) >= 0) return null;
  return { from: localInstant(date, hours.from, timeZone), until: localInstant(date, until, timeZone) };
}

/** The window that is open now, or null. */
export function openWindow(now: Temporal.Instant, hours: SendHours = OFFICE_HOURS, timeZone: string = TIME_ZONE): SendWindow | null {
  const window = sendWindow(localDate(now, timeZone), hours, timeZone);
  return window && isBefore(now, window.until) && !isBefore(now, window.from) ? window : null;
}

/** The first moment from now on at which a message may be sent: now itself inside a window, otherwise when the next one opens. */
export function nextSendMoment(now: Temporal.Instant, hours: SendHours = OFFICE_HOURS, timeZone: string = TIME_ZONE): Temporal.Instant {
  const here = localDate(now, timeZone);
  const today = sendWindow(here, hours, timeZone);
  if (today && isBefore(now, today.until)) return isBefore(now, today.from) ? today.from : now;
  // Holidays and weekends never make a gap of more than a few weeks, whatever the days of the office.
  for (let date = here.add({ days: 1 }); ; date = date.add({ days: 1 })) {
    const window = sendWindow(date, hours, timeZone);
    if (window) return window.from;
  }
}

/**
 * When the message to this client leaves: spread over so many minutes from now, or over what is left of the window.
 * The same client always has the same place, and no state is kept for it.
 */
export function spreadMoment(clientId: string, now: Temporal.Instant, window: SendWindow, minutes = 60): Temporal.Instant {
  const left = now.until(window.until).total('milliseconds');
  const within = Math.min(minutes * 60_000, left);
  return now.add({ milliseconds: Math.floor(placeOf(clientId) * within) });
}

/** A client's own place from 0 to 1, always the same. */
export function placeOf(clientId: string): number {
  return createHash('sha256').update(clientId).digest().readUInt32BE() / 2 ** 32;
}

function earlier(one: Temporal.PlainTime, other: Temporal.PlainTime): Temporal.PlainTime {
  return Temporal.PlainTime.compare(one, other) <= 0 ? one : other;
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}
