import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ReachService } from '#libs/people';
import { CONFIGURATION, localDate, TIME_ZONE, type Configuration } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { AddressFeedbackService } from './address-feedback.service.js';
import type { MessageChannel } from './channels/channel.js';
import { better, type Delivery, isSame } from './domain/delivery-status.js';
import type { FailureReason } from './domain/failure.js';
import { tryPhoneAgain } from './domain/phone-off.js';
import { readReceipt } from './domain/read-receipt.js';
import type { StatusChange } from './status-change.js';

export interface Receipt {
  provider: string;
  providerMessageId: string;
  /** Our own id, when the provider gives it back: then the receipt finds its message before the provider's id is known to us. */
  messageId?: string | null;
  /** In the provider's words. */
  status: string;
  errorCode: string | null;
}

interface KnownMessage extends Delivery {
  id: string;
  channel: MessageChannel;
  toAddress: string;
  clientId: string | null;
  expiresAt: Date;
  /** Whether it was tried again after the attempt that the receipt is about. */
  isSuperseded: boolean;
}

/** Receipts come late, twice and out of order: each is kept as it came, and the message knows what the best of them knows. */
@Injectable()
export class ReceiptsService {
  private readonly log = new Logger(ReceiptsService.name);

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly feedback: AddressFeedbackService,
    private readonly reach: ReachService,
  ) {}

  /** @param tx null: in a transaction of its own. @returns what changed; null when it told nothing new, or is about a message that is not ours */
  async record(tx: EntityManager | null, receipt: Receipt, now: Temporal.Instant): Promise<StatusChange | null> {
    return tx ? this.take(tx, receipt, now) : this.dataSource.transaction((own) => this.take(own, receipt, now));
  }

  private async take(tx: EntityManager, receipt: Receipt, now: Temporal.Instant): Promise<StatusChange | null> {
    const { provider, providerMessageId, status, errorCode } = receipt;
    await tx.query(
      `insert into delivery_receipt (provider, provider_message_id, status, error_code, received_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [provider, providerMessageId, status, errorCode, now],
    );
    const message = await this.lock(tx, receipt);
    const told = readReceipt(provider, status, errorCode);
    if (!message || !told) {
      this.log.warn(message ? `receipt with a status we do not know (${provider})` : `receipt for a message we do not know (${provider})`);
      return null;
    }
    return this.learn(tx, message, told, receipt, now);
  }

  /** By our own id as long as the provider's is unknown, by the provider's afterwards: that of the message, or of an attempt before the last. */
  private async lock(tx: EntityManager, { provider, providerMessageId, messageId }: Receipt): Promise<KnownMessage | null> {
    const rows = (await tx.query(
      `select id, channel, to_address as "toAddress", client_id as "clientId", expires_at as "expiresAt", status,
              failure_reason as "failureReason", error_code as "errorCode", coalesce(known.number < message.attempts, false) as "isSuperseded"
         from message
         join (select message_id as id, number, 1 as rank from message_attempt where provider = $1 and provider_message_id = $2
               union all
               select id, null, 2 from message where provider = $1 and provider_message_id = $2
               union all
               select id, null, 3 from message where id = $3 and provider_message_id is null
                order by rank limit 1) known using (id)
          for update of message`,
      [provider, providerMessageId, messageId ?? null],
    )) as KnownMessage[];
    return rows[0] ?? null;
  }

  private async learn(
    tx: EntityManager,
    message: KnownMessage,
    told: Delivery,
    receipt: Receipt,
    now: Temporal.Instant,
  ): Promise<StatusChange | null> {
    // After a telephone that was off it is being tried again: of the try before only its arrival still matters.
    const isDecided = message.isSuperseded || (message.status === 'queued' && message.failureReason === 'phone_off');
    if (isDecided && told.status !== 'delivered') return null;
    const known = better(message, told);
    if (isSame(known, message)) return null;
    const { id, channel, toAddress } = message;
    const { status, failureReason, errorCode } = known;
    await keepOnAttempt(tx, id, receipt, failureReason, errorCode);
    const again = failureReason === 'phone_off' && channel === 'sms' ? await this.whenAgain(tx, message, now) : null;
    await tx.query(
      `update message
          set status = case when $8::timestamptz is null then $2 else 'queued' end, failure_reason = $3, error_code = $4, status_at = $5, hold_reason = null,
              provider = $6, provider_message_id = case when $8::timestamptz is null then $7 end,
              handed_over_at = coalesce(handed_over_at, attempted_at), not_before = coalesce($8, not_before)
        where id = $1`,
      [id, status, failureReason, errorCode, now, receipt.provider, receipt.providerMessageId, again],
    );
    await this.feedback.learn(tx, channel, toAddress, failureReason, now);
    return { messageId: id, channel, toAddress, status: again ? 'queued' : status, failureReason };
  }

  private async whenAgain(
    tx: EntityManager,
    { id, clientId, expiresAt }: KnownMessage,
    now: Temporal.Instant,
  ): Promise<Temporal.Instant | null> {
    const [{ timesOff }] = (await tx.query(
      `select count(*)::int as "timesOff" from message_attempt where message_id = $1 and reason = 'phone_off'`,
      [id],
    )) as [{ timesOff: number }];
    const facts = clientId === null ? undefined : (await this.reach.factsOf(tx, [clientId], localDate(now))).get(clientId);
    const { sendHours: hours, quietHours } = this.configuration;
    const timeZone = facts?.timeZone ?? TIME_ZONE;
    return tryPhoneAgain({ timesOff, expiresAt: expiresAt.toTemporalInstant(), hours, quietHours, timeZone }, now);
  }
}

/** The attempt knows its number at the provider, for receipts that come when there is a newer one, and why it did not arrive. */
async function keepOnAttempt(
  tx: EntityManager,
  messageId: string,
  { provider, providerMessageId }: Receipt,
  reason: FailureReason | null,
  code: string | null,
): Promise<void> {
  await tx.query(
    `update message_attempt set provider_message_id = $3, reason = $4, code = $5
      where message_id = $1 and provider = $2 and coalesce(provider_message_id, $3) = $3
        and number = (select max(number) from message_attempt where message_id = $1 and provider = $2 and coalesce(provider_message_id, $3) = $3)`,
    [messageId, provider, providerMessageId, reason, code],
  );
}
