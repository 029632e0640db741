import type { Outcome } from './outcome.js';
import type { Delivery } from './delivery-status.js';
import type { HoldReason } from './gate.js';

/** After so many attempts that surely did not leave, the message has failed. */
export const MAX_ATTEMPTS = 8;

const FIRST_DELAY_SECONDS = 10;
const LONGEST_DELAY_SECONDS = 15 * 60;

/** What becomes of a message after an attempt; `retryAt` only when it is queued again. */
export interface NextStep extends Delivery {
  providerMessageId: string | null;
  retryAt: Temporal.Instant | null;
  /** Why it waits when it is queued again: the provider was the reason, not the message. */
  holdReason: HoldReason | null;
}

/**
 * Decides what an attempt means. Only what surely did not leave is tried again; after a silence nobody knows, so nobody tries again.
 * @param attempts how many there have been, this one included
 * @param chance from 0 to 1: spreads the second tries of messages that were refused together
 */
export function nextStep(outcome: Outcome, attempts: number, now: Temporal.Instant, chance: number): NextStep {
  if (outcome.kind === 'accepted') return step('sent', { providerMessageId: outcome.providerMessageId });
  if (outcome.kind === 'unknown') return step('unknown', { failureReason: outcome.reason, errorCode: outcome.code });
  const { reason: failureReason, code: errorCode } = outcome;
  if (outcome.permanent || attempts >= MAX_ATTEMPTS) return step('failed', { failureReason, errorCode });
  return step('queued', { failureReason, errorCode, retryAt: now.add(delay(attempts, chance)), holdReason: 'provider_down' });
}

/** Doubles every time up to a quarter of an hour, and is spread over the half before it: 5 to 10 seconds, 10 to 20, 20 to 40, … */
function delay(attempts: number, chance: number): Temporal.Duration {
  const longest = Math.min(FIRST_DELAY_SECONDS * 2 ** (attempts - 1), LONGEST_DELAY_SECONDS);
  return Temporal.Duration.from({ milliseconds: Math.round(longest * 1000 * (0.5 + chance / 2)) });
}

function step(status: NextStep['status'], rest: Partial<NextStep>): NextStep {
  return { status, failureReason: null, errorCode: null, providerMessageId: null, retryAt: null, holdReason: null, ...rest };
}
