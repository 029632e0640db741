import { Injectable } from '@nestjs/common';
import { OutboxService } from '#libs/messaging';
import { localDate, localInstant, type ClientLanguage } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { CrisisService } from './crisis.service.js';
import { MESSAGE_RECEIVED } from './writing.service.js';

export const INBOX_CHANNELS = ['sms', 'email', 'app'] as const;
/** `app` is the page behind a link. */
export type InboxChannel = (typeof INBOX_CHANNELS)[number];

/** What somebody wrote by itself, beside an answer on a page, to a question of long ago, or as a reply that nobody could read as one. */
export const INBOX_KINDS = ['message', 'remark', 'late_answer', 'not_understood'] as const;
export type InboxKind = (typeof INBOX_KINDS)[number];

/** What was not confirmed after the weekend is not news any more. */
const DAYS_TO_CONFIRM = 4;

export interface NewInboxMessage {
  /** null: of more people at most one wrote it, or of nobody we know. */
  clientId: string | null;
  /** Whose it may be, when the number is of more people. */
  candidates?: readonly string[];
  channel: InboxChannel;
  /** Where it came from; null for `app`. */
  address: string | null;
  /** The reply as it came in; once only. null: it came in on a page. */
  inboundId: string | null;
  checkInId?: string | null;
  kind: InboxKind;
  body: string;
  /** What stands above an e-mail: looked at for danger as well. */
  subject?: string | null;
  /** The language to answer in. */
  language: ClientLanguage;
  /** An e-mail that answers one of ours, from an address that we do not know as theirs. */
  fromOtherAddress?: boolean;
  /** false: whoever calls answers themselves, in other words. It never stops the help lines. */
  confirm?: boolean;
}

/** What clients say in their own words: kept, looked at for danger, and confirmed. */
@Injectable()
export class InboxService {
  constructor(
    private readonly crisis: CrisisService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Keeps a message for the coach, once per reply. Looks for words that may mean danger itself: then the help lines go to where it came from
   * and people are told, all in the caller's transaction. Otherwise the writer hears once a day that it arrived; not for a remark, which was
   * sent from a page that says so, and not where nobody would read it.
   */
  async receive(tx: EntityManager, given: NewInboxMessage, now: Temporal.Instant): Promise<{ id: string; isCrisis: boolean }> {
    // Addresses are compared as they are kept with clients; and no text of PostgreSQL can hold a zero.
    const message = { ...given, address: given.address?.trim().toLowerCase() ?? null, body: given.body.replaceAll('\0', '') };
    const candidates = message.clientId === null ? [...new Set(message.candidates ?? [])] : [];
    const [kept] = (await tx.query(
      `insert into inbox_message (client_id, channel, address, inbound_id, check_in_id, kind, body, from_other_address, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (inbound_id) do nothing returning id`,
      [
        message.clientId,
        message.channel,
        message.address,
        message.inboundId,
        message.checkInId ?? null,
        message.kind,
        message.body,
        message.fromOtherAddress ?? false,
        now,
      ],
    )) as { id: string }[];
    if (!kept) return this.known(tx, message.inboundId);
    if (candidates.length > 0)
      await tx.query(`insert into inbox_candidate (inbox_message_id, client_id) select $1, unnest($2::uuid[])`, [kept.id, candidates]);
    const isCrisis = await this.crisis.isCrisis(tx, `${message.subject ?? ''}\n${message.body}`);
    if (isCrisis) await this.crisis.raise(tx, { ...message, inboxMessageId: kept.id }, now);
    else if (message.confirm !== false && message.kind !== 'remark' && (message.clientId !== null || candidates.length > 0))
      await this.confirm(tx, message, now);
    return { id: kept.id, isCrisis };
  }

  /** The same reply a second time: nothing happens twice. */
  private async known(tx: EntityManager, inboundId: string | null): Promise<{ id: string; isCrisis: boolean }> {
    const [known] = (await tx.query(
      `select message.id, exists (select from crisis_alert where inbox_message_id = message.id) as "isCrisis"
         from inbox_message message where inbound_id = $1`,
      [inboundId],
    )) as [{ id: string; isCrisis: boolean }];
    return known;
  }

  private async confirm(
    tx: EntityManager,
    { clientId, channel, address, language }: NewInboxMessage,
    now: Temporal.Instant,
  ): Promise<void> {
    if (channel === 'app' || address === null) return;
    const who = clientId ?? address;
    // By text message and by e-mail in the same second: one of them is confirmed.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`message received ${who}`]);
    const today = (await tx.query(
      `select from message
        where ${clientId === null ? 'to_address' : 'client_id'} = $1 and purpose = $2 and created_at >= $3 and status <> 'canceled' limit 1`,
      [who, MESSAGE_RECEIVED, localInstant(localDate(now), '00:00')],
    )) as unknown[];
    if (today.length > 0) return;
    await this.outbox.enqueue(
      tx,
      {
        channel,
        to: address,
        purpose: MESSAGE_RECEIVED,
        kind: 'answer',
        language,
        subjectId: null,
        clientId,
        notBefore: now,
        expiresAt: localInstant(localDate(now).add({ days: DAYS_TO_CONFIRM }), '00:00'),
      },
      now,
    );
  }
}
