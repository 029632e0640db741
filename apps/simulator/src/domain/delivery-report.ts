/** A mail that was taken and cannot be delivered. */
export interface Undeliverable {
  /** On the envelope; empty when nobody wants to know. */
  sender: string;
  recipient: string;
  /** An SMTP reply code, such as 550. */
  code: string;
  /** Of the mail, as they came. */
  headers: string;
}

/** The enhanced status and the words of a real mail server for a reply code. */
const DIAGNOSTICS: Record<string, [string, string]> = {
  550: ['5.1.1', 'User unknown'],
  552: ['5.2.2', 'Mailbox full'],
  554: ['5.7.1', 'Message refused as spam'],
};

const BOUNDARY = 'werkplein-simulator-report';

/** The report on it (RFC 3464), as Postfix would write it. */
export function deliveryReport({ sender, recipient, code, headers }: Undeliverable): string {
  const [status, words] = DIAGNOSTICS[code] ?? ['5.0.0', 'Could not be delivered'];
  return `From: MAILER-DAEMON@simulator.example (Mail Delivery System)
To: ${sender}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="${BOUNDARY}"

--${BOUNDARY}
Content-Type: text/plain; charset=us-ascii

I am sorry to have to inform you that your message could not be delivered.

--${BOUNDARY}
Content-Type: message/delivery-status

Reporting-MTA: dns; simulator.example

Final-Recipient: rfc822; ${recipient}
Action: failed
Status: ${status}
Diagnostic-Code: smtp; ${code} ${status} <${recipient}>: ${words}

--${BOUNDARY}
Content-Type: text/rfc822-headers

${headers.trim()}

--${BOUNDARY}--
`.replaceAll(/\r?\n/g, '\r\n');
}
