import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { OptOutsService } from '#libs/people';
import { DEFAULT_LANGUAGE, isLanguage, type Language } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { MessageChannel } from './channels/channel.js';
import { type Keyword, readKeyword } from './domain/keyword.js';
import { CONFIRMATION_OF, type ConfirmedKeyword } from './confirmations.service.js';
import { OutboxService } from './outbox.service.js';

export interface InboundMessage {
  channel: MessageChannel;
  from: string;
  body: string;
  provider: string;
  providerMessageId: string;
}

/** An answer keeps to the hours like everything else: STOP on the eve of a long weekend is confirmed after it. */
const HOURS_TO_CONFIRM = 4 * 24;

/** What people write back: kept as it came; STOP and START are obeyed before anything else is sent. */
@Injectable()
export class InboundService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly optOuts: OptOutsService,
    private readonly outbox: OutboxService,
  ) {}

  /** Takes a reply once, however often it is delivered. A keyword said twice in a row is confirmed once. */
  async receive(message: InboundMessage, now: Temporal.Instant): Promise<{ keyword: Keyword | null; isNew: boolean }> {
    const keyword = readKeyword(message.body);
    return this.dataSource.transaction(async (tx) => {
      // One reply of a person at a time: "stop" and "start" in the same second are obeyed in turn.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [message.from]);
      const before = await this.lastKeyword(tx, message);
      const isNew = await this.keep(tx, message, keyword, now);
      if (isNew && keyword && keyword !== 'help') await this.obey(tx, message, keyword, keyword !== before, now);
      return { keyword, isNew };
    });
  }

  private async keep(tx: EntityManager, message: InboundMessage, keyword: Keyword | null, now: Temporal.Instant): Promise<boolean> {
    const rows = (await tx.query(
      `insert into inbound_message (channel, from_address, body, provider, provider_message_id, received_at, keyword)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (provider, provider_message_id) do nothing returning id`,
      [message.channel, message.from, message.body, message.provider, message.providerMessageId, now, keyword],
    )) as unknown[];
    return rows.length > 0;
  }

  private async lastKeyword(tx: EntityManager, { channel, from }: InboundMessage): Promise<Keyword | null> {
    const rows = (await tx.query(
      `select keyword from inbound_message
        where from_address = $2 and channel = $1 and keyword in ('stop', 'stop_all', 'start') order by received_at desc, id desc limit 1`,
      [channel, from],
    )) as { keyword: Keyword }[];
    return rows[0]?.keyword ?? null;
  }

  private async obey(
    tx: EntityManager,
    { channel, from: address }: InboundMessage,
    keyword: ConfirmedKeyword,
    isChange: boolean,
    now: Temporal.Instant,
  ): Promise<void> {
    const purpose = CONFIRMATION_OF[keyword];
    const language = await this.languageOf(tx, channel, address);
    // Somebody who repeats it still gets the answer to the first time.
    if (keyword !== 'start') await this.outbox.callBack(tx, { channel, address, except: isChange ? undefined : purpose }, 'opted_out', now);
    const clients =
      keyword === 'start'
        ? await this.optOuts.undoByAddress(tx, { channel, address, every: false }, now)
        : await this.optOuts.optOutByAddress(tx, { channel, address, every: keyword === 'stop_all', source: 'client_reply' }, now);
    if (clients === 0 || !isChange) return;
    await this.outbox.enqueue(
      tx,
      {
        channel,
        to: address,
        purpose,
        language,
        subjectId: null,
        clientId: null,
        notBefore: now,
        expiresAt: now.add({ hours: HOURS_TO_CONFIRM }),
      },
      now,
    );
  }

  /** We answer in the language we last wrote in. */
  private async languageOf(tx: EntityManager, channel: MessageChannel, address: string): Promise<Language> {
    const rows = (await tx.query(`select language from message where to_address = $2 and channel = $1 order by created_at desc limit 1`, [
      channel,
      address,
    ])) as {
      language: string;
    }[];
    const language = rows[0]?.language;
    return isLanguage(language) ? language : DEFAULT_LANGUAGE;
  }
}
