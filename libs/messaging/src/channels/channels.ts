import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import type { Channel, MessageChannel } from './channel.js';
import { SmtpChannel } from './smtp.channel.js';
import { TwilioChannel } from './twilio.channel.js';

/** How long a provider may think. Longer, and nobody knows whether the message left. */
export const PROVIDER_TIMEOUT_MS = Symbol('PROVIDER_TIMEOUT_MS');
export const DEFAULT_TIMEOUT_MS = 15_000;

/** The channels this installation has settings for. */
@Injectable()
export class Channels implements OnApplicationShutdown {
  private channels: Channel[];

  constructor(@Inject(CONFIGURATION) configuration: Configuration, @Inject(PROVIDER_TIMEOUT_MS) timeoutMs: number) {
    this.channels = [
      ...(configuration.twilio ? [new TwilioChannel(configuration.twilio, () => configuration.publicUrl, timeoutMs)] : []),
      ...(configuration.smtp ? [new SmtpChannel(configuration.smtp, timeoutMs)] : []),
    ];
  }

  /** Other roads from now on: the invented months of the demo are carried to nobody. */
  replaceBy(channels: Channel[]): void {
    for (const channel of this.channels) channel.close();
    this.channels = channels;
  }

  get configured(): MessageChannel[] {
    return this.channels.map(({ channel }) => channel);
  }

  /** @throws Error for a channel that is not configured: ask `configured` first */
  of(name: MessageChannel): Channel {
    const channel = this.channels.find((candidate) => candidate.channel === name);
    if (!channel) throw new Error(`the channel ${name} is not configured`);
    return channel;
  }

  onApplicationShutdown(): void {
    for (const channel of this.channels) channel.close();
  }
}
