import type { SendHours } from '#libs/platform';
import { nextSendMoment } from './send-window.js';

const HOURS_UNTIL_AGAIN = [2, 4] as const;

export interface PhoneOff {
  /** How many of them, this one included, found the telephone off. */
  timesOff: number;
  expiresAt: Temporal.Instant;
  hours: SendHours;
  /** false only in the demo. */
  quietHours: boolean;
  /** Where the client is. */
  timeZone: string;
}

/**
 * When a text message to a telephone that was off is tried again: two hours later and then four, moved into the next window where the client is;
 * null when that was enough, or when it would be too late. Then the message stays undelivered and the next rung of the ladder is another channel.
 */
export function tryPhoneAgain(
  { timesOff, expiresAt, hours, quietHours, timeZone }: PhoneOff,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const wait = HOURS_UNTIL_AGAIN[timesOff - 1];
  if (wait === undefined) return null;
  const moment = now.add({ hours: wait });
  const again = quietHours ? nextSendMoment(moment, hours, timeZone) : moment;
  return Temporal.Instant.compare(again, expiresAt) < 0 ? again : null;
}
