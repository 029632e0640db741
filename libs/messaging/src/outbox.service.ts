import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { JobQueue, type Language } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { AddressFeedbackService } from './address-feedback.service.js';
import type { MessageChannel } from './channels/channel.js';
import { Channels } from './channels/channels.js';
import type { ComposedMessage, MessageToCompose } from './composer.js';
import type { FailureReason } from './domain/failure.js';
import { nextStep, type NextStep } from './domain/next-step.js';
import type { Outcome } from './domain/outcome.js';
import type { StatusChange } from './status-change.js';

/** The job that delivers one message; its payload is `{ messageId }`. */
export const SEND_MESSAGE = 'send_message';

/** A message that is to be written later, when it leaves. */
export interface NewMessage {
  channel: MessageChannel;
  to: string;
  /** Which composer writes it, such as `invitation`. */
  purpose: string;
  language: Language;
  /** What it is about; messaging does not look inside. */
  subjectId: string | null;
  /** Who it is about and goes to; null only for the answer to a keyword. */
  clientId: string | null;
  notBefore: Temporal.Instant;
  /** From this moment on it is canceled instead of sent. */
  expiresAt: Temporal.Instant;
}

/** Writes a message inside the transaction that claims it; null when there is no more reason to send it. */
export type Compose = (tx: EntityManager, message: MessageToCompose) => Promise<ComposedMessage | null>;

interface Claimed extends MessageToCompose {
  status: 'sending' | 'canceled' | 'failed';
  failureReason: FailureReason | null;
  /** How many went before. */
  attempts: number;
}

interface Attempt {
  claimed: Claimed | null;
  composed: ComposedMessage | null;
}

