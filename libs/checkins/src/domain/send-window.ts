import { localDate, localInstant } from '#libs/platform';
import { createHash } from 'node:crypto';
import { holidayOn } from './holidays.js';

/** When messages may ring: half-open, wall-clock time at the office. */
const OPENS = '09:00';
const CLOSES = '20:00';
/** On 4 May the country is silent at 20:00; what leaves before 19:00 has arrived by then. */
const CLOSES_ON_REMEMBRANCE_DAY = '19:00';

/** Ten thousand invitations at nine o'clock are spread over this long: for the provider, for the website, and for the coaches who get the answers. */
const SPREAD = Temporal.Duration.from({ minutes: 60 });

export interface SendWindow {
  from: Temporal.Instant;
  /** Not included. */
  until: Temporal.Instant;
}

/** The hours of a date in which messages may be sent, or null: none at weekends and on holidays. */
export function sendWindow(date: Temporal.PlainDate): SendWindow | null {
  if (date.dayOfWeek >= 6 || holidayOn(date)) return null;
  const closes = date.month === 5 && date.day === 4 ? CLOSES_ON_REMEMBRANCE_DAY : CLOSES;
  return { from: localInstant(date, OPENS), until: localInstant(date, closes) };
}

/** The window that is open now, or null. */
export function openWindow(now: Temporal.Instant): SendWindow | null {
  const window = sendWindow(localDate(now));
  return window && isBefore(now, window.until) && !isBefore(now, window.from) ? window : null;
}

/** The first moment from now on at which a message may be sent: now itself inside a window, otherwise when the next one opens. */
export function nextSendMoment(now: Temporal.Instant): Temporal.Instant {
  const today = sendWindow(localDate(now));
  if (today && isBefore(now, today.until)) return isBefore(now, today.from) ? today.from : now;
  let date = localDate(now).add({ days: 1 });
  // Holidays and weekends never make a gap of more than a few days.
  for (;;) {
    const window = sendWindow(date);
    if (window) return window.from;
    date = date.add({ days: 1 });
  }
}

/**
 * When the invitation of this client leaves: spread over an hour from now, or over what is left of the window.
 * The same client always has the same place in the hour, and no state is kept for it.
 */
export function spreadMoment(clientId: string, now: Temporal.Instant, window: SendWindow): Temporal.Instant {
  const left = now.until(window.until).total('milliseconds');
  const within = Math.min(SPREAD.total('milliseconds'), left);
  const place = createHash('sha256').update(clientId).digest().readUInt32BE() / 2 ** 32;
  return now.add({ milliseconds: Math.floor(place * within) });
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}
