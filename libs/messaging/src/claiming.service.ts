import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ReachService } from '#libs/people';
import { CONFIGURATION, localDate, type Configuration } from '#libs/platform';
import { hash } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Channel, MessageChannel, Outgoing } from './channels/channel.js';
import { Channels, PROVIDER_TIMEOUT_MS } from './channels/channels.js';
import type { Composed, Composer } from './composer.js';
import { gate, type Verdict } from './domain/gate.js';
import { earlierMessages, providersTried, takeDue, writeDecisions, type Decision, type DueMessage } from './due-messages.js';
import { ProviderSharesService } from './provider-shares.service.js';
import { UnsubscribingService } from './unsubscribing.service.js';

/** A message whose attempt is written: what is left is to call the provider. */
export interface Departure {
  /** Which attempt of this message it is, from 1. */
  attempt: number;
  provider: Channel;
  outgoing: Outgoing;
  /** From this moment on it may not leave any more without asking the gate again. */
  before: Temporal.Instant;
}

export interface Claim {
  departures: Departure[];
  held: number;
  canceled: number;
  /** Whether there may be more that is due. */
  isLast: boolean;
}

/** How long a message waits that nobody could write: the fault is in its text or in what it is about, and may be repaired. */
const MINUTES_UNTIL_REPAIRED = 10;

const NOT_WRITTEN = Symbol('not written');
type Written = ReadonlyMap<string, Composed | typeof NOT_WRITTEN>;

/** Takes messages that are due out of the queue: one transaction, a constant number of statements, however many there are. */
@Injectable()
export class ClaimingService {
  private readonly log = new Logger(ClaimingService.name);

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(PROVIDER_TIMEOUT_MS) private readonly timeoutMs: number,
    private readonly channels: Channels,
    private readonly shares: ProviderSharesService,
    private readonly reach: ReachService,
    private readonly unsubscribing: UnsubscribingService,
  ) {}

  /**
   * Claims the first messages of a channel that are due: each is held, canceled, or written down as an attempt. Two workers never claim the
   * same message, nor decide about the same client at the same moment. A message that nobody can write waits, and those beside it go.
   */
  async claim(channel: MessageChannel, most: number, composers: readonly Composer[], now: Temporal.Instant): Promise<Claim> {
    await this.shares.follow(now);
    const claim = (apart: boolean) => this.dataSource.transaction((tx) => this.claimAll(tx, channel, most, composers, now, apart));
    try {
      return await claim(false);
    } catch (error) {
      if (!(error instanceof NotWrittenError)) throw error;
      return claim(true);
    }
  }

  private async claimAll(
    tx: EntityManager,
    channel: MessageChannel,
    most: number,
    composers: readonly Composer[],
    now: Temporal.Instant,
    apart: boolean,
  ): Promise<Claim> {
    const due = await takeDue(tx, channel, most, now);
    const messages = oneOfEachClient(due);
    const composerOf = new Map(composers.flatMap((composer) => composer.purposes.map((purpose) => [purpose, composer] as const)));
    const verdicts = await this.askGate(tx, messages, composerOf, now);
    const isConfigured = this.channels.configured.includes(channel);
    const mayLeave = messages.filter(({ id }) => isConfigured && verdicts.get(id)?.kind === 'send');
    const written = new Map<string, Composed | typeof NOT_WRITTEN>();
    for (const composer of composers) {
      const theirs = mayLeave.filter(({ purpose }) => composerOf.get(purpose) === composer);
      for (const [id, text] of await this.compose(tx, composer, theirs, now, apart)) written.set(id, text);
    }
    const claim: Claim = { departures: [], held: 0, canceled: 0, isLast: due.length < most && messages.length === due.length };
    const tried = await providersTried(tx, mayLeave);
    const decided = messages.map((message) => {
      const verdict = verdicts.get(message.id) as Verdict;
      return { message, decision: this.decide(claim, message, verdict, written.get(message.id), tried.get(message.id) ?? [], now) };
    });
    await writeDecisions(tx, decided, now);
    return claim;
  }

  private async askGate(
    tx: EntityManager,
    messages: readonly DueMessage[],
    composerOf: ReadonlyMap<string, Composer>,
    now: Temporal.Instant,
  ): Promise<Map<string, Verdict>> {
    const clients = messages.flatMap(({ clientId }) => clientId ?? []);
    const facts = clients.length > 0 ? await this.reach.factsOf(tx, clients, localDate(now)) : new Map();
    const earlier = await earlierMessages(tx, clients, now);
    const rules = { ...this.configuration, hours: this.configuration.sendHours };
    return new Map(
      messages.map((message) => {
        const isWritten = composerOf.has(message.purpose);
        if (!isWritten) this.log.error(`nobody writes messages for the purpose "${message.purpose}": canceled`);
        const { clientId } = message;
        const known =
          clientId === null
            ? { contact: null, earlier: [] }
            : { contact: facts.get(clientId) ?? null, earlier: earlier.get(clientId) ?? [] };
        return [message.id, isWritten ? gate(message, known, rules, now) : { kind: 'cancel', reason: 'withdrawn' }];
      }),
    );
  }

  /** Together; or, after somebody failed, each under a savepoint of its own. @throws NotWrittenError only when they are written together */
  private async compose(
    tx: EntityManager,
    composer: Composer,
    messages: readonly DueMessage[],
    now: Temporal.Instant,
    apart: boolean,
  ): Promise<Written> {
    if (messages.length === 0) return new Map();
    if (!apart)
      return composer.compose(tx, messages, now).catch((cause: unknown) => {
        throw new NotWrittenError('a message could not be written', { cause });
      });
    const written = new Map<string, Composed | typeof NOT_WRITTEN>();
    for (const message of messages)
      try {
        for (const [id, text] of await tx.transaction((savepoint) => composer.compose(savepoint, [message], now))) written.set(id, text);
      } catch (error) {
        this.log.error(`a message for the purpose "${message.purpose}" could not be written: ${String(error)}`);
        written.set(message.id, NOT_WRITTEN);
      }
    return written;
  }

  private decide(
    claim: Claim,
    message: DueMessage,
    verdict: Verdict,
    written: Composed | typeof NOT_WRITTEN | undefined,
    tried: readonly string[],
    now: Temporal.Instant,
  ): Decision {
    if (verdict.kind === 'send' && !this.channels.configured.includes(message.channel))
      return { kind: 'fail', reason: 'channel_not_configured' };
    const decision = verdict.kind === 'send' ? whatWasWritten(message, written, now) : verdict;
    if (decision.kind === 'hold') claim.held += 1;
    if (decision.kind === 'cancel') claim.canceled += 1;
    if (verdict.kind !== 'send' || decision.kind !== 'send') return decision as Decision;
    const { stored, ...outgoing } = decision.composed;
    const provider = this.channels.choose(message.channel, { to: message.to, tried, chance: Math.random() });
    claim.departures.push({
      attempt: message.attempt,
      provider,
      outgoing: {
        ...outgoing,
        messageId: message.id,
        to: message.to,
        kind: message.kind,
        unsubscribeUrl: this.unsubscribing.addressFor(message),
      },
      before: this.soonest(verdict.before, now),
    });
    return { kind: 'attempt', provider: provider.provider, stored, textHash: hash('sha256', outgoing.text) };
  }

  /**
   * After four times our patience with a provider somebody may look the message up, not find it, and send it again: a machine that stood
   * still in the meantime must not wake up and send it too.
   */
  private soonest(before: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
    const patience = now.add({ milliseconds: 2 * this.timeoutMs });
    return Temporal.Instant.compare(before, patience) < 0 ? before : patience;
  }
}