/** What is waiting to leave the building, and its way out. */
@Injectable()
export class OutboxService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: JobQueue,
    private readonly channels: Channels,
    private readonly feedback: AddressFeedbackService,
  ) {}

  async enqueue(tx: EntityManager, message: NewMessage, now: Temporal.Instant): Promise<string> {
    const [id] = await this.enqueueAll(tx, [message], now);
    return id as string;
  }

  /** The messages and their jobs in two statements, in the caller's story. @returns their ids, in the order given */
  async enqueueAll(tx: EntityManager, messages: readonly NewMessage[], now: Temporal.Instant): Promise<string[]> {
    if (messages.length === 0) return [];
    const rows = (await tx.query(
      `with given as (
         select uuidv7() as id, m.*
           from rows from (json_to_recordset($1::json) as (channel text, "to" text, purpose text, language text, "subjectId" uuid,
                                                           "clientId" uuid, "notBefore" timestamptz, "expiresAt" timestamptz)) with ordinality as m),
       written as (
         insert into message (id, channel, to_address, purpose, language, subject_id, client_id, not_before, due_at, expires_at, created_at, status_at)
         select id, channel, "to", purpose, language, "subjectId", "clientId", "notBefore", "notBefore", "expiresAt", $2, $2 from given)
       select id from given order by ordinality`,
      [JSON.stringify(messages), now],
    )) as { id: string }[];
    const ids = rows.map(({ id }) => id);
    await this.jobs.enqueueAll(
      tx,
      SEND_MESSAGE,
      ids.map((messageId, index) => ({ payload: { messageId }, options: { key: messageId, runAt: messages[index]?.notBefore } })),
    );
    return ids;
  }

  /**
   * What is still queued for an address is called back: whoever says STOP gets nothing more, whatever was on its way.
   * @param except a purpose that may go all the same. @returns how many
   */
  async callBack(
    tx: EntityManager,
    { channel, address, except }: { channel: MessageChannel; address: string; except?: string },
    reason: FailureReason,
    now: Temporal.Instant,
  ): Promise<number> {
    const [, count] = (await tx.query(
      `update message set status = 'canceled', failure_reason = $3, status_at = $4
        where to_address = $2 and channel = $1 and status = 'queued' and purpose is distinct from $5`,
      [channel, address, reason, now, except ?? null],
    )) as [unknown, number];
    return count;
  }

  /** What is still queued about these subjects is withdrawn: there is no more reason to send it. @returns how many */
  async withdraw(tx: EntityManager, subjectIds: readonly string[], now: Temporal.Instant): Promise<number> {
    const [, count] = (await tx.query(
      `update message set status = 'canceled', failure_reason = 'withdrawn', status_at = $2
        where subject_id = any ($1::uuid[]) and status = 'queued'`,
      [subjectIds, now],
    )) as [unknown, number];
    return count;
  }

  /** Which composer a message waits for; null when it no longer waits. */
  async purposeOf(messageId: string): Promise<string | null> {
    const rows = (await this.dataSource.query(`select purpose from message where id = $1 and status = 'queued'`, [messageId])) as {
      purpose: string;
    }[];
    return rows[0]?.purpose ?? null;
  }

  /**
   * Sends a message at most once. The attempt is committed before the provider is called, and no connection is held while it thinks;
   * so whoever dies in between leaves a message in `sending`, which nobody sends again.
   * @returns what became of it, or null when there was nothing to do: it had left already, or it is in other hands
   */
  async deliver(messageId: string, now: Temporal.Instant, compose: Compose): Promise<StatusChange | null> {
    const { claimed, composed } = await this.dataSource.transaction((tx) => this.begin(tx, messageId, now, compose));
    if (claimed === null || composed === null) return claimed && changeOf(claimed, claimed);
    const { text, html, subject } = composed;
    const outcome = await this.channels.of(claimed.channel).send({ messageId, to: claimed.to, text, html, subject });
    return this.settle(claimed, outcome, now);
  }

  private async begin(tx: EntityManager, messageId: string, now: Temporal.Instant, compose: Compose): Promise<Attempt> {
    const claimed = await this.claim(tx, messageId, now);
    if (claimed?.status !== 'sending') return { claimed, composed: null };
    const composed = await compose(tx, claimed);
    if (composed) {
      await tx.query(`update message set body = $2, attempts = attempts + 1, attempted_at = $3 where id = $1`, [
        messageId,
        composed.stored,
        now,
      ]);
      return { claimed, composed };
    }
    await tx.query(`update message set status = 'canceled', failure_reason = 'withdrawn' where id = $1`, [messageId]);
    return { claimed: { ...claimed, status: 'canceled', failureReason: 'withdrawn' }, composed };
  }

  /** The row lock and the status settle the race: of two claims one finds the message queued. */
  private async claim(tx: EntityManager, messageId: string, now: Temporal.Instant): Promise<Claimed | null> {
    const rows = (await tx.query(
      `with claimed as (
         update message
            set status = case when expires_at <= $2 then 'canceled' when channel = any ($3) then 'sending' else 'failed' end,
                failure_reason = case when expires_at <= $2 then 'expired' when channel = any ($3) then null else 'channel_not_configured' end,
                error_code = null,
                status_at = $2
          where id = $1 and status = 'queued'
         returning *)
       select id, channel, to_address as "to", purpose, language, subject_id as "subjectId", status, failure_reason as "failureReason", attempts
         from claimed`,
      [messageId, now, this.channels.configured],
    )) as Claimed[];
    return rows[0] ?? null;
  }

  private async settle(claimed: Claimed, outcome: Outcome, now: Temporal.Instant): Promise<StatusChange | null> {
    const step = nextStep(outcome, claimed.attempts + 1, now, Math.random());
    // The usual end is one statement, and one statement needs no transaction around it: two round trips less for every message.
    if (step.status === 'sent') return this.write(this.dataSource.manager, claimed, step, now);
    return this.dataSource.transaction(async (tx) => {
      const change = await this.write(tx, claimed, step, now);
      if (change === null) return null;
      if (step.retryAt) await this.jobs.enqueue(tx, SEND_MESSAGE, { messageId: claimed.id }, { key: claimed.id, runAt: step.retryAt });
      await this.feedback.learn(tx, claimed.channel, claimed.to, step.failureReason, now);
      return change;
    });
  }

  /** Unless a receipt was quicker: it knows more. */
  private async write(tx: EntityManager, claimed: Claimed, step: NextStep, now: Temporal.Instant): Promise<StatusChange | null> {
    const [, count] = (await tx.query(
      `update message
          set status = $2, failure_reason = $3, error_code = $4, provider = $5, provider_message_id = $6, not_before = coalesce($7, not_before), status_at = $8
        where id = $1 and status = 'sending'`,
      [
        claimed.id,
        step.status,
        step.failureReason,
        step.errorCode,
        this.channels.of(claimed.channel).provider,
        step.providerMessageId,
        step.retryAt,
        now,
      ],
    )) as [unknown, number];
    return count === 0 ? null : changeOf(claimed, step);
  }

  /**
   * Tidies up after a worker that died. In `sending` for ten minutes: nobody knows, so `unknown`, until a receipt tells.
   * Queued and too late: canceled. Queued and overdue: its job was lost with the worker, so it gets a new one (a claim is made once, so an
   * old job that lives after all does no harm).
   */
  async settleAbandoned(now: Temporal.Instant): Promise<{ unknown: number; expired: number; requeued: number }> {
    const longAgo = now.subtract({ minutes: 10 });
    return this.dataSource.transaction(async (tx) => {
      const [, unknown] = (await tx.query(
        `update message set status = 'unknown', failure_reason = 'interrupted', status_at = $1 where status = 'sending' and status_at <= $2`,
        [now, longAgo],
      )) as [unknown, number];
      const [, expired] = (await tx.query(
        `update message set status = 'canceled', failure_reason = 'expired', status_at = $1 where status = 'queued' and expires_at <= $1`,
        [now],
      )) as [unknown, number];
      const overdue = (await tx.query(
        `select id, not_before as "notBefore" from message where status = 'queued' and not_before <= $1 order by not_before limit 10000`,
        [longAgo],
      )) as { id: string; notBefore: Date }[];
      await this.jobs.enqueueAll(
        tx,
        SEND_MESSAGE,
        overdue.map(({ id, notBefore }) => ({ payload: { messageId: id }, options: { key: id, runAt: notBefore.toTemporalInstant() } })),
      );
      return { unknown, expired, requeued: overdue.length };
    });
  }
}

function changeOf({ id, channel, to }: Claimed, { status, failureReason }: Pick<StatusChange, 'status' | 'failureReason'>): StatusChange {
  return { messageId: id, channel, toAddress: to, status, failureReason };
}
