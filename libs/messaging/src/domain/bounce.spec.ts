import fc from 'fast-check';
import { addressOfSender, domainOfSender, messageIdOfHeaders, readBounceStatus, readDeliveryStatus } from './bounce.js';

const ID = '0199aaaa-0000-7000-8000-000000000001';

/** Written after the reports of real mail servers; every name in them is invented. */
const REPORTS: [string, string, string, string | null, string | null][] = [
  [
    'Postfix, no such mailbox',
    `Reporting-MTA: dns; mx1.voorbeeld.nl
X-Postfix-Queue-ID: 4XyzAB12cdz9
X-Postfix-Sender: rfc822; bounce@in.werkplein.example
Arrival-Date: Mon,  2 Nov 2026 12:00:00 +0100 (CET)

Final-Recipient: rfc822; anna@voorbeeld.nl
Original-Recipient: rfc822;anna@voorbeeld.nl
Action: failed
Status: 5.1.1
Remote-MTA: dns; mail.voorbeeld.nl
Diagnostic-Code: smtp; 550 5.1.1 <anna@voorbeeld.nl>: Recipient address
    rejected: User unknown in virtual mailbox table`,
    'failed',
    '5.1.1',
    'hard_bounce',
  ],
  [
    'Postfix, a domain that is not there',
    `Reporting-MTA: dns; mx1.voorbeeld.nl

Final-Recipient: rfc822; anna@gmial.example
Action: failed
Status: 5.4.4
Diagnostic-Code: X-Postfix; Host or domain name not found. Name service error
    for name=gmial.example type=AAAA: Host not found`,
    'failed',
    '5.4.4',
    'hard_bounce',
  ],
  [
    'Postfix, still trying',
    `Reporting-MTA: dns; mx1.voorbeeld.nl

Final-Recipient: rfc822; anna@voorbeeld.nl
Action: delayed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mail.voorbeeld.nl[192.0.2.1]:25: Connection timed out
Will-Retry-Until: Sat,  7 Nov 2026 12:00:00 +0100 (CET)`,
    'delayed',
    null,
    null,
  ],
  [
    'Postfix, gave up after five days',
    `Reporting-MTA: dns; mx1.voorbeeld.nl

Final-Recipient: rfc822; anna@voorbeeld.nl
Action: failed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mail.voorbeeld.nl[192.0.2.1]:25: Connection timed out`,
    'failed',
    '4.4.1',
    'no_route',
  ],
  [
    'Exchange Online, no such mailbox',
    `Reporting-MTA: dns;AM0PR01MB0000.eurprd01.prod.exchangelabs.example
Received-From-MTA: dns;mx1.werkplein.example
Arrival-Date: Mon, 2 Nov 2026 11:00:00 +0000

Final-Recipient: rfc822;bert@bedrijf.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup`,
    'failed',
    '5.1.10',
    'hard_bounce',
  ],
  [
    'Exchange, mailbox full',
    `Reporting-MTA: dns;mail.bedrijf.example

Final-Recipient: RFC822;bert@bedrijf.example
Action: Failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded`,
    'failed',
    '5.2.2',
    'mailbox_full',
  ],
  [
    'Exchange, refused by policy',
    `Reporting-MTA: dns;mail.bedrijf.example

Final-Recipient: rfc822;bert@bedrijf.example
Action: failed
Status: 5.7.1
Diagnostic-Code: smtp;550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy`,
    'failed',
    '5.7.1',
    'filtered',
  ],
  [
    'Gmail, no such account, with a status of several lines',
    `Reporting-MTA: dns; googlemail.example
Arrival-Date: Mon, 02 Nov 2026 03:00:00 -0800 (PST)
X-Original-Message-ID: <${ID}@werkplein.example>

Final-Recipient: rfc822; carla@gmail.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; gmail-smtp-in.l.google.example. (192.0.2.27, the server for the domain gmail.example.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try
 550-5.1.1 double-checking the recipient's email address for typos or
 550 5.1.1 https://support.google.example/mail/?p=NoSuchUser - gsmtp
Last-Attempt-Date: Mon, 02 Nov 2026 03:00:01 -0800 (PST)`,
    'failed',
    '5.1.1',
    'hard_bounce',
  ],
  [
    'Gmail, out of storage',
    `Reporting-MTA: dns; googlemail.example

Final-Recipient: rfc822; carla@gmail.example
Action: failed
Status: 4.2.2
Diagnostic-Code: smtp; 452-4.2.2 The recipient's inbox is out of storage space.
 452 4.2.2 https://support.google.example/mail/?p=OverQuotaTemp - gsmtp`,
    'failed',
    '4.2.2',
    'mailbox_full',
  ],
  [
    'a server that says 5.0.0 and means 5.1.1',
    `Reporting-MTA: dns; ziggo.example

Final-Recipient: rfc822; dirk@ziggo.example
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; 550 5.1.1 dirk@ziggo.example recipient rejected`,
    'failed',
    '5.1.1',
    'hard_bounce',
  ],
  [
    'a server that speaks of the road and means the mailbox',
    `Reporting-MTA: dns; kpn.example

Final-Recipient: rfc822; dirk@kpn.example
Action: failed
Status: 5.4.1
Diagnostic-Code: smtp; 552 5.2.2 over quota`,
    'failed',
    '5.2.2',
    'mailbox_full',
  ],
  [
    'a server with nothing but a bare reply',
    `Reporting-MTA: dns; oud.example

Final-Recipient: rfc822; eva@oud.example
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; 550 No such user here`,
    'failed',
    '550',
    'hard_bounce',
  ],
  [
    'a server that does not say why',
    `Reporting-MTA: dns; oud.example

Final-Recipient: rfc822; eva@oud.example
Action: failed
Status: 5.0.0`,
    'failed',
    '5.0.0',
    'unexplained',
  ],
  [
    'a server that gave up on "no such mailbox just now"',
    `Reporting-MTA: dns; oud.example

Final-Recipient: rfc822; eva@oud.example
Action: failed
Status: 4.1.1`,
    'failed',
    '4.1.1',
    'unexplained',
  ],
  [
    'a report that it arrived',
    `Reporting-MTA: dns; mx.voorbeeld.nl

Final-Recipient: rfc822; anna@voorbeeld.nl
Action: delivered (to mailbox)
Status: 2.1.5`,
    'delivered',
    null,
    null,
  ],
  [
    'a report that it went to a system that tells nothing more',
    `Reporting-MTA: dns; mx.voorbeeld.nl

Final-Recipient: rfc822; anna@voorbeeld.nl
Action: relayed
Status: 2.0.0`,
    'relayed',
    null,
    null,
  ],
];

