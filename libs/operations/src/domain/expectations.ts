import { openWindow } from '#libs/messaging';
import type { SendHours } from '#libs/platform';
import type { ExpectedAlarm } from './alarm.js';

/** What the watch sees of the product, in numbers. */
export interface WatchFacts {
  /** The hours in which messages may ring; null: any hour (the demo). */
  hours: SendHours | null;
  worker: {
    /** null: never. */
    beatAt: Temporal.Instant | null;
    /** Since when anybody has been looking. */
    watchedSince: Temporal.Instant;
  };
  /** Rounds that could be opened and have neither been opened nor recorded as missed, of each plan and time zone. */
  waitingRounds: readonly {
    planId: string;
    timeZone: string;
    /** The plan's hours, inside the office's. */
    hours: SendHours;
    rounds: number;
    dueOn: Temporal.PlainDate;
  }[];
  /** Messages whose time has come and which nothing holds, by channel. */
  waitingMessages: readonly { channel: string; messages: number; dueAt: Temporal.Instant }[];
  /** Of the last day on which messages could leave and that is over: what was to be asked, and what of it was handed over. */
  lastSendDay: readonly { planId: string; channel: string | null; day: Temporal.PlainDate; expected: number; handedOver: number }[];
  /** Of the last 24 hours, each kind of message: what left, and what should have and did not. */
  purposes: readonly { purpose: string; channel: string; handedOver: number; stuck: number }[];
  /** Of the last hour: what was tried, and what failed by our doing or the provider's. */
  lastHour: readonly { channel: string; attempted: number; failed: number; refusedCredentials: number }[];
  /** Messages of the last 24 hours that were sent more than an hour ago, and nobody knows whether they left. */
  unknown: readonly { channel: string; messages: number; since: Temporal.Instant }[];
  /** The latest share of each provider, in percent. */
  shares: readonly { channel: string; provider: string; share: number; reason: string; since: Temporal.Instant }[];
}

/** Minutes after which what should happen at once is late. */
export const LATE = { rounds: 30, messages: 10, worker: 5 };
/** From so many messages an hour, and such a part of them, failures are no accident. */
export const MANY_FAILURES = { attempted: 10, part: 0.2 };

/**
 * The alarms that should stand, given what is seen: what should have gone out against what did. Total, and without a memory: an alarm that
 * is not in the answer is over.
 */
export function expectations(facts: WatchFacts, now: Temporal.Instant): ExpectedAlarm[] {
  const messages = messagesNotSent(facts, now);
  return [
    ...workerSilent(facts, now),
    ...credentials(facts),
    ...messages,
    ...roundsNotOpened(facts, now),
    ...nothingSent(facts),
    ...purposesNotSent(
      facts,
      messages.map(({ channel }) => channel),
    ),
    ...manyFailures(facts),
    ...unknownLeft(facts),
    ...providersShifted(facts),
  ];
}

/** A worker that never said anything is silent too, once somebody has watched for long enough to know. */
function workerSilent({ worker }: WatchFacts, now: Temporal.Instant): ExpectedAlarm[] {
  const last = worker.beatAt ?? worker.watchedSince;
  if (minutesSince(last, now) <= LATE.worker) return [];
  return [alarm('worker_silent', { detail: { since: last.toString() } })];
}

function credentials({ lastHour }: WatchFacts): ExpectedAlarm[] {
  return lastHour
    .filter(({ refusedCredentials }) => refusedCredentials > 0)
    .map(({ channel, refusedCredentials }) => alarm('credentials', { channel, detail: { messages: refusedCredentials } }));
}

/** Only while messages may ring, and only once that has been so for long enough to send. */
function messagesNotSent({ waitingMessages, hours }: WatchFacts, now: Temporal.Instant): ExpectedAlarm[] {
  const window = hours ? openWindow(now, hours) : null;
  if (hours && (!window || minutesSince(window.from, now) <= LATE.messages)) return [];
  return waitingMessages
    .filter(({ messages, dueAt }) => messages > 0 && minutesSince(dueAt, now) > LATE.messages)
    .map(({ channel, messages, dueAt }) => alarm('messages_not_sent', { channel, detail: { messages, since: dueAt.toString() } }));
}

function roundsNotOpened({ waitingRounds }: WatchFacts, now: Temporal.Instant): ExpectedAlarm[] {
  const late = waitingRounds.filter(({ rounds, hours, timeZone }) => {
    const window = openWindow(now, hours, timeZone);
    return rounds > 0 && window !== null && minutesSince(window.from, now) > LATE.rounds;
  });
  return [...Map.groupBy(late, ({ planId }) => planId)].map(([planId, zones]) => {
    const first = zones.map(({ dueOn }) => dueOn).toSorted((one, other) => Temporal.PlainDate.compare(one, other))[0];
    const rounds = zones.reduce((sum, zone) => sum + zone.rounds, 0);
    return alarm('rounds_not_opened', { planId, detail: { rounds, dueOn: String(first) } });
  });
}

/** What was missed has no channel: it says that nothing of a plan left only where nothing left by a channel either. */
function nothingSent({ lastSendDay }: WatchFacts): ExpectedAlarm[] {
  const alive = new Set(lastSendDay.filter(({ handedOver }) => handedOver > 0).map(({ planId }) => planId));
  return lastSendDay
    .filter(({ planId, channel, expected, handedOver }) => expected > 0 && handedOver === 0 && (channel !== null || !alive.has(planId)))
    .map(({ planId, channel, day, expected }) =>
      alarm('nothing_sent', { planId, channel, detail: { rounds: expected, day: day.toString() } }),
    );
}

/** Where a whole channel stands still, that is said once. */
function purposesNotSent({ purposes }: WatchFacts, still: readonly (string | null)[]): ExpectedAlarm[] {
  return purposes
    .filter(({ channel, handedOver, stuck }) => handedOver === 0 && stuck > 0 && !still.includes(channel))
    .map(({ purpose, channel, stuck }) => alarm('purpose_not_sent', { channel, about: purpose, detail: { messages: stuck } }));
}

function manyFailures({ lastHour }: WatchFacts): ExpectedAlarm[] {
  return lastHour
    .filter(({ attempted, failed }) => attempted >= MANY_FAILURES.attempted && failed >= attempted * MANY_FAILURES.part)
    .map(({ channel, attempted, failed }) => alarm('many_failures', { channel, detail: { failed, attempted } }));
}

function unknownLeft({ unknown }: WatchFacts): ExpectedAlarm[] {
  return unknown
    .filter(({ messages }) => messages > 0)
    .map(({ channel, messages, since }) => alarm('unknown_left', { channel, detail: { messages, since: since.toString() } }));
}

/** A provider that gets clearly less than its equal part is one that was found wanting. */
function providersShifted({ shares }: WatchFacts): ExpectedAlarm[] {
  return [...Map.groupBy(shares, ({ channel }) => channel).values()].flatMap((providers) =>
    providers
      .filter(({ share }) => providers.length > 1 && share < Math.floor(100 / providers.length))
      .map(({ channel, provider, share, reason, since }) =>
        alarm('provider_shifted', { channel, about: provider, detail: { share, reason, since: since.toString() } }),
      ),
  );
}

function alarm(kind: ExpectedAlarm['kind'], given: Partial<ExpectedAlarm>): ExpectedAlarm {
  return { kind, planId: null, channel: null, about: null, detail: {}, ...given };
}

function minutesSince(then: Temporal.Instant, now: Temporal.Instant): number {
  return then.until(now).total('minutes');
}
