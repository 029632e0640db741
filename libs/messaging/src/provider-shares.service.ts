import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { MessageChannel } from './channels/channel.js';
import { Channels, PROVIDER_TIMEOUT_MS } from './channels/channels.js';
import { equalShares, type ProviderWeight } from './domain/provider-choice.js';
import { EVIDENCE_MINUTES, shiftShares, type DecidedShare, type ProviderEvidence } from './domain/provider-shift.js';

/** What holds now for a channel, as the table has it. */
interface Kept {
  weights: ProviderWeight[];
  since: Temporal.Instant;
}

/** Reasons for a refusal that lie with the provider or our account there, not with one message. */
const OUT_OF_ORDER = ['provider_unreachable', 'provider_credentials', 'never_taken'];
/** An answer after this part of our patience is slow. */
const SLOW_PART = 1 / 3;
/** The newest so many attempts of each provider are evidence enough. */
const MOST_EVIDENCE = 2000;
/** For so long a process goes by what it read last. */
const FOLLOW_SECONDS = 3;

/** How many of a channel's messages each of its providers gets: by the evidence of the last minutes, kept in a table that every process follows. */
@Injectable()
export class ProviderSharesService {
  private readonly log = new Logger(ProviderSharesService.name);
  private readAt: Temporal.Instant | null = null;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(PROVIDER_TIMEOUT_MS) private readonly timeoutMs: number,
    private readonly channels: Channels,
  ) {}

  /**
   * Takes over what the table says, at most every few seconds; cheap enough to be called before every batch.
   * The dispatcher calls it, and then asks `Channels.choose` for each message.
   */
  async follow(now: Temporal.Instant): Promise<void> {
    if (this.readAt && Math.abs(this.readAt.until(now).total('seconds')) < FOLLOW_SECONDS) return;
    this.readAt = now;
    for (const [channel, { weights }] of await this.read(this.dataSource.manager)) this.channels.shareOut(channel, weights);
  }

  /**
   * Looks at the attempts of the last five minutes and shares out anew when there is reason to. Every change is a row with its reason and
   * moment; what a provider has is its latest row. @returns how many channels changed
   */
  async weigh(now: Temporal.Instant): Promise<number> {
    return this.dataSource.transaction(async (tx) => {
      // Of two workers at once one decides; the other follows.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('provider shares', 0))`);
      const kept = await this.read(tx);
      const evidence = await this.evidence(tx, now);
      let changed = 0;
      for (const channel of this.channels.configured) {
        const decided = this.decide(channel, kept.get(channel) ?? null, evidence, now);
        if (!decided) continue;
        await this.write(tx, channel, decided, now);
        changed += 1;
      }
      return changed;
    });
  }

  private decide(
    channel: MessageChannel,
    kept: Kept | null,
    evidence: readonly ProviderEvidence[],
    now: Temporal.Instant,
  ): DecidedShare[] | null {
    const providers = this.channels.providersOf(channel);
    const isSame =
      kept?.weights.length === providers.length && providers.every((name) => kept.weights.some(({ provider }) => provider === name));
    if (kept && isSame) return shiftShares(kept.weights, evidence, kept.since, now);
    const gone = (kept?.weights ?? []).filter(({ provider }) => !providers.includes(provider));
    return [
      ...equalShares(providers).map((weight): DecidedShare => ({ ...weight, reason: 'start' })),
      ...gone.map(({ provider }): DecidedShare => ({ provider, share: 0, reason: 'removed' })),
    ];
  }

  /** The latest row of each provider; one that was removed has none. */
  private async read(tx: EntityManager): Promise<Map<MessageChannel, Kept>> {
    const rows = (await tx.query(
      `select channel, provider, share, max(since) over (partition by channel) as since
         from (select distinct on (channel, provider) * from provider_share order by channel, provider, id desc) latest
        where reason <> 'removed'
        order by channel, provider`,
    )) as { channel: MessageChannel; provider: string; share: number; since: Date }[];
    const byChannel = Map.groupBy(rows, ({ channel }) => channel);
    return new Map(
      [...byChannel].map(([channel, latest]) => [
        channel,
        {
          weights: latest.map(({ provider, share }) => ({ provider, share })),
          since: (latest[0] as { since: Date }).since.toTemporalInstant(),
        },
      ]),
    );
  }

  /**
   * By attempts that somebody waited for to the end: what a worker left behind when it died says nothing about the provider, nor does what
   * was not sent any more because its time was over.
   */
  private async evidence(tx: EntityManager, now: Temporal.Instant): Promise<ProviderEvidence[]> {
    const providers = this.channels.configured.flatMap((channel) => this.channels.providersOf(channel));
    return tx.query(
      `select given.provider, count(*)::int as attempts,
              count(*) filter (where ending.is_failing)::int as failing,
              count(*) filter (where ending.is_slow and not ending.is_failing)::int as slow,
              coalesce(min(ending.nth) filter (where not ending.is_failing) - 1, count(*))::int as "failingInARow"
         from unnest($1::text[]) as given (provider)
         cross join lateral (
           select outcome = 'unknown' or (outcome = 'refused' and coalesce(reason = any ($4::text[]), false)) as is_failing,
                  took_ms > $5 as is_slow,
                  row_number() over (order by attempted_at desc, settled_at desc) as nth
             from message_attempt
            where provider = given.provider and attempted_at > $2 and attempted_at <= $3 and outcome is not null and took_ms is not null
              and reason is distinct from 'expired'
            order by attempted_at desc, settled_at desc
            limit $6) ending
        group by given.provider`,
      [providers, now.subtract({ minutes: EVIDENCE_MINUTES }), now, OUT_OF_ORDER, Math.round(this.timeoutMs * SLOW_PART), MOST_EVIDENCE],
    );
  }

  private async write(tx: EntityManager, channel: MessageChannel, decided: readonly DecidedShare[], now: Temporal.Instant): Promise<void> {
    await tx.query(
      `insert into provider_share (channel, provider, share, reason, since)
       select $1, provider, share, reason, $3 from json_to_recordset($2::json) as d (provider text, share smallint, reason text)`,
      [channel, JSON.stringify(decided), now],
    );
    const isNews = decided.some(({ reason }) => reason !== 'start');
    const told = decided.map(({ provider, share, reason }) => `${provider} ${share}% (${reason})`).join(', ');
    if (isNews) this.log.warn(`the messages of ${channel} are shared out anew: ${told}`);
    this.channels.shareOut(
      channel,
      decided.filter(({ reason }) => reason !== 'removed'),
    );
  }
}
