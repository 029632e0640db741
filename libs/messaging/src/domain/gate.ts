import { localDate, localInstant, TIME_ZONE, type SendHours } from '#libs/platform';
import { hoursFor, type ContactFacts } from '#libs/people';
import type { FailureReason } from './failure.js';
import { nextSendMoment, openWindow } from './send-window.js';

/** Why a message whose time has come still waits. */
export const HOLD_REASONS = ['quiet_hours', 'budget_used', 'paused', 'provider_down'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/**
 * What a message is to who gets it, and so what it is held to:
 * - `asking`: everything
 * - `answer` to what they just wrote: the hours, and not even those in the first quarter of an hour, while they hold the telephone
 * - `personal`, from their coach: their opt-outs and the hours; a pause or a benefit that ended is no reason to leave a question unanswered
 * - `urgent`, the help lines: nothing but the guest list of a trial installation
 */
export const MESSAGE_KINDS = ['asking', 'answer', 'personal', 'urgent'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** How long somebody who wrote to us may be answered at any hour. */
export const MINUTES_OF_CONVERSATION = 15;

/** At most one check-in is asked in so many of a client's own days. */
export const DAYS_BETWEEN_SUBJECTS = 7;
const DAYS_OF_BUDGET = 7;
/** How soon a pause of everybody that has no end is looked at again. */
const MINUTES_OF_PATIENCE = 15;

export interface MessageAtTheGate {
  kind: MessageKind;
  channel: 'sms' | 'email';
  to: string;
  /** What it asks about; null when it is about nothing in particular. */
  subjectId: string | null;
  /** When it was enqueued: for an answer, when its reader wrote. */
  since: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

/** A message that left, or may have left, for the same client. */
export interface EarlierMessage {
  subjectId: string | null;
  at: Temporal.Instant;
  /** When its subject was first asked about. */
  subjectSince: Temporal.Instant;
}

export interface WhatIsKnown {
  /** null: nobody we know; then only an answer may go. */
  contact: ContactFacts | null;
  /** What went to this client in the last eight days, in any order. */
  earlier: readonly EarlierMessage[];
}

export interface GateRules {
  hours: SendHours;
  /** false only in the demo: then a message may leave at any hour. */
  quietHours: boolean;
  messagesPerWeek: number;
  /** null: everybody. Normalised: E.164, or e-mail in lower case. */
  guestList: readonly string[] | null;
}

export type Verdict =
  // `before`: the end of the hours, or of the message; whoever waited for a free line until then asks again.
  | { kind: 'send'; before: Temporal.Instant }
  | { kind: 'hold'; until: Temporal.Instant; because: HoldReason }
  | { kind: 'cancel'; reason: FailureReason };

/**
 * The last gate before any provider, asked for every message, every retry and every backlog. Total; the order is the promise:
 * too late → not a guest → (asking and personal) died → (asking) no benefit → opted out → not their address any more → (asking) paused →
 * budget → the hours where they are, and inside those the client's own.
 * What is held is asked again later; "its time has passed, so send it now" cannot happen. A hold that would outlast the message cancels it,
 * with the reason that stopped it (`expired` for the hours).
 */
export function gate(message: MessageAtTheGate, known: WhatIsKnown, rules: GateRules, now: Temporal.Instant): Verdict {
  if (!isBefore(now, message.expiresAt)) return cancel('expired');
  if (rules.guestList && !rules.guestList.includes(message.to.toLowerCase())) return cancel('not_on_guest_list');
  const timeZone = known.contact?.timeZone ?? TIME_ZONE;
  const hours = hoursFor(known.contact?.preference ?? null, rules.hours);
  const opens = (from: Temporal.Instant) => (rules.quietHours ? nextSendMoment(from, hours, timeZone) : from);
  if (message.kind === 'urgent') return { kind: 'send', before: message.expiresAt };
  if (message.kind === 'asking' || message.kind === 'personal') {
    const reason = whyNever(message, known.contact);
    if (reason) return cancel(reason);
  }
  if (message.kind === 'asking') {
    const wait = whyNotYet(message, known, rules, now, timeZone);
    if (wait) return holdOrCancel(message, wait.until === null ? null : opens(wait.until), wait.because, wait.reason);
  }
  if (!rules.quietHours) return { kind: 'send', before: message.expiresAt };
  const freshUntil = message.since.add({ minutes: MINUTES_OF_CONVERSATION });
  if (message.kind === 'answer' && isBefore(now, freshUntil))
    return { kind: 'send', before: isBefore(freshUntil, message.expiresAt) ? freshUntil : message.expiresAt };
  const window = openWindow(now, hours, timeZone);
  if (!window) return holdOrCancel(message, opens(now), 'quiet_hours', 'expired');
  return { kind: 'send', before: isBefore(window.until, message.expiresAt) ? window.until : message.expiresAt };
}

/** What no waiting repairs. */
function whyNever({ kind, channel, to }: MessageAtTheGate, contact: ContactFacts | null): FailureReason | null {
  if (!contact) return 'address_not_current';
  if (contact.deceased) return 'deceased';
  if (kind === 'asking' && !contact.hasBenefit) return 'no_benefit';
  if (contact.optedOut.includes(null) || contact.optedOut.includes(channel)) return 'opted_out';
  const sort = channel === 'sms' ? 'mobile' : 'email';
  const isTheirs = contact.contactPoints.some((point) => point.kind === sort && point.address === to && point.state !== 'invalid');
  return isTheirs ? null : 'address_not_current';
}

interface Wait {
  /** null: nobody knows. */
  until: Temporal.Instant | null;
  because: HoldReason;
  /** What it is canceled with when it cannot wait so long. */
  reason: FailureReason;
}

function whyNotYet(
  message: MessageAtTheGate,
  { contact, earlier }: WhatIsKnown,
  { messagesPerWeek }: GateRules,
  now: Temporal.Instant,
  timeZone: string,
): Wait | null {
  if (contact?.paused) return waitForPause(contact.paused, now, timeZone);
  const until = latest([
    untilAnotherMayBeAsked(message.subjectId, earlier, now, timeZone),
    untilBudgetHasRoom(earlier, messagesPerWeek, now),
  ]);
  return until && { until, because: 'budget_used', reason: 'budget_used' };
}

/** A pause of everybody without an end may be over in a minute (maintenance); one of a client is not. */
function waitForPause({ reason, until, scope }: NonNullable<ContactFacts['paused']>, now: Temporal.Instant, timeZone: string): Wait {
  const first = until && localInstant(until, '00:00', timeZone);
  const again = first ? (isBefore(now, first) ? first : now.add({ minutes: MINUTES_OF_PATIENCE })) : null;
  return {
    until: again ?? (scope === 'everybody' ? now.add({ minutes: MINUTES_OF_PATIENCE }) : null),
    because: 'paused',
    reason: reason === 'found_work' ? 'found_work' : 'paused',
  };
}

/** A reminder is about the same check-in as its invitation; another check-in comes a week after the first question of the one before. */
function untilAnotherMayBeAsked(
  subjectId: string | null,
  earlier: readonly EarlierMessage[],
  now: Temporal.Instant,
  timeZone: string,
): Temporal.Instant | null {
  if (subjectId === null) return null;
  const others = earlier.filter((other) => other.subjectId !== null && other.subjectId !== subjectId);
  const until = latest(
    others.map(({ subjectSince }) =>
      localInstant(localDate(subjectSince, timeZone).add({ days: DAYS_BETWEEN_SUBJECTS }), '00:00', timeZone),
    ),
  );
  return until && isBefore(now, until) ? until : null;
}

/** There is room as soon as, of the last so many messages, the first is a week ago. */
function untilBudgetHasRoom(earlier: readonly EarlierMessage[], messagesPerWeek: number, now: Temporal.Instant): Temporal.Instant | null {
  const weekAgo = now.subtract({ hours: DAYS_OF_BUDGET * 24 });
  const lastWeek = earlier
    .map(({ at }) => at)
    .filter((at) => isBefore(weekAgo, at))
    .toSorted((one, other) => Temporal.Instant.compare(one, other));
  const first = lastWeek.at(-messagesPerWeek);
  return lastWeek.length >= messagesPerWeek && first ? first.add({ hours: DAYS_OF_BUDGET * 24 }) : null;
}

function holdOrCancel(message: MessageAtTheGate, until: Temporal.Instant | null, because: HoldReason, reason: FailureReason): Verdict {
  return until && isBefore(until, message.expiresAt) ? { kind: 'hold', until, because } : cancel(reason);
}

function cancel(reason: FailureReason): Verdict {
  return { kind: 'cancel', reason };
}

function latest(moments: readonly (Temporal.Instant | null)[]): Temporal.Instant | null {
  return moments.reduce((late, moment) => (late === null || (moment && isBefore(late, moment)) ? moment : late), null);
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}
