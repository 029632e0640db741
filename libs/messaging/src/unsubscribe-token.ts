import { createHmac, timingSafeEqual } from 'node:crypto';
import { isMessageId } from './domain/tagged-address.js';

/** A key of its own: what proves one thing proves nothing else. */
const PURPOSE = 'unsubscribe from e-mail';
const ID_BYTES = 16;
const PROOF_BYTES = 16;

/** What names a message in the address to unsubscribe by, and proves that we made it: 43 letters, nothing is kept. */
export function unsubscribeToken(messageId: string, secret: string): string {
  const id = Buffer.from(messageId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, proofOf(id, secret)]).toString('base64url');
}

/** The message of a token that we made; null for anything else. Compared in constant time. */
export function messageIdOfUnsubscribeToken(token: string, secret: string): string | null {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const id = bytes.subarray(0, ID_BYTES);
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), proofOf(id, secret))) return null;
  const messageId = id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isMessageId(messageId) ? messageId : null;
}

function proofOf(id: Buffer, secret: string): Buffer {
  const key = createHmac('sha256', secret).update(PURPOSE).digest();
  return createHmac('sha256', key).update(id).digest().subarray(0, PROOF_BYTES);
}
