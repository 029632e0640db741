import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { OptOutsService } from '#libs/people';
import { DEFAULT_LANGUAGE, isClientLanguage, type ClientLanguage } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { MessageChannel } from './channels/channel.js';
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
  async take(tx: EntityManager, given: InboundMessage, now: Temporal.Instant): Promise<Taken> {
    const message = storable(given);
    const sender = await this.senderOf(tx, message);
    const keyword = await this.readKeyword(tx, message, sender.holders);
    const { id, isNew } = await this.keep(tx, message, sender.clientId, keyword, now);
    if (isNew && keyword) await this.answerKeyword(tx, message, sender, keyword, now);
    const { clientId, holders, fromOtherAddress } = sender;
    return { id, isNew, keyword, clientId, holders, fromOtherAddress };
  }

  /** By the message that it answers (an e-mail carries that in the address it was sent to), else by whose address it is now. */
  private async senderOf(tx: EntityManager, message: InboundMessage): Promise<Sender> {
    const from = addressOf(message);
    const holders = await this.optOuts.holdersInTurn(tx, message.channel, from);
    const answered = await this.answeredBy(tx, message);
    if (answered) {
      const fromOtherAddress = !holders.includes(answered.clientId);
      // What a stranger's address asks for is answered where we know the client.
      return {
        clientId: answered.clientId,
        holders: [answered.clientId],
        fromOtherAddress,
        answerTo: fromOtherAddress ? answered.to : from,
      };
    }
    // Anybody can write any sender on an e-mail: without the address that only its reader knows, it proves nothing.
    const isProven = message.channel === 'sms' && holders.length === 1;
    return { clientId: isProven ? (holders[0] as string) : null, holders, fromOtherAddress: false, answerTo: from };
  }

  private async answeredBy(
    tx: EntityManager,
    { answersId, channel }: InboundMessage,
  ): Promise<{ clientId: string; to: string } | undefined> {
    if (!answersId) return undefined;
    const rows = (await tx.query(
      `select client_id as "clientId", to_address as "to" from message where id = $1 and channel = $2 and client_id is not null`,
      [answersId, channel],
    )) as { clientId: string; to: string }[];
    return rows[0];
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
      [channel, from, body, provider, providerMessageId, now, keyword, clientId, subject, answersId ?? null],
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
    { answerTo: address, holders }: Sender,
    keyword: ConfirmedKeyword,
    now: Temporal.Instant,
  ): Promise<{ isConfirmed: boolean }> {
    const { channel } = message;
    const purpose = CONFIRMATION_OF[keyword];
    if (keyword === 'start') {
      const changed = await this.optOuts.undoAll(tx, holders, { channel, every: false }, now);
      // "You get nothing more" is not true any more.
      await this.outbox.callBack(tx, { channel, address, only: [CONFIRMATION_OF.stop, CONFIRMATION_OF.stop_all] }, 'withdrawn', now);
      return { isConfirmed: changed > 0 };
    }
    const isAll = keyword === 'stop_all';
    const changed = await this.optOuts.optOutAll(tx, holders, isAll ? null : channel, 'client_reply', now);
    // Somebody who repeats it still gets the answer to the first time.
    const except = changed > 0 ? undefined : purpose;
    await this.outbox.callBack(tx, { channel: isAll ? null : channel, address, clientIds: holders, except }, 'opted_out', now);
    return { isConfirmed: changed > 0 };
  }

  private async answerKeyword(
    tx: EntityManager,
    message: InboundMessage,
    sender: Sender,
    keyword: Keyword,
    now: Temporal.Instant,
  ): Promise<void> {
    if (keyword === 'help') {
      if (await this.mayHelp(tx, message, sender, now)) await this.answer(tx, message, sender, HELP, now);
      return;
    }
    const { isConfirmed } = await this.obey(tx, message, sender, keyword, now);
    // What the provider read it has confirmed, and after a STOP it carries nothing more of ours.
    if (isConfirmed && !message.optOutType) await this.answer(tx, message, sender, CONFIRMATION_OF[keyword], now);
  }

  /** The provider's own answer to HELP names no help lines: ours goes as well. By e-mail to whom we know: a sender is easily forged. */
  private async mayHelp(
    tx: EntityManager,
    { channel }: InboundMessage,
    { answerTo, holders }: Sender,
    now: Temporal.Instant,
  ): Promise<boolean> {
    if (channel === 'email' && holders.length === 0) return false;
    const helped = (await tx.query(
      `select from message where to_address = $1 and channel = $2 and purpose = $3 and created_at > $4 and status <> 'canceled' limit 1`,
      [answerTo, channel, HELP, now.subtract({ minutes: MINUTES_BETWEEN_HELP })],
    )) as unknown[];
    return helped.length === 0;
  }

  private async answer(
    tx: EntityManager,
    { channel }: InboundMessage,
    sender: Sender,
    purpose: string,
    now: Temporal.Instant,
  ): Promise<void> {
    await this.outbox.enqueue(
      tx,
      {
        channel,
        to: sender.answerTo,
        purpose,
        kind: 'answer',
        language: await this.languageOf(tx, channel, sender),
        subjectId: null,
        clientId: sender.clientId,
        notBefore: now,
        expiresAt: now.add({ hours: HOURS_TO_ANSWER }),
      },
      now,
    );
  }

  /** We answer in the language we last wrote in; to whom we never wrote, in theirs. */
  private async languageOf(tx: EntityManager, channel: MessageChannel, { answerTo, clientId }: Sender): Promise<ClientLanguage> {
    const [{ language }] = (await tx.query(
      `select coalesce((select language from message where to_address = $2 and channel = $1 order by created_at desc limit 1),
                       (select language from client where id = $3)) as language`,
      [channel, answerTo, clientId],
    )) as [{ language: string | null }];
    return isClientLanguage(language) ? language : DEFAULT_LANGUAGE;
  }
}

interface Sender extends Pick<Taken, 'clientId' | 'holders' | 'fromOtherAddress'> {
  /** Where a confirmation goes. */
  answerTo: string;
}

/** Addresses are kept in lower case; a number has none. */
function addressOf({ from }: InboundMessage): string {
  return from.trim().toLowerCase();
}

/** PostgreSQL keeps every text but one with a zero in it, or half a character. */
function storable({ from, body, providerMessageId, subject, ...rest }: InboundMessage): InboundMessage {
  const kept = (text: string) => text.replaceAll('\0', '').toWellFormed();
  return {
    ...rest,
    from: kept(from),
    body: kept(body),
    providerMessageId: kept(providerMessageId),
    ...(subject !== undefined && { subject: kept(subject) }),
  };
}
