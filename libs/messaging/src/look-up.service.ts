import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Channel } from './channels/channel.js';
import { Channels, PROVIDER_TIMEOUT_MS } from './channels/channels.js';
import { MOST_LOOKS, nextLooks, type LookUpAnswer } from './domain/look-up.js';
import { MAX_ATTEMPTS } from './domain/next-step.js';
import { ReceiptsService } from './receipts.service.js';

/** What a look round the providers settled. */
export interface LookedUp {
  found: number;
  queuedAgain: number;
  neverTaken: number;
  cannotTell: number;
}

/** A message whose fate nobody knows, by its last attempt. */
interface Unknown {
  id: string;
  attempt: number;
  to: string;
  provider: string;
  textHash: Buffer;
  attemptedAt: Date;
  /** What the provider called the other messages to this address. */
  taken: string[];
}

/** After so many times the patience with a provider, whatever it took stands in its list; nobody still waits for an answer then. */
const PATIENCES = 4;
/** What is older is left to people: the looks end long before. */
const DAYS = 30;
const AT_MOST = 1000;
const AT_ONCE = 10;

/** Asks the providers about messages whose fate nobody knows. Nothing else ever sends such a message again. */
@Injectable()
export class LookUpService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(PROVIDER_TIMEOUT_MS) private readonly timeoutMs: number,
    private readonly channels: Channels,
    private readonly receipts: ReceiptsService,
  ) {}

  /**
   * Settles what can be settled: found at the provider, it is recorded like a receipt; surely never taken, it is queued again, or has failed
   * when it is too late. What cannot be told stays unknown. A message is asked after ever more rarely, and at last no more; e-mail never,
   * for nobody can tell. May be called too often, and by several workers at once.
   */
  async settleUnknown(now: Temporal.Instant): Promise<LookedUp> {
    const looked: LookedUp = { found: 0, queuedAgain: 0, neverTaken: 0, cannotTell: 0 };
    const unknown = await this.take(now);
    const ask = async () => {
      for (let message = unknown.shift(); message; message = unknown.shift()) looked[await this.settle(message, now)] += 1;
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    return looked;
  }

  /** Whoever takes them moves their next look on; so two workers never ask after the same one. One of an address at a time: texts may be the same. */
  private async take(now: Temporal.Instant): Promise<Unknown[]> {
    const [rows] = (await this.dataSource.query(
      // From the few that are unknown to their attempts (offset 0 keeps it so): of attempts there are millions.
      `with unknown as (
         select id, to_address, attempts, attempted_at from message
          where status = 'unknown' and attempted_at <= $2 and attempted_at > $7 offset 0),
       lost as (
         select distinct on (m.to_address) m.id, a.number, m.attempted_at
           from unknown m
          cross join lateral (
            select number from message_attempt
             where message_id = m.id and number = m.attempts
               and provider = any ($3::text[]) and look_ups < $4 and (look_up_at is null or look_up_at <= $1) offset 0) a
          order by m.to_address, m.attempted_at, m.id),
       chosen as (
         select id, number from lost order by attempted_at limit $5)
       update message_attempt a
          set look_ups = a.look_ups + 1, look_up_at = ($6::timestamptz[])[a.look_ups + 1]
         from chosen
         join message m on m.id = chosen.id
        where a.message_id = chosen.id and a.number = chosen.number and (a.look_up_at is null or a.look_up_at <= $1)
       returning m.id, a.number as attempt, m.to_address as "to", a.provider, a.text_hash as "textHash", a.attempted_at as "attemptedAt",
                 array (select tried.provider_message_id
                          from message other
                          join message_attempt tried on tried.message_id = other.id
                         where other.to_address = m.to_address and tried.provider = a.provider
                           and tried.provider_message_id is not null) as taken`,
      [
        now,
        now.subtract({ milliseconds: PATIENCES * this.timeoutMs }),
        this.channels.searchable,
        MOST_LOOKS,
        AT_MOST,
        nextLooks(now),
        now.subtract({ hours: 24 * DAYS }),
      ],
    )) as [Unknown[], number];
    return rows;
  }

  private async settle(message: Unknown, now: Temporal.Instant): Promise<keyof LookedUp> {
    const answer = await this.ask(this.channels.named(message.provider), message);
    if (answer === 'cannot_tell') return 'cannotTell';
    if (answer === 'absent') return this.dataSource.transaction((tx) => this.giveBack(tx, message, now));
    const { found: providerMessageId, status, errorCode } = answer;
    await this.dataSource.transaction(async (tx) => {
      await this.receipts.record(tx, { provider: message.provider, providerMessageId, messageId: message.id, status, errorCode }, now);
      await tx.query(
        `update message_attempt
            set outcome = 'accepted', reason = 'looked_up', provider_message_id = $3, settled_at = $4
          where message_id = $1 and number = $2 and outcome is distinct from 'accepted'`,
        [message.id, message.attempt, providerMessageId, now],
      );
    });
    return 'found';
  }

  private async ask(provider: Channel | null, { to, textHash, attemptedAt, taken }: Unknown): Promise<LookUpAnswer> {
    if (!provider?.lookUp) return 'cannot_tell';
    return provider.lookUp({ to, textHash, attemptedAt: attemptedAt.toTemporalInstant(), taken: new Set(taken) });
  }

  /** It surely did not go out: like any other refusal, it goes again as long as it may. Unless a receipt was quicker. */
  private async giveBack(tx: EntityManager, { id, attempt }: Unknown, now: Temporal.Instant): Promise<keyof LookedUp> {
    const [rows] = (await tx.query(
      `update message
          set status = case when expires_at > $3 and attempts < $4 then 'queued' else 'failed' end,
              failure_reason = 'never_taken', error_code = null, hold_reason = null, not_before = $3, status_at = $3
        where id = $1 and attempts = $2 and status = 'unknown' and provider_message_id is null
       returning status`,
      [id, attempt, now, MAX_ATTEMPTS],
    )) as [{ status: 'queued' | 'failed' }[], number];
    if (!rows[0]) return 'found';
    await tx.query(
      `update message_attempt set outcome = 'refused', reason = 'never_taken', settled_at = $3 where message_id = $1 and number = $2`,
      [id, attempt, now],
    );
    return rows[0].status === 'queued' ? 'queuedAgain' : 'neverTaken';
  }
}
