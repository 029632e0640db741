import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ReachChannel } from './contact-points.js';
import { normalAddress } from './reach.service.js';

export type OptOutSource = 'client_reply' | 'client_page' | 'provider' | 'staff';

export interface OptOutByAddress {
  /** The channel the wish came in on. */
  channel: ReachChannel;
  address: string;
  /** STOP ALLES: every channel, not only this one. */
  every: boolean;
  source: OptOutSource;
}

/** The wish not to be asked: a row until it is undone. It never touches the benefit, and no import removes it. */
@Injectable()
export class OptOutsService {
  /** Everybody with this address: in a household that shares a telephone nobody can tell who typed STOP. @returns how many clients */
  async optOutByAddress(tx: EntityManager, { channel, address, every, source }: OptOutByAddress, now: Temporal.Instant): Promise<number> {
    return this.record(tx, await clientsAt(tx, channel, address), every ? null : channel, source, now);
  }

  /** For a client who stops on a page of their own, or tells the coach. @param channel null: every channel */
  async optOut(
    tx: EntityManager,
    clientId: string,
    channel: ReachChannel | null,
    source: OptOutSource,
    now: Temporal.Instant,
  ): Promise<void> {
    await this.record(tx, [clientId], channel, source, now);
  }

  /**
   * START opens the channel it came in on and nothing more: after STOP ALLES the other channel stays closed, now by a row of its own.
   * @returns how many clients can be reached on the channel again
   */
  async undoByAddress(
    tx: EntityManager,
    { channel, address, every }: Omit<OptOutByAddress, 'source'>,
    now: Temporal.Instant,
  ): Promise<number> {
    const clients = await clientsAt(tx, channel, address);
    const undone = (await tx.query(
      `with undone as (
         update opt_out set undone_at = $3
          where client_id = any ($1::uuid[]) and undone_at is null and (channel is null or channel = $2 or $4)
         returning client_id, channel, source, opted_out_at)
       select distinct client_id as "clientId", channel is null as "everyChannel", source from undone`,
      [clients, channel, now, every],
    )) as { clientId: string; everyChannel: boolean; source: OptOutSource }[];
    const other = channel === 'sms' ? 'email' : 'sms';
    if (!every)
      for (const { clientId, source } of undone.filter(({ everyChannel }) => everyChannel))
        await this.record(tx, [clientId], other, source, now);
    return new Set(undone.map(({ clientId }) => clientId)).size;
  }

  private async record(
    tx: EntityManager,
    clientIds: string[],
    channel: ReachChannel | null,
    source: OptOutSource,
    now: Temporal.Instant,
  ): Promise<number> {
    await tx.query(
      `insert into opt_out (client_id, channel, source, opted_out_at) select client_id, $2, $3, $4 from unnest($1::uuid[]) as client_id
       on conflict (client_id, channel) where undone_at is null do nothing`,
      [clientIds, channel, source, now],
    );
    return clientIds.length;
  }
}

async function clientsAt(tx: EntityManager, channel: ReachChannel, address: string): Promise<string[]> {
  const rows = (await tx.query(
    `select distinct client_id as "clientId" from contact_point where address = $2 and (kind = 'email') = ($1 = 'email') and ended_at is null`,
    [channel, normalAddress(address)],
  )) as { clientId: string }[];
  return rows.map(({ clientId }) => clientId);
}
