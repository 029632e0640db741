/** What somebody writes back to a mail, as their program for e-mail sends it. */
export interface MailAnswer {
  from: string;
  to: string;
  /** Its own. */
  messageId: string;
  body: string;
  /** What it answers. */
  original: { messageId: string | null; subject: string; text: string; from: string; at: Temporal.Instant };
  /** More headers, such as those of a reply that writes itself. */
  headers?: Record<string, string>;
}

/** The answer with what it answers quoted under it, as Gmail writes it in Dutch. */
export function answerMail({ from, to, messageId, body, original, headers = {} }: MailAnswer): string {
  const subject = /^re:/i.test(original.subject) ? original.subject : `Re: ${original.subject}`;
  const fields = {
    From: `<${from}>`,
    To: `<${to}>`,
    Subject: encoded(subject.replaceAll(/\s+/g, ' ')),
    'Message-ID': messageId,
    ...(original.messageId && { 'In-Reply-To': original.messageId, References: original.messageId }),
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': 'base64',
    ...headers,
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value.replaceAll(/[\r\n]+/g, ' ')}`);
  return `${[...head, '', base64(`${body}\n\n${quoted(original)}\n`)].join('\r\n')}\r\n`;
}

function quoted({ text, from, at }: MailAnswer['original']): string {
  const moment = at.toLocaleString('nl-NL', {
    timeZone: 'Europe/Amsterdam',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const lines = text.trimEnd().split('\n');
  return [`Op ${moment} schreef ${from}:`, '', ...lines.map((line) => `> ${line}`)].join('\n');
}

function encoded(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${base64(text).replaceAll('\r\n', '')}?=`;
}

/** In lines that a mail server takes. */
function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64').replaceAll(/.{76}/g, '$&\r\n');
}
