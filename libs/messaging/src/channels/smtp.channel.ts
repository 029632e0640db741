import type { Configuration, MailIn } from '#libs/platform';
import { createTransport, type NodemailerError } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer/index.js';
import type { Readable } from 'node:stream';
import { domainOfSender } from '../domain/bounce.js';
import type { Outcome } from '../domain/outcome.js';
import { reasonOfSmtpReply } from '../domain/smtp-replies.js';
import { taggedAddress } from '../domain/tagged-address.js';
import type { Channel, Outgoing } from './channel.js';

/** E-mail over pooled SMTP connections, always with a plain text beside the HTML. */
export class SmtpChannel implements Channel {
  readonly channel = 'email';
  readonly provider = 'smtp';
  private readonly transport;
  private readonly domain: string;

  /** @param mailIn where mail comes back that could not be delivered (`bounce@…`), and where clients answer; null: both to the sender that people see */
  constructor(
    settings: NonNullable<Configuration['smtp']>,
    timeoutMs: number,
    private readonly mailIn: Pick<MailIn, 'address' | 'replyAddress'> | null = null,
  ) {
    this.domain = domainOfSender(settings.from);
    this.transport = createTransport(
      {
        url: settings.url,
        pool: true,
        maxConnections: 10,
        maxMessages: 1000,
        // Trying again is decided in one place, and that is not here.
        maxRequeues: 0,
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      },
      { from: settings.from },
    );
    this.transport.use('stream', (mail, done) => {
      const createReadStream = mail.message.createReadStream.bind(mail.message);
      mail.message.createReadStream = (options) => ((mail.data as Departing).departure.content = createReadStream(options));
      done();
    });
  }

  async send(outgoing: Outgoing): Promise<Outcome> {
    const { messageId, to, text, html, subject, kind } = outgoing;
    const departure: Departure = {};
    const mail: Departing = {
      to,
      text,
      html,
      subject,
      messageId: `<${messageId}@${this.domain}>`,
      headers: headersOf(outgoing),
      departure,
    };
    if (this.mailIn) mail.envelope = { from: taggedAddress(messageId, this.mailIn.address), to };
    if (kind && this.mailIn?.replyAddress) mail.replyTo = taggedAddress(messageId, this.mailIn.replyAddress);
    try {
      const sent = await this.transport.sendMail(mail);
      return { kind: 'accepted', providerMessageId: sent.messageId };
    } catch (error) {
      return outcomeOf(error as NodemailerError, departure);
    }
  }

  close(): void {
    this.transport.close();
  }
}

/**
 * What a program for e-mail wants to know: whether a machine wrote it (RFC 3834; what a coach wrote is not), in which language, and how its
 * reader stops it (RFC 2369 and 8058). The address is not to be folded: some read the first line only.
 */
function headersOf({ kind, language, unsubscribeUrl }: Outgoing): Mail.Headers {
  const byMachine = kind === 'answer' || kind === 'urgent' ? 'auto-replied' : 'auto-generated';
  return {
    ...(kind !== 'personal' && { 'Auto-Submitted': byMachine, 'X-Auto-Response-Suppress': 'All' }),
    ...(language && { 'Content-Language': language }),
    ...(unsubscribeUrl && {
      'List-Unsubscribe': { prepared: true, value: `<${unsubscribeUrl}>` },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  };
}

/** Whether the content of a mail has begun to leave: until the server asks for it, not a byte is read. */
interface Departure {
  content?: Readable;
}

type Departing = Parameters<ReturnType<typeof createTransport>['sendMail']>[0] & { departure: Departure };

function outcomeOf(error: NodemailerError, departure: Departure): Outcome {
  const { code = null, responseCode, response = '', permanent = false } = error;
  if (responseCode) return refused(reasonOfSmtpReply(responseCode, response), String(responseCode), permanent);
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH') return refused('provider_credentials', code, false);
  if (error.code === 'EENVELOPE') return refused('refused', code, true);
  if (!departure.content?.readableDidRead) return refused('provider_unreachable', code, false);
  return { kind: 'unknown', reason: code === 'ETIMEDOUT' ? 'timed_out' : 'interrupted', code };

  function refused(reason: Extract<Outcome, { kind: 'refused' }>['reason'], why: string | null, forGood: boolean): Outcome {
    // A wrong password is for the administrator to repair; the mail itself may go later.
    return { kind: 'refused', reason, code: why, permanent: forGood && reason !== 'provider_credentials' };
  }
}
