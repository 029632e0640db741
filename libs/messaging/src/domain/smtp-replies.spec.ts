import { reasonOfSmtpReply } from './smtp-replies.js';

describe('what a mail server meant', () => {
  it.each([
    [550, '550 5.1.1 The email account that you tried to reach does not exist', 'hard_bounce'],
    [550, '550 No such user here', 'hard_bounce'],
    [550, '550 5.7.1 Message rejected as spam by Content Filtering', 'filtered'],
    [550, '550 5.2.1 Mailbox disabled', 'hard_bounce'],
    [552, '552 5.2.2 Mailbox full', 'mailbox_full'],
    [452, '452 4.2.2 Over quota', 'mailbox_full'],
    [553, '553 5.1.8 Sender address rejected', 'sender_refused'],
    [554, '554 Transaction failed', 'filtered'],
    [535, '535 5.7.8 Authentication credentials invalid', 'provider_credentials'],
    [421, '421 Service not available', 'provider_unreachable'],
    [451, '451 4.4.1 Connection timed out', 'provider_unreachable'],
    [500, '500 Syntax error, 192.168.5.1.1 said so', 'refused'],
  ])('%i "%s" means %s', (code, reply, reason) => {
    expect(reasonOfSmtpReply(code, reply)).toBe(reason);
  });
});
