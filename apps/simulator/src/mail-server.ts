import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { BouncesService } from './bounces.service.js';
import { Faults } from './faults.js';
import { OPTIONS, type SimulatorOptions } from './options.js';
import { Patience } from './patience.js';
import { Traffic, type MailMarks } from './traffic.js';

/** The words of a real mail server for the reply codes one can ask for. */
const REPLIES: Record<number, string> = {
  450: '4.2.1 Try again later',
  451: '4.3.0 Temporary failure',
  452: '4.2.2 Mailbox full',
  550: '5.1.1 No such mailbox',
  552: '5.2.2 Mailbox full',
  554: '5.7.1 Rejected as spam',
};

/** The post office: takes any mail over SMTP and keeps it. */
@Injectable()
export class MailServer implements OnApplicationShutdown {
  private readonly server: SMTPServer;

  constructor(
    @Inject(OPTIONS) private readonly options: SimulatorOptions,
    private readonly traffic: Traffic,
    private readonly faults: Faults,
    private readonly patience: Patience,
    private readonly bounces: BouncesService,
  ) {
    this.server = new SMTPServer({
      banner: 'Werkplein simulator',
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: 5 * 1024 * 1024,
      onRcptTo: ({ address }, _, answer) => answer(this.refusal(address)),
      onData: (content, session, answer) => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
        this.take(content, session.id, senderOf(session), recipients).then(
          () => answer(),
          (error: unknown) => answer(error as Error),
        );
      },
    });
    // A sender that hangs up in the middle is a fault somebody asked for, or a worker that was killed.
    this.server.on('error', () => undefined);
  }

  /** @returns the port it listens on */
  async listen(): Promise<number> {
    const listener = this.server.listen(this.options.smtpPort, '127.0.0.1');
    await once(listener, 'listening');
    return (listener.address() as AddressInfo).port;
  }

  async onApplicationShutdown(): Promise<void> {
    for (const connection of this.server.connections) connection.close();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private refusal(address: string): Error | null {
    if (this.faults.strike('too_many_requests', address, 'smtp')) return smtpError(450);
    if (this.faults.strike('unavailable', address, 'smtp')) return smtpError(451);
    const refusal = this.faults.strike('refuse', address, 'smtp');
    return refusal ? smtpError(Number(refusal.code ?? 550)) : null;
  }

  private async take(content: Readable, sessionId: string, sender: string, recipients: string[]): Promise<void> {
    const mail = await simpleParser(content, { skipTextToHtml: true });
    for (const address of recipients) {
      const slow = this.faults.strike('slow', address, 'smtp');
      if (slow) await this.patience.wait(slow.ms ?? 3000);
      const taken = this.traffic.add({
        kind: 'email',
        direction: 'to_client',
        carrier: 'smtp',
        address,
        office: mail.from?.text.replaceAll('"', '') ?? '',
        subject: mail.subject ?? '',
        text: mail.text ?? '',
        html: mail.html || null,
        status: 'delivered',
        marks: marksOf(mail),
      });
      const bounce = this.faults.strike('bounce', address, 'smtp');
      if (bounce) {
        const code = bounce.code ?? '550';
        Object.assign(taken, { status: 'undelivered', errorCode: code });
        this.bounces.sendBack({ sender, recipient: address, code, headers: mail.headerLines.map(({ line }) => line).join('\r\n') });
      }
      if (this.faults.strike('drop', address, 'smtp'))
        [...this.server.connections].find(({ session }) => session.id === sessionId)?.close();
      const silence = this.faults.strike('timeout', address, 'smtp');
      if (silence) await this.patience.wait(silence.ms ?? 60_000);
    }
  }
}

function marksOf({ headerLines, messageId, replyTo }: ParsedMail): MailMarks {
  const header = (name: string) => headerLines.find(({ key }) => key === name)?.line.replace(/^[^:]*:\s*/, '') ?? null;
  return {
    messageId: messageId ?? null,
    replyTo: replyTo?.value[0]?.address ?? null,
    unsubscribeUrl: /<(https?:[^>]+)>/.exec(header('list-unsubscribe') ?? '')?.[1] ?? null,
    isOneClick: header('list-unsubscribe-post') === 'List-Unsubscribe=One-Click',
    autoSubmitted: header('auto-submitted'),
    language: header('content-language'),
  };
}

function smtpError(responseCode: number): Error {
  return Object.assign(new Error(REPLIES[responseCode] ?? 'Refused on request'), { responseCode });
}

function senderOf({ envelope: { mailFrom } }: SMTPServerSession): string {
  return mailFrom ? mailFrom.address : '';
}
