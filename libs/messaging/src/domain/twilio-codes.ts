import type { Delivery, MessageStatus } from './delivery-status.js';
import type { FailureReason } from './failure.js';

/** Twilio's error codes that mean something to us (twilio.com/docs/api/errors), whether they come at submitting or in a receipt. */
const REASONS = new Map<string, FailureReason>(
  Object.entries({
    20003: 'provider_credentials',
    20429: 'rate_limited',
    21211: 'invalid_number',
    21212: 'sender_refused',
    21217: 'invalid_number',
    21408: 'no_route',
    21602: 'text_refused',
    21603: 'sender_refused',
    21606: 'sender_refused',
    21610: 'opted_out',
    21611: 'rate_limited',
    21612: 'no_route',
    21614: 'landline',
    21617: 'text_refused',
    21635: 'landline',
    21659: 'sender_refused',
    30001: 'rate_limited',
    30002: 'provider_credentials',
    30003: 'phone_off',
    30004: 'blocked',
    30005: 'invalid_number',
    30006: 'landline',
    30007: 'filtered',
    30008: 'unexplained',
  }),
);

/** @returns why, in our words; `fallback` for a code we have no word for */
export function reasonOfTwilioCode(code: string | null, fallback: FailureReason): FailureReason {
  return (code === null ? undefined : REASONS.get(code)) ?? fallback;
}

/** Twilio's own steps between taking a message and handing it to the operator are all `sent` to us: it left our building. */
const STATUSES = new Map<string, MessageStatus>(
  Object.entries({
    accepted: 'sent',
    scheduled: 'sent',
    queued: 'sent',
    sending: 'sent',
    sent: 'sent',
    delivered: 'delivered',
    read: 'delivered',
    undelivered: 'undelivered',
    failed: 'failed',
  }),
);

/** @returns what a status callback says of the delivery, or null when it says nothing we know */
export function readTwilioReceipt(status: string, errorCode: string | null): Delivery | null {
  const known = STATUSES.get(status);
  if (known === undefined) return null;
  const isFailure = known === 'undelivered' || known === 'failed';
  return {
    status: known,
    failureReason: isFailure ? reasonOfTwilioCode(errorCode, 'unexplained') : null,
    errorCode: isFailure ? errorCode : null,
  };
}
