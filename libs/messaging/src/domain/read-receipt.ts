import { readBounceStatus } from './bounce.js';
import type { Delivery } from './delivery-status.js';
import { readTwilioReceipt } from './twilio-codes.js';

type Reader = (status: string, errorCode: string | null) => Delivery | null;

/** How to read a receipt, by provider: both accounts at Twilio speak the same language. */
const READERS = new Map<string, Reader>([
  ['twilio', readTwilioReceipt],
  ['twilio-2', readTwilioReceipt],
  ['smtp', readBounceStatus],
]);

/** @returns what a receipt says of the delivery; null when it says nothing we know */
export function readReceipt(provider: string, status: string, errorCode: string | null): Delivery | null {
  return READERS.get(provider)?.(status, errorCode) ?? null;
}
