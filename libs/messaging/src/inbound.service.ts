import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { OptOutsService } from '#libs/people';
import { DEFAULT_LANGUAGE, isClientLanguage, type ClientLanguage } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { CONFIRMATION_OF, HELP, type ConfirmedKeyword } from './confirmations.service.js';
import { keywordOf, type Keyword } from './domain/keyword.js';
import type { InboundMessage, Taken } from './inbound-message.js';
import { OutboxService } from './outbox.service.js';

/** An answer that cannot go at once keeps to the hours: STOP on the eve of a long weekend is confirmed after it. */
const HOURS_TO_ANSWER = 4 * 24;
/** Two machines that answer each other stop here. */
const MINUTES_BETWEEN_HELP = 60;

/** What people write back: kept as it came; STOP, START and HELP are obeyed before anything else is done with it. */
@Injectable()
export class InboundService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly optOuts: OptOutsService,
    private readonly outbox: OutboxService,
  ) {}

  /** `take` in a transaction of its own, for whoever does nothing more with it. */
  async receive(message: InboundMessage, now: Temporal.Instant): Promise<Taken> {
    return this.dataSource.transaction((tx) => this.take(tx, message, now));
  }

  /**
   * Takes a reply once, however often it is delivered, and obeys it when it is a keyword; a STOP or START that changes nothing is not confirmed.
   * Of one address only one reply is taken at a time, until the caller's transaction ends: "stop" and "start" in the same second are obeyed in turn.
   */
  async take(tx: EntityManager, message: InboundMessage, now: Temporal.Instant): Promise<Taken> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [addressOf(message)]);
    const sender = await this.senderOf(tx, message);
    const keyword = await this.readKeyword(tx, message, sender.holders);
    const { id, isNew } = await this.keep(tx, message, sender.clientId, keyword, now);
    if (isNew && keyword === 'help') await this.help(tx, message, sender, now);
    else if (isNew && keyword) await this.obey(tx, message, sender, keyword as ConfirmedKeyword, now);
    return { id, isNew, keyword, ...sender };
  }

  /** By the message that it answers (an e-mail carries that in the address it was sent to), else by whose address it is now. */
  private async senderOf(tx: EntityManager, message: InboundMessage): Promise<Sender> {
    const holders = await this.optOuts.holdersOf(tx, message.channel, addressOf(message));
    const [answered] = message.answersId
      ? ((await tx.query(`select client_id as "clientId" from message where id = $1 and channel = $2 and client_id is not null`, [
          message.answersId,
          message.channel,
        ])) as { clientId: string }[])
      : [];
    if (answered)
      return { clientId: answered.clientId, holders: [answered.clientId], fromOtherAddress: !holders.includes(answered.clientId) };
    // Anybody can write any sender on an e-mail: without the address that only its reader knows, it proves nothing.
    const isProven = message.channel === 'sms' && holders.length === 1;
    return { clientId: isProven ? (holders[0] as string) : null, holders, fromOtherAddress: false };
  }

  /** Twilio reads START in "yes" as well: that is only one for who had stopped, else it is the answer to a question. */
  private async readKeyword(tx: EntityManager, message: InboundMessage, holders: readonly string[]): Promise<Keyword | null> {
    const ours = keywordOf(message);
    if (message.optOutType !== 'START' || ours === 'start') return ours ?? (message.optOutType === 'HELP' ? 'help' : null);
    return (await this.optOuts.isAnyOptedOut(tx, holders, message.channel)) ? 'start' : ours;
  }

  private async keep(
    tx: EntityManager,
    { channel, from, body, provider, providerMessageId, subject, answersId }: InboundMessage,
    clientId: string | null,
    keyword: Keyword | null,
    now: Temporal.Instant,
  ): Promise<{ id: string; isNew: boolean }> {
    const [kept] = (await tx.query(
      `insert into inbound_message (channel, from_address, body, provider, provider_message_id, received_at, keyword, client_id, subject, answers_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, (select id from message where id = $10))
       on conflict (provider, provider_message_id) do nothing returning id`,
      [channel, from, storable(body), provider, providerMessageId, now, keyword, clientId, subject && storable(subject), answersId ?? null],
    )) as { id: string }[];
    if (kept) return { id: kept.id, isNew: true };
    const [known] = (await tx.query(`select id from inbound_message where provider = $1 and provider_message_id = $2`, [
      provider,
      providerMessageId,
    ])) as [{ id: string }];
    return { id: known.id, isNew: false };
  }

  private async obey(
    tx: EntityManager,
    message: InboundMessage,
    sender: Sender,
    keyword: ConfirmedKeyword,
    now: Temporal.Instant,
  ): Promise<void> {
    const { channel } = message;
    const purpose = CONFIRMATION_OF[keyword];
    const changed =
      keyword === 'start'
        ? await this.optOuts.undoAll(tx, sender.holders, { channel, every: false }, now)
        : await this.optOuts.optOutAll(tx, sender.holders, keyword === 'stop_all' ? null : channel, 'client_reply', now);
    // Somebody who repeats it still gets the answer to the first time.
    if (keyword !== 'start')
      await this.outbox.callBack(tx, { channel, address: addressOf(message), except: changed > 0 ? undefined : purpose }, 'opted_out', now);
    // What the provider read it has confirmed, and after a STOP it carries nothing more of ours.
    if (changed > 0 && !message.optOutType) await this.answer(tx, message, sender, purpose, now);
  }

  /** The provider's own answer to HELP names no help lines: ours goes as well. */
  private async help(tx: EntityManager, message: InboundMessage, sender: Sender, now: Temporal.Instant): Promise<void> {
    const answered = (await tx.query(
      `select from message where to_address = $1 and channel = $2 and purpose = $3 and created_at > $4 limit 1`,
      [addressOf(message), message.channel, HELP, now.subtract({ minutes: MINUTES_BETWEEN_HELP })],
    )) as unknown[];
    if (answered.length === 0) await this.answer(tx, message, sender, HELP, now);
  }

  private async answer(tx: EntityManager, message: InboundMessage, sender: Sender, purpose: string, now: Temporal.Instant): Promise<void> {
    const { channel } = message;
    const to = addressOf(message);
    await this.outbox.enqueue(
      tx,
      {
        channel,
        to,
        purpose,
        kind: 'answer',
        language: await this.languageOf(tx, message, sender),
        subjectId: null,
        clientId: sender.clientId,
        notBefore: now,
        expiresAt: now.add({ hours: HOURS_TO_ANSWER }),
      },
      now,
    );
  }

  /** We answer in the language we last wrote in; to whom we never wrote, in theirs. */
  private async languageOf(tx: EntityManager, message: InboundMessage, { clientId }: Sender): Promise<ClientLanguage> {
    const [{ language }] = (await tx.query(
      `select coalesce((select language from message where to_address = $2 and channel = $1 order by created_at desc limit 1),
                       (select language from client where id = $3)) as language`,
      [message.channel, addressOf(message), clientId],
    )) as [{ language: string | null }];
    return isClientLanguage(language) ? language : DEFAULT_LANGUAGE;
  }
}

type Sender = Pick<Taken, 'clientId' | 'holders' | 'fromOtherAddress'>;

/** Addresses are kept in lower case; a number has none. */
function addressOf({ from }: InboundMessage): string {
  return from.trim().toLowerCase();
}

/** PostgreSQL keeps every text but one with a zero in it, or half a character. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
