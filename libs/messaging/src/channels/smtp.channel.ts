import type { Configuration } from '#libs/platform';
import { createTransport, type NodemailerError } from 'nodemailer';
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

  /** @param bounceAddress where mail comes back that could not be delivered, as `bounce@…`; null: to the sender that people see */
  constructor(
    settings: NonNullable<Configuration['smtp']>,
    timeoutMs: number,
    private readonly bounceAddress: string | null = null,
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
      { from: settings.from, headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } },
    );
    this.transport.use('stream', (mail, done) => {
      const createReadStream = mail.message.createReadStream.bind(mail.message);
      mail.message.createReadStream = (options) => ((mail.data as Departing).departure.content = createReadStream(options));
      done();
    });
  }

  async send({ messageId, to, text, html, subject }: Outgoing): Promise<Outcome> {
    const departure: Departure = {};
    const mail: Departing = { to, text, html, subject, messageId: `<${messageId}@${this.domain}>`, departure };
    if (this.bounceAddress) mail.envelope = { from: taggedAddress(messageId, this.bounceAddress), to };
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
