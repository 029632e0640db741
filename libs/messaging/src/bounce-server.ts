import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, CONFIGURATION, type Configuration } from '#libs/platform';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import { BouncesService } from './bounces.service.js';
import { messageIdOfBounceAddress } from './domain/bounce.js';

/** A report brings at most the mail it is about, and ours are small. */
const MOST_BYTES = 1024 * 1024;
const AT_ONCE = 20;
const PAUSE_MS = 30_000;

/** Where e-mail comes back that could not be delivered: takes mail for that one address and nothing else. */
@Injectable()
export class BounceServer implements OnApplicationShutdown {
  private readonly log = new Logger(BounceServer.name);
  private server: SMTPServer | null = null;
  private trying: NodeJS.Timeout | null = null;

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly bounces: BouncesService,
    private readonly clock: Clock,
  ) {}

  /** Takes mail from now on. The port can be with another worker on this machine: then that one does, and this one tries again to take over. */
  start(): void {
    const attempt = () => void this.listen();
    if (this.configuration.mailIn) this.trying ??= setInterval(attempt, PAUSE_MS).unref();
    attempt();
  }

  /** @returns the port it listens on, now or already; null when nothing was configured or somebody else has it */
  async listen(): Promise<number | null> {
    const { mailIn, demo } = this.configuration;
    if (!mailIn) return null;
    if (this.server) return portOf(this.server);
    const server = this.serverFor(mailIn.address);
    const listener = server.listen(mailIn.port, demo ? '127.0.0.1' : undefined);
    try {
      await once(listener, 'listening');
    } catch (error) {
      this.log.debug(`not listening for mail that comes back: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
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

  private serverFor(address: string): SMTPServer {
    const server = new SMTPServer({
      banner: 'Werkplein',
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: MOST_BYTES,
      maxClients: AT_ONCE,
      socketTimeout: 60_000,
      onRcptTo: (recipient, _, answer) => answer(isFor(recipient.address, address) ? null : reply(550, '5.7.1 Not here')),
      onData: (content, session, answer) => {
        this.take(
          content,
          session.envelope.rcptTo.map((recipient) => recipient.address),
        ).then(
          () => answer(),
          (error: Error & { responseCode?: number }) => {
            if (error.responseCode) return answer(error);
            this.log.error(`mail that came back could not be kept: ${error.name}`);
            answer(reply(451, '4.3.0 Try again later'));
          },
        );
      },
    });
    // Whoever hangs up in the middle comes back by himself.
    server.on('error', () => undefined);
    return server;
  }

  private async take(content: Readable, recipients: readonly string[]): Promise<void> {
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of content as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size <= MOST_BYTES) pieces.push(piece);
    }
    if (size > MOST_BYTES) throw reply(552, '5.3.4 Too big');
    await this.bounces.receive(Buffer.concat(pieces), recipients, this.clock.now());
  }
}

function isFor(recipient: string, address: string): boolean {
  return recipient.toLowerCase() === address || messageIdOfBounceAddress(recipient, address) !== null;
}

function portOf(server: SMTPServer): number {
  return (server.server.address() as AddressInfo).port;
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
