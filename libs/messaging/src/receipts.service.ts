import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { AddressFeedbackService } from './address-feedback.service.js';
import type { MessageChannel } from './channels/channel.js';
import { better, type Delivery, isSame } from './domain/delivery-status.js';
import { readTwilioReceipt } from './domain/twilio-codes.js';
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

/** How to read a receipt, by provider. */
const READERS = new Map<string, (status: string, errorCode: string | null) => Delivery | null>([['twilio', readTwilioReceipt]]);

interface KnownMessage extends Delivery {
  id: string;
  channel: MessageChannel;
  toAddress: string;
}

/** Receipts come late, twice and out of order: each is kept as it came, and the message knows what the best of them knows. */
@Injectable()
export class ReceiptsService {
  private readonly log = new Logger(ReceiptsService.name);

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly feedback: AddressFeedbackService,
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
    const told = READERS.get(provider)?.(status, errorCode) ?? null;
    if (!message || !told) {
      this.log.warn(message ? `receipt with a status we do not know (${provider})` : `receipt for a message we do not know (${provider})`);
      return null;
    }
    return this.learn(tx, message, told, receipt, now);
  }

  /** By our own id as long as the provider's is unknown, by the provider's afterwards. */
  private async lock(tx: EntityManager, { provider, providerMessageId, messageId }: Receipt): Promise<KnownMessage | null> {
    const rows = (await tx.query(
      `select id, channel, to_address as "toAddress", status, failure_reason as "failureReason", error_code as "errorCode"
         from message
        where (provider = $1 and provider_message_id = $2) or (id = $3 and provider_message_id is null)
        order by provider_message_id nulls last
          for update`,
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
    const known = better(message, told);
    if (isSame(known, message)) return null;
    const { id, channel, toAddress } = message;
    const { status, failureReason, errorCode } = known;
    await tx.query(
      `update message set status = $2, failure_reason = $3, error_code = $4, status_at = $5, provider = $6, provider_message_id = $7 where id = $1`,
      [id, status, failureReason, errorCode, now, receipt.provider, receipt.providerMessageId],
    );
    await this.feedback.learn(tx, channel, toAddress, failureReason, now);
    return { messageId: id, channel, toAddress, status, failureReason };
  }
}
