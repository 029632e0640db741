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
  /** Whose address this is now: more than one client in a household that shares a telephone; who had it before does not count. */
  async holdersOf(tx: EntityManager, channel: ReachChannel, address: string): Promise<string[]> {
    return clientsAt(tx, channel, address);
  }

  /**
   * The same, for whoever answers what comes from an address: one at a time, until the end of the transaction. One statement for both, for
   * whose address it is does not change by a reply.
   */
  async holdersInTurn(tx: EntityManager, channel: ReachChannel, address: string): Promise<string[]> {
    const [{ holders }] = (await tx.query(`select pg_advisory_xact_lock(hashtextextended($2, 0)), array(${HOLDERS}) as holders`, [
      channel,
      normalAddress(address),
    ])) as [{ holders: string[] }];
    return holders;
  }

  /** Everybody with this address: in a household that shares a telephone nobody can tell who typed STOP. @returns how many clients */
  async optOutByAddress(tx: EntityManager, { channel, address, every, source }: OptOutByAddress, now: Temporal.Instant): Promise<number> {
    const clients = await clientsAt(tx, channel, address);
    await this.optOutAll(tx, clients, every ? null : channel, source, now);
    return clients.length;
  }

  /** The same for clients that are known already. @param channel null: every channel. @returns for how many something changed */
  async optOutAll(
    tx: EntityManager,
    clientIds: readonly string[],
    channel: ReachChannel | null,
    source: OptOutSource,
    now: Temporal.Instant,
  ): Promise<number> {
    const rows = (await tx.query(
      `insert into opt_out (client_id, channel, source, opted_out_at)
       select wish.client_id, $2, $3, $4 from unnest($1::uuid[]) as wish (client_id)
        where not exists (select from opt_out standing where standing.client_id = wish.client_id and standing.channel is null and standing.undone_at is null)
       on conflict (client_id, channel) where undone_at is null do nothing returning client_id`,
      [clientIds, channel, source, now],
    )) as unknown[];
    return rows.length;
  }

  /** Whether any of these does not want to be asked on this channel. */
  async isAnyOptedOut(tx: EntityManager, clientIds: readonly string[], channel: ReachChannel): Promise<boolean> {
    const [{ found }] = (await tx.query(
      `select exists (select from opt_out where client_id = any ($1::uuid[]) and undone_at is null and (channel is null or channel = $2)) as found`,
      [clientIds, channel],
    )) as [{ found: boolean }];
    return found;
  }

  /** For a client who stops on a page of their own, or tells the coach. @param channel null: every channel */
  async optOut(
    tx: EntityManager,
    clientId: string,
    channel: ReachChannel | null,
    source: OptOutSource,
    now: Temporal.Instant,
  ): Promise<void> {
    await this.optOutAll(tx, [clientId], channel, source, now);
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
    return this.undoAll(tx, await clientsAt(tx, channel, address), { channel, every }, now);
  }

  /** The same for clients that are known already. @returns how many of them can be reached on the channel again */
  async undoAll(
    tx: EntityManager,
    clientIds: readonly string[],
    { channel, every }: { channel: ReachChannel; every: boolean },
    now: Temporal.Instant,
  ): Promise<number> {
    const undone = (await tx.query(
      `with undone as (
         update opt_out set undone_at = $3
          where client_id = any ($1::uuid[]) and undone_at is null and (channel is null or channel = $2 or $4)
         returning client_id, channel, source, opted_out_at)
       select distinct client_id as "clientId", channel is null as "everyChannel", source from undone`,
      [clientIds, channel, now, every],
    )) as { clientId: string; everyChannel: boolean; source: OptOutSource }[];
    const other = channel === 'sms' ? 'email' : 'sms';
    if (!every)
      for (const { clientId, source } of undone.filter(({ everyChannel }) => everyChannel))
        await this.optOutAll(tx, [clientId], other, source, now);
    return new Set(undone.map(({ clientId }) => clientId)).size;
  }
}

const HOLDERS = `select distinct client_id as "clientId" from contact_point where address = $2 and (kind = 'email') = ($1 = 'email') and ended_at is null`;

async function clientsAt(tx: EntityManager, channel: ReachChannel, address: string): Promise<string[]> {
  const rows = (await tx.query(HOLDERS, [channel, normalAddress(address)])) as { clientId: string }[];
  return rows.map(({ clientId }) => clientId);
}
