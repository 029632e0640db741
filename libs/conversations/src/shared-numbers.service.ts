import { Injectable } from '@nestjs/common';
import { CrisisService, InboxService } from '#libs/inbox';
import { OutboxService, type InboundMessage } from '#libs/messaging';
import { DEFAULT_LANGUAGE, isClientLanguage, localDate, type ClientLanguage } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { readBirthYear } from './domain/birth-year.js';

/** How long "who are you?" waits, and is not asked again. */
const HOURS_TO_SAY_WHO = 24;
const UNKNOWN_SENDER = 'unknown_sender';

/** Replies from a number or address that nobody, or more than one client, has. Never part of a conversation: whoever has the phone may be the other. */
@Injectable()
export class SharedNumbersService {
  constructor(
    private readonly inbox: InboxService,
    private readonly crisis: CrisisService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * A year of birth that fits exactly one of them gives them what they wrote before. Anything else is for the coaches of everybody it can be
   * from; by text message "who are you?" is asked once a day at most. What comes from a number that is nobody's has no reader: whoever wrote it
   * hears that, once a day at most; unless it may be a cry for help.
   */
  async hear(
    tx: EntityManager,
    message: InboundMessage,
    { inboundId, holders }: { inboundId: string; holders: readonly string[] },
    now: Temporal.Instant,
  ): Promise<'answer' | 'message' | 'crisis' | 'nothing'> {
    const address = message.from.trim().toLowerCase();
    const year = message.channel === 'sms' ? readBirthYear(message.body, localDate(now)) : null;
    if (year !== null && (await this.recognise(tx, address, year, now))) return 'answer';
    if (holders.length === 0 && !(await this.crisis.isCrisis(tx, `${message.subject ?? ''}\n${message.body}`))) {
      await this.sayUnknown(tx, message, now);
      return 'nothing';
    }
    const asks = message.channel === 'sms' && holders.length > 1 && !(await this.wasAsked(tx, address, now));
    const { id, isCrisis } = await this.inbox.receive(
      tx,
      {
        clientId: null,
        candidates: holders,
        channel: message.channel,
        address,
        inboundId,
        kind: 'message',
        body: message.body,
        subject: message.subject ?? null,
        language: await languageOf(tx, address),
        // The sender of an e-mail is easily forged: what we wrote back could go to anybody.
        confirm: !asks && message.channel === 'sms',
      },
      now,
    );
    if (isCrisis) return 'crisis';
    if (asks) await this.ask(tx, address, id, now);
    return 'message';
  }

  /** What came in since the question was asked is theirs, and nobody else sees it any more. @returns false when it does not fit exactly one */
  private async recognise(tx: EntityManager, address: string, year: number, now: Temporal.Instant): Promise<boolean> {
    const [question] = (await tx.query(
      `select q.id,
              array(select candidate.client_id from inbox_candidate candidate join client on client.id = candidate.client_id
                     where candidate.inbox_message_id = q.inbox_message_id and extract(year from client.birth_date) = $2) as fitting
         from identity_question q
        where q.address = $1 and q.answered_at is null and q.expires_at > $3`,
      [address, year, now],
    )) as { id: string; fitting: string[] }[];
    const [clientId, another] = question?.fitting ?? [];
    if (!question || !clientId || another) return false;
    await tx.query(
      `with answered as (update identity_question set answered_at = $3 where id = $1),
            theirs as (
              update inbox_message message set client_id = $2
                from identity_question q
               where q.id = $1 and message.address = q.address and message.client_id is null and message.received_at >= q.asked_at
              returning message.id)
       delete from inbox_candidate where inbox_message_id in (select id from theirs)`,
      [question.id, clientId, now],
    );
    return true;
  }

  private async wasAsked(tx: EntityManager, address: string, now: Temporal.Instant): Promise<boolean> {
    const rows = (await tx.query(`select from identity_question where address = $1 and asked_at > $2 limit 1`, [
      address,
      now.subtract({ hours: HOURS_TO_SAY_WHO }),
    ])) as unknown[];
    return rows.length > 0;
  }

  /** Not in a language that was spoken here before: that was perhaps somebody else. Nothing by e-mail, whose sender is easily forged. */
  private async sayUnknown(tx: EntityManager, { channel, from: to }: InboundMessage, now: Temporal.Instant): Promise<void> {
    if (channel !== 'sms') return;
    const since = now.subtract({ hours: HOURS_TO_SAY_WHO });
    const said = (await tx.query(`select from message where to_address = $1 and purpose = $2 and created_at > $3 limit 1`, [
      to,
      UNKNOWN_SENDER,
      since,
    ])) as unknown[];
    if (said.length > 0) return;
    const message = {
      channel,
      to,
      purpose: UNKNOWN_SENDER,
      kind: 'answer',
      language: DEFAULT_LANGUAGE,
      subjectId: null,
      clientId: null,
    } as const;
    await this.outbox.enqueue(tx, { ...message, notBefore: now, expiresAt: now.add({ hours: HOURS_TO_SAY_WHO }) }, now);
  }

  private async ask(tx: EntityManager, address: string, inboxMessageId: string, now: Temporal.Instant): Promise<void> {
    const expiresAt = now.add({ hours: HOURS_TO_SAY_WHO });
    await tx.query(
      `insert into identity_question as q (address, inbox_message_id, asked_at, expires_at) values ($1, $2, $3, $4)
       on conflict (address) where answered_at is null
       do update set inbox_message_id = excluded.inbox_message_id, asked_at = excluded.asked_at, expires_at = excluded.expires_at`,
      [address, inboxMessageId, now, expiresAt],
    );
    await this.outbox.enqueue(
      tx,
      {
        channel: 'sms',
        to: address,
        purpose: 'who_are_you',
        kind: 'answer',
        language: await languageOf(tx, address),
        subjectId: null,
        clientId: null,
        notBefore: now,
        expiresAt,
      },
      now,
    );
  }
}

/** In which we last wrote there. */
async function languageOf(tx: EntityManager, address: string): Promise<ClientLanguage> {
  const [last] = (await tx.query(`select language from message where to_address = $1 order by created_at desc limit 1`, [address])) as {
    language: string;
  }[];
  return isClientLanguage(last?.language) ? last.language : DEFAULT_LANGUAGE;
}