class NotWrittenError extends Error {}

/** What goes to a client now counts for whatever else waits for the same client: that is decided in the next claim. */
function oneOfEachClient(due: readonly DueMessage[]): DueMessage[] {
  const seen = new Set<string>();
  return due.filter(({ clientId }) => {
    const isFirst = clientId === null || !seen.has(clientId);
    if (clientId !== null) seen.add(clientId);
    return isFirst;
  });
}

function whatWasWritten(
  { expiresAt }: DueMessage,
  written: Composed | typeof NOT_WRITTEN | undefined,
  now: Temporal.Instant,
): Exclude<Decision, { kind: 'attempt' }> | { kind: 'send'; composed: Extract<Composed, { text: string }> } {
  if (written === undefined) return { kind: 'cancel', reason: 'withdrawn' };
  if (written === NOT_WRITTEN) return { kind: 'hold', until: now.add({ minutes: MINUTES_UNTIL_REPAIRED }), because: null };
  if ('cancel' in written) return { kind: 'cancel', reason: written.cancel };
  if (!('holdUntil' in written)) return { kind: 'send', composed: written };
  // A hold that lies in the past would be asked for again and again.
  const soonest = now.add({ minutes: 1 });
  const until = Temporal.Instant.compare(written.holdUntil, soonest) < 0 ? soonest : written.holdUntil;
  return Temporal.Instant.compare(until, expiresAt) < 0
    ? { kind: 'hold', until, because: written.because }
    : { kind: 'cancel', reason: 'expired' };
}
