import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ClientLanguage } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { MessageChannel } from './channels/channel.js';
import { PROVIDER_TIMEOUT_MS } from './channels/channels.js';
import type { FailureReason } from './domain/failure.js';
import type { MessageKind } from './domain/gate.js';

/** A message that is to be written later, when it leaves. */
export interface NewMessage {
  channel: MessageChannel;
  to: string;
  /** Which composer writes it, such as `invitation`. */
  purpose: string;
  /** What the gate holds it to; asking, unless something else is said. */
  kind?: MessageKind;
  /** The one they want; whether it can be used is seen when the message is written. */
  language: ClientLanguage;
  /** What it is about; messaging does not look inside. */
  subjectId: string | null;
  /** Who it is about and goes to; null only for the answer to a keyword. */
  clientId: string | null;
  notBefore: Temporal.Instant;
  /** From this moment on it is canceled instead of sent. */
  expiresAt: Temporal.Instant;
}

export interface CallBack {
  /** null: on every channel. */
  channel: MessageChannel | null;
  address: string;
  clientIds?: readonly string[];
  /** Of these purposes only. */
  only?: readonly string[];
  /** A purpose that may go all the same. */
  except?: string;
}

/** What is waiting to leave the building. The row is the place in the queue: there is no job beside it that could get lost. */
@Injectable()
export class OutboxService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(PROVIDER_TIMEOUT_MS) private readonly timeoutMs: number,
  ) {}

  async enqueue(tx: EntityManager, message: NewMessage, now: Temporal.Instant): Promise<string> {
    const [id] = await this.enqueueAll(tx, [message], now);
    return id as string;
  }

  /** In one statement, in the caller's story. @returns their ids, in the order given */
  async enqueueAll(tx: EntityManager, messages: readonly NewMessage[], now: Temporal.Instant): Promise<string[]> {
    if (messages.length === 0) return [];
    const rows = (await tx.query(
      `with given as (
         select uuidv7() as id, m.*
           from rows from (json_to_recordset($1::json) as (channel text, "to" text, purpose text, kind text, language text, "subjectId" uuid, "clientId" uuid,
                                                           "notBefore" timestamptz, "expiresAt" timestamptz)) with ordinality as m),
       written as (
         insert into message (id, channel, to_address, purpose, kind, language, subject_id, client_id, not_before, due_at, expires_at, created_at, status_at)
         select id, channel, "to", purpose, coalesce(kind, 'asking'), language, "subjectId", "clientId", "notBefore", "notBefore", "expiresAt", $2, $2 from given)
       select id from given order by ordinality`,
      [JSON.stringify(messages), now],
    )) as { id: string }[];
    return rows.map(({ id }) => id);
  }

  /**
   * What is still queued for an address, and for whoever has it, is called back: whoever says STOP gets nothing more, whatever was on its way.
   * The help lines stay. @returns how many
   */
  async callBack(
    tx: EntityManager,
    { channel, address, clientIds = [], only, except }: CallBack,
    reason: FailureReason,
    now: Temporal.Instant,
  ): Promise<number> {
    const [, count] = (await tx.query(
      `update message set status = 'canceled', failure_reason = $3, hold_reason = null, status_at = $4
        where (to_address = $2 or client_id = any ($7::uuid[])) and channel = coalesce($1, channel) and status = 'queued' and kind <> 'urgent'
          and purpose is distinct from $5 and purpose = any (coalesce($6::text[], array[purpose]))`,
      [channel, address, reason, now, except ?? null, only ?? null, clientIds],
    )) as [unknown, number];
    return count;
  }

  /** What still asks about these subjects is withdrawn: there is no more reason to. Answers to what was written go all the same. @returns how many */
  async withdraw(
    tx: EntityManager,
    subjectIds: readonly string[],
    now: Temporal.Instant,
    reason: FailureReason = 'withdrawn',
  ): Promise<number> {
    const [, count] = (await tx.query(
      `update message set status = 'canceled', failure_reason = $3, hold_reason = null, status_at = $2
        where subject_id = any ($1::uuid[]) and status = 'queued' and kind = 'asking'`,
      [subjectIds, now, reason],
    )) as [unknown, number];
    return count;
  }

  /**
   * Tidies up after a worker that died. In `sending` for four times as long as a provider may think: nobody knows, so `unknown`, until a
   * receipt or the provider's own list tells. Queued and too late: canceled.
   */
  async settleAbandoned(now: Temporal.Instant): Promise<{ unknown: number; expired: number }> {
    const longAgo = now.subtract({ milliseconds: 4 * this.timeoutMs });
    return this.dataSource.transaction(async (tx) => {
      const abandoned = (await tx.query(
        `with abandoned as (
           update message set status = 'unknown', failure_reason = 'interrupted', status_at = $1
            where status = 'sending' and status_at <= $2
           returning id, attempts),
         interrupted as (
           update message_attempt attempt set settled_at = $1, outcome = 'unknown', reason = 'interrupted'
             from abandoned
            where attempt.message_id = abandoned.id and attempt.number = abandoned.attempts and attempt.settled_at is null)
         select id from abandoned`,
        [now, longAgo],
      )) as unknown[];
      const [, expired] = (await tx.query(
        `update message set status = 'canceled', failure_reason = 'expired', hold_reason = null, status_at = $1
          where status = 'queued' and expires_at <= $1`,
        [now],
      )) as [unknown, number];
      return { unknown: abandoned.length, expired };
    });
  }
}
