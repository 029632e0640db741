import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, CONFIGURATION, type Configuration } from '#libs/platform';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import { BouncesService } from './bounces.service.js';
import { addressOfSender, domainOfSender } from './domain/bounce.js';
import { isFor } from './domain/tagged-address.js';
import type { InboundMessage } from './inbound-message.js';
import { readMailReply, type ArrivedMail } from './mail-reply.js';

/** A report brings at most the mail it is about, and ours are small. Of an answer with photographs the beginning is enough: there the words are. */
const MOST_BYTES = 1024 * 1024;
const MOST_BYTES_OF_REPLY = 30 * 1024 * 1024;
const AT_ONCE = 20;
const PAUSE_MS = 30_000;

/** What to do with an answer. Whoever throws is brought the mail again later. */
export interface Hearing {
  onReply: (reply: InboundMessage, now: Temporal.Instant) => Promise<unknown>;
}

/** Where e-mail comes in: what could not be delivered and what people answer. It takes mail for those two addresses and nothing else. */
@Injectable()
export class MailServer implements OnApplicationShutdown {
  private readonly log = new Logger(MailServer.name);
  private server: SMTPServer | null = null;
  private trying: NodeJS.Timeout | null = null;

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly bounces: BouncesService,
    private readonly clock: Clock,
  ) {}

  /** Takes mail from now on. The port can be with another worker on this machine: then that one does, and this one tries again to take over. */
  start(hearing: Hearing): void {
    const attempt = () => void this.listen(hearing);
    if (this.configuration.mailIn) this.trying ??= setInterval(attempt, PAUSE_MS).unref();
    attempt();
  }

  /** @returns the port it listens on, now or already; null when nothing was configured or somebody else has it */
  async listen(hearing: Hearing): Promise<number | null> {
    const { mailIn, demo } = this.configuration;
    if (!mailIn) return null;
    if (this.server) return portOf(this.server);
    const server = this.serverFor([mailIn.address, ...(mailIn.replyAddress ? [mailIn.replyAddress] : [])], hearing);
    const listener = server.listen(mailIn.port, demo ? '127.0.0.1' : undefined);
    try {
      await once(listener, 'listening');
    } catch (error) {
      this.log.debug(`not listening for mail: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
      return null;
    }
    this.server = server;
    return portOf(server);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.trying) clearInterval(this.trying);
    const { server } = this;
    this.server = null;
    if (!server) return;
    for (const connection of server.connections) connection.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  private serverFor(addresses: readonly string[], hearing: Hearing): SMTPServer {
    const isOurs = (recipient: string) => addresses.some((address) => isFor(recipient, address));
    const server = new SMTPServer({
      banner: 'Werkplein',
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: MOST_BYTES_OF_REPLY,
      maxClients: AT_ONCE,
      socketTimeout: 60_000,
      onRcptTo: (recipient, _, answer) => answer(isOurs(recipient.address) ? null : reply(550, '5.7.1 Not here')),
      onData: (content, { envelope }, answer) => {
        const sender = envelope.mailFrom ? envelope.mailFrom.address : '';
        const recipients = envelope.rcptTo.map((recipient) => recipient.address);
        this.take(content, { sender, recipients }, hearing).then(
          () => answer(),
          (error: Error & { responseCode?: number }) => {
            if (error.responseCode) return answer(error);
            this.log.error(`mail that came in could not be kept: ${error.name}`);
            answer(reply(451, '4.3.0 Try again later'));
          },
        );
      },
    });
    // Whoever hangs up in the middle comes back by himself.
    server.on('error', () => undefined);
    return server;
  }

  private async take(stream: Readable, { sender, recipients }: Omit<ArrivedMail, 'content'>, { onReply }: Hearing): Promise<void> {
    const { content, isWhole } = await beginningOf(stream);
    const replyAddress = this.configuration.mailIn?.replyAddress;
    if (!replyAddress || !recipients.some((recipient) => isFor(recipient, replyAddress))) {
      if (!isWhole) throw reply(552, '5.3.4 Too big');
      await this.bounces.receive(content, recipients, this.clock.now());
      return;
    }
    const from = this.configuration.smtp?.from ?? '';
    const own = { replyAddress, from: addressOfSender(from), domain: domainOfSender(from) };
    const answered = await readMailReply({ content, sender, recipients }, own);
    if (answered) await onReply(answered, this.clock.now());
    else this.log.log('an automatic answer to our e-mail was left');
  }
}

/** At most so many bytes are kept; the rest is read and thrown away, for a server wants to say all it has. */
async function beginningOf(stream: Readable): Promise<{ content: Buffer; isWhole: boolean }> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    if (size < MOST_BYTES) pieces.push(piece.subarray(0, MOST_BYTES - size));
    size += piece.length;
  }
  return { content: Buffer.concat(pieces), isWhole: size <= MOST_BYTES };
}

function portOf(server: SMTPServer): number {
  return (server.server.address() as AddressInfo).port;
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
