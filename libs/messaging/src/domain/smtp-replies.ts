import type { FailureReason } from './failure.js';

/**
 * What a mail server meant by refusing. The enhanced status code (RFC 3463) is read before the bare reply code (RFC 5321):
 * a bare 550 is used for "no such mailbox" and for "we think this is spam" alike, and only the first says that the address is wrong.
 */
export function reasonOfSmtpReply(responseCode: number, reply: string): FailureReason {
  if (responseCode === 530 || responseCode === 535) return 'provider_credentials';
  const [, enhanced] = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply) ?? [];
  if (enhanced !== undefined) {
    const subject = enhanced.split('.')[1];
    const reason = reasonOfEnhancedStatus(enhanced);
    if (reason !== null) return reason;
    if (subject === '1' || subject === '2') return 'refused';
  }
  if (responseCode === 452 || responseCode === 552) return 'mailbox_full';
  if (responseCode < 500) return 'provider_unreachable';
  if (responseCode === 550 || responseCode === 551 || responseCode === 553) return 'hard_bounce';
  return responseCode === 554 ? 'filtered' : 'refused';
}

/** The reason an enhanced status code gives (RFC 3463 and its register), such as `5.1.1`; null when it gives none that we have a word for. */
export function reasonOfEnhancedStatus(code: string): FailureReason | null {
  const [, subject, detail] = code.split('.');
  if (subject === '1')
    return NO_SUCH_ADDRESS.includes(detail ?? '') ? 'hard_bounce' : detail === '7' || detail === '8' ? 'sender_refused' : null;
  if (subject === '2') return detail === '2' ? 'mailbox_full' : detail === '1' ? 'hard_bounce' : null;
  if (subject === '7') return 'filtered';
  return subject === '4' ? 'provider_unreachable' : null;
}

/** No such mailbox, no such domain, a bad address, moved, a domain that takes no mail. */
const NO_SUCH_ADDRESS = ['0', '1', '2', '3', '6', '10'];