describe('a report of a mail server', () => {
  it.each(REPORTS)('%s', (_, text, action, code, reason) => {
    const bounce = readDeliveryStatus(text);
    expect(bounce).toEqual({ action, code });
    const delivery = readBounceStatus(bounce!.action, bounce!.code);
    if (action === 'failed') expect(delivery).toEqual({ status: 'undelivered', failureReason: reason, errorCode: code });
    else expect(delivery?.status ?? null).toBe(action === 'delivered' ? 'delivered' : null);
    expect(readDeliveryStatus(text.replaceAll('\n', '\r\n'))).toEqual(bounce);
  });

  it('about several recipients tells of the one that failed', () => {
    const group = (action: string, status: string) => `Final-Recipient: rfc822; a@b.nl\nAction: ${action}\nStatus: ${status}`;
    expect(readDeliveryStatus(`Reporting-MTA: dns; x\n\n${group('relayed', '2.0.0')}\n\n${group('failed', '5.1.1')}`)).toEqual({
      action: 'failed',
      code: '5.1.1',
    });
  });

  it('without a recipient, or with an action nobody knows, is none', () => {
    expect(readDeliveryStatus('Reporting-MTA: dns; x')).toBeNull();
    expect(readDeliveryStatus('Final-Recipient: rfc822; a@b.nl\nAction: teleported\nStatus: 5.1.1')).toBeNull();
    expect(readDeliveryStatus('')).toBeNull();
  });

  it('is read to something or nothing, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void readDeliveryStatus(`Action: failed\nStatus: ${text}\nDiagnostic-Code: ${text}`),
      ),
    );
    fc.assert(fc.property(fc.string(), (code) => expect(readBounceStatus('failed', code)?.status).toBe('undelivered')));
  });
});

describe('the headers of a mail that came back', () => {
  it('hold the id we gave it', () => {
    expect(messageIdOfHeaders(`Subject: x\r\nMessage-ID: <${ID}@werkplein.example>\r\n`, 'werkplein.example')).toBe(ID);
    expect(messageIdOfHeaders(`Message-Id:\r\n <${ID.toUpperCase()}@Werkplein.example>`, 'werkplein.example')).toBe(ID);
  });

  it.each([`Message-ID: <${ID}@elders.example>`, 'Message-ID: <1@werkplein.example>', `In-Reply-To: <${ID}@werkplein.example>`, ''])(
    'of another mail do not: %s',
    (headers) => expect(messageIdOfHeaders(headers, 'werkplein.example')).toBeNull(),
  );

  it('are of the domain we send from', () => {
    expect(domainOfSender('Werkplein <werkplein@gemeente.nl>')).toBe('gemeente.nl');
    expect(domainOfSender('werkplein@gemeente.nl')).toBe('gemeente.nl');
    expect(domainOfSender('niets')).toBe('localhost');
    expect(addressOfSender('Werkplein <Werkplein@gemeente.nl>')).toBe('werkplein@gemeente.nl');
    expect(addressOfSender('werkplein@gemeente.nl')).toBe('werkplein@gemeente.nl');
  });
});
