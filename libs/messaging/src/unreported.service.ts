import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Channels } from './channels/channels.js';
import { MOST_LOOKS } from './domain/look-up.js';
import { ReceiptsService } from './receipts.service.js';

/** A message that a provider took and then said nothing more about. */
interface Unreported {
  id: string;
  provider: string;
  providerMessageId: string;
}

const HOURS_OF_SILENCE = 1;
const HOURS_BETWEEN = 6;
/** An operator that has said nothing by then never will. */
const DAYS = 3;
const AT_MOST = 500;
const AT_ONCE = 10;

/** Asks what became of messages whose receipts never came: while our own door was shut, the provider knocked in vain. */
@Injectable()
export class UnreportedService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly channels: Channels,
    private readonly receipts: ReceiptsService,
  ) {}

  /**
   * What was handed over an hour ago and is still only `sent` is asked after at its provider, a few times in three days; the answer counts
   * like any receipt. Nothing is ever sent again because of it. May be called too often, and by several workers at once.
   * @returns of how many the provider knew more
   */
  async askAfterSilence(now: Temporal.Instant): Promise<number> {
    const waiting = await this.take(now);
    let told = 0;
    const ask = async () => {
      for (let message = waiting.shift(); message; message = waiting.shift()) told += (await this.ask(message, now)) ? 1 : 0;
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    return told;
  }

  /** Whoever takes them moves their next look on. */
  private async take(now: Temporal.Instant): Promise<Unreported[]> {
    const [rows] = (await this.dataSource.query(
      `with silent as (
         select id, attempts, provider, provider_message_id, attempted_at from message
          where status = 'sent' and channel = 'sms' and attempted_at > $2 and attempted_at <= $3
            and provider = any ($4::text[]) and provider_message_id is not null
          offset 0),
       chosen as (
         select silent.* from silent
          cross join lateral (
            select from message_attempt
             where message_id = silent.id and number = silent.attempts and look_ups < $5 and (look_up_at is null or look_up_at <= $1) offset 0) a
          order by silent.attempted_at limit $6)
       update message_attempt a set look_ups = a.look_ups + 1, look_up_at = $7
         from chosen
        where a.message_id = chosen.id and a.number = chosen.attempts and (a.look_up_at is null or a.look_up_at <= $1)
       returning chosen.id, chosen.provider, chosen.provider_message_id as "providerMessageId"`,
      [
        now,
        now.subtract({ hours: 24 * DAYS }),
        now.subtract({ hours: HOURS_OF_SILENCE }),
        this.channels.searchable,
        MOST_LOOKS,
        AT_MOST,
        now.add({ hours: HOURS_BETWEEN }),
      ],
    )) as [Unreported[], number];
    return rows;
  }

  private async ask({ id, provider, providerMessageId }: Unreported, now: Temporal.Instant): Promise<boolean> {
    const known = await this.channels.named(provider)?.fateOf?.(providerMessageId);
    if (!known) return false;
    return (await this.receipts.record(null, { provider, providerMessageId, messageId: id, ...known }, now)) !== null;
  }
}
