import type { FailureReason } from './failure.js';

/** The life of a message. `unknown`: it may have left the building; it is never sent again, and only a receipt can tell. */
export type MessageStatus = 'queued' | 'sending' | 'unknown' | 'sent' | 'failed' | 'undelivered' | 'delivered' | 'canceled';

/** How far a message is known to be, and why it got no further. */
export interface Delivery {
  status: MessageStatus;
  failureReason: FailureReason | null;
  errorCode: string | null;
}

/**
 * How much a status knows. Receipts come late, twice and out of order, so what counts is not the last one but the one that knows most;
 * `delivered` knows most of all: a phone that has it, has it. A receipt for a message we called back proves that it had left after all.
 */
const KNOWLEDGE: Record<MessageStatus, number> = {
  queued: 0,
  canceled: 1,
  sending: 2,
  unknown: 3,
  sent: 4,
  failed: 5,
  undelivered: 6,
  delivered: 7,
};

/**
 * The one of two that knows more. It is commutative, associative and idempotent, which is why any order of receipts,
 * with any of them doubled, ends in the same state (a property test says so).
 */
export function better(one: Delivery, other: Delivery): Delivery {
  return compare(one, other) >= 0 ? one : other;
}

export function isSame(one: Delivery, other: Delivery): boolean {
  return compare(one, other) === 0;
}

function compare(one: Delivery, other: Delivery): number {
  return (
    KNOWLEDGE[one.status] - KNOWLEDGE[other.status] ||
    compareText(one.errorCode ?? '', other.errorCode ?? '') ||
    compareText(one.failureReason ?? '', other.failureReason ?? '')
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
