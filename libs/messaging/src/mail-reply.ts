import { createHash } from 'node:crypto';
import { simpleParser, type ParsedMail } from 'mailparser';
import { isAutomatic } from './domain/automatic-mail.js';
import { messageIdOfHeaders } from './domain/bounce.js';
import { keywordOf } from './domain/keyword.js';
import { messageIdOfAddress } from './domain/tagged-address.js';
import type { InboundMessage } from './inbound-message.js';
import { replyText } from './reply-text.js';

/** Staff read this under the message: what somebody sent along was not looked at and is not there. */
const ATTACHMENT_NOTE = '[bijlage niet bewaard]';
const LONGEST_SUBJECT = 200;

/** A mail as the server took it. */
export interface ArrivedMail {
  content: Buffer;
  /** On the envelope. */
  sender: string;
  recipients: readonly string[];
}

/** Our own addresses. */
export interface OwnAddresses {
  replyAddress: string;
  /** The sender that people see, and the domain of our Message-IDs. */
  from: string;
  domain: string;
}

/**
 * Reads what somebody wrote to the address for answers. Which message of ours it answers is in the address it was sent to; a program that
 * forgets that part still names our mail in `In-Reply-To`.
 * @returns null for what a machine wrote, what comes from ourselves, and what nobody sent
 */
export async function readMailReply({ content, sender, recipients }: ArrivedMail, own: OwnAddresses): Promise<InboundMessage | null> {
  const mail = await simpleParser(content, { skipTextToHtml: true });
  const header = (name: string) => mail.headerLines.findLast(({ key }) => key === name)?.line.replace(/^[^:]*:\s*/, '');
  const from = mail.from?.value[0]?.address?.toLowerCase();
  if (!from || !ADDRESS.test(from) || isAutomatic(header, sender)) return null;
  // What we sent ourselves and came round is no answer.
  if (from === own.from || from === own.replyAddress || messageIdOfAddress(from, own.replyAddress)) return null;
  const reply = {
    channel: 'email' as const,
    from,
    body: replyText(textOf(mail)),
    subject: oneLine(mail.subject ?? ''),
    provider: 'smtp',
    providerMessageId: idOf(mail, content),
    answersId: answeredBy(mail, recipients, own),
  };
  const hasAttachment = mail.attachments.some(({ related, contentDisposition }) => !related && contentDisposition !== 'inline');
  const isPlain = !hasAttachment || keywordOf(reply) !== null;
  return isPlain ? reply : { ...reply, body: `${reply.body}\n\n${ATTACHMENT_NOTE}`.trim() };
}

/** Any text can stand in a header; what cannot be kept would be brought again and again. */
const ADDRESS = /^[^\s<>@\p{C}]{1,100}@[^\s<>@\p{C}]{1,150}$/u;

function oneLine(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_SUBJECT)
    .toWellFormed();
}

/** Its own; all that is in it, where it has none or a strange one. */
function idOf({ messageId = '' }: ParsedMail, content: Buffer): string {
  return /^[\x21-\x7e]{3,300}$/.test(messageId) ? messageId : `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Some programs write the text part empty beside the one with looks. */
function textOf({ text = '', html }: ParsedMail): string {
  if (text.trim() !== '' || !html) return text;
  return html
    .replaceAll(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, '')
    .replaceAll(/<(br|\/p|\/div)\b[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '');
}

function answeredBy(
  { inReplyTo, references }: ParsedMail,
  recipients: readonly string[],
  { replyAddress, domain }: OwnAddresses,
): string | null {
  for (const recipient of recipients) {
    const id = messageIdOfAddress(recipient, replyAddress);
    if (id) return id;
  }
  for (const earlier of [inReplyTo ?? '', ...[references ?? []].flat().toReversed()]) {
    const id = messageIdOfHeaders(`message-id: ${earlier}`, domain);
    if (id) return id;
  }
  return null;
}
