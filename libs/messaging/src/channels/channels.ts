import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { chooseProvider, equalShares, PROBE_SHARE, steadyChance, type ProviderWeight } from '../domain/provider-choice.js';
import type { Channel, MessageChannel } from './channel.js';
import { SmtpChannel } from './smtp.channel.js';
import { TwilioChannel } from './twilio.channel.js';

/** How long a provider may think. Longer, and nobody knows whether the message left. */
export const PROVIDER_TIMEOUT_MS = Symbol('PROVIDER_TIMEOUT_MS');
export const DEFAULT_TIMEOUT_MS = 15_000;

/** The channels this installation has settings for, each with one or more providers. */
@Injectable()
export class Channels implements OnApplicationShutdown {
  private channels: Channel[];
  private weights = new Map<MessageChannel, readonly ProviderWeight[]>();

  constructor(@Inject(CONFIGURATION) configuration: Configuration, @Inject(PROVIDER_TIMEOUT_MS) timeoutMs: number) {
    this.channels = [
      ...(configuration.twilio ? [new TwilioChannel(configuration.twilio, () => configuration.publicUrl, timeoutMs)] : []),
      ...(configuration.twilio2 ? [new TwilioChannel(configuration.twilio2, () => configuration.publicUrl, timeoutMs, 'twilio-2')] : []),
      ...(configuration.smtp ? [new SmtpChannel(configuration.smtp, timeoutMs, configuration.mailIn)] : []),
    ];
  }

  /** Other roads from now on: the invented months of the demo are carried to nobody. */
  replaceBy(channels: Channel[]): void {
    for (const channel of this.channels) channel.close();
    this.channels = channels;
    this.weights.clear();
  }

  get configured(): MessageChannel[] {
    return [...new Set(this.channels.map(({ channel }) => channel))];
  }

  /** The first provider of a channel. @throws Error for a channel that is not configured: ask `configured` first */
  of(name: MessageChannel): Channel {
    const channel = this.channels.find((candidate) => candidate.channel === name);
    if (!channel) throw new Error(`the channel ${name} is not configured`);
    return channel;
  }

  /** Every provider of a channel by name, in the order of the settings. */
  providersOf(name: MessageChannel): string[] {
    return this.channels.filter(({ channel }) => channel === name).map(({ provider }) => provider);
  }

  /** The providers that can be asked what became of a message. */
  get searchable(): string[] {
    return this.channels.filter((channel) => 'lookUp' in channel).map(({ provider }) => provider);
  }

  /** A provider by its name, such as `twilio-2`; null when it is not configured (any more). */
  named(provider: string): Channel | null {
    return this.channels.find((candidate) => candidate.provider === provider) ?? null;
  }

  /**
   * The provider for an attempt, to be known before it is called: the attempt is written first. The shares decide (`shareOut`); a second
   * try prefers a provider that was not tried, as long as that one is well. While all are well, an address hears from the same one every time.
   * @param tried the providers of earlier attempts at this message, by name. @param chance from 0 to 1: who is used to try one that is ill
   * @throws Error for a channel that is not configured
   */
  choose(name: MessageChannel, { to, tried, chance }: { to?: string; tried: readonly string[]; chance: number }): Channel {
    const shares = this.sharesOf(name);
    const isTrying = shares.some(({ share }) => share <= PROBE_SHARE);
    const provider = chooseProvider(shares, tried, isTrying || to === undefined ? chance : steadyChance(to));
    return (provider === null ? null : this.named(provider)) ?? this.of(name);
  }

  /** How the messages of a channel are shared out over its providers, in this process, now. */
  sharesOf(name: MessageChannel): readonly ProviderWeight[] {
    return this.weights.get(name) ?? equalShares(this.providersOf(name));
  }

  /** Shares the messages of a channel out differently from now on. The truth is the table `provider_share`: see ProviderSharesService. */
  shareOut(name: MessageChannel, weights: readonly ProviderWeight[]): void {
    this.weights.set(name, weights);
  }

  onApplicationShutdown(): void {
    for (const channel of this.channels) channel.close();
  }
}
