import type { FailureReason } from './failure.js';

/**
 * What a mail server meant by refusing. The enhanced status code (RFC 3463) is read before the bare reply code (RFC 5321):
 * a bare 550 is used for "no such mailbox" and for "we think this is spam" alike, and only the first says that the address is wrong.
 */
export function reasonOfSmtpReply(responseCode: number, reply: string): FailureReason {
  if (responseCode === 530 || responseCode === 535) return 'provider_credentials';
  const [, subject, detail] = /^\d{3}[ -][245]\.(\d{1,3})\.(\d{1,3})\b/.exec(reply) ?? [];
  if (subject !== undefined && detail !== undefined) {
    if (subject === '1')
      return ['0', '1', '2', '3', '6', '10'].includes(detail)
        ? 'hard_bounce'
        : detail === '7' || detail === '8'
          ? 'sender_refused'
          : 'refused';
    if (subject === '2') return detail === '2' ? 'mailbox_full' : detail === '1' ? 'hard_bounce' : 'refused';
    if (subject === '7') return 'filtered';
    if (subject === '4') return 'provider_unreachable';
  }
  if (responseCode === 452 || responseCode === 552) return 'mailbox_full';
  if (responseCode < 500) return 'provider_unreachable';
  if (responseCode === 550 || responseCode === 551 || responseCode === 553) return 'hard_bounce';
  return responseCode === 554 ? 'filtered' : 'refused';
}
