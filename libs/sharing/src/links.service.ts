import { Inject, Injectable } from '@nestjs/common';
import { hashOf, readToken, type MessageChannel } from '#libs/messaging';
import { FollowUpTasksService } from '#libs/people';
import { CONFIGURATION, localDate, type Configuration } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { isPass, passFor, readYear, shareLinkState, stateWithPass, type ShareLinkState, type ShareLinkTimes } from './domain/share-link.js';
import { WRONG_ATTEMPTS } from './domain/share.js';
import { ShareLinkNotOpenError, ShareLinkUnknownError } from './sharing.errors.js';

/** Why a coach is asked to call: their client's link was closed after too many wrong years. */
export const LINK_CLOSED = 'share_link_closed';

export interface FollowedLink {
  id: string;
  clientId: string;
  state: ShareLinkState;
  expiresAt: Temporal.Instant;
  /** The one they chose, else the one of the import. */
  language: string;
  /** How its message came. */
  channel: MessageChannel;
}

/** What came of a year that somebody typed: `empty` was none, and counts for nothing; `pass` opens what was shared, on this page. */
export type Proof = { as: 'open'; pass: string } | { as: 'wrong'; left: number } | { as: 'empty' } | { as: 'shut' };

/**
 * Follows links to what was shared. The link alone opens nothing and grants nothing: mail scanners follow links and send forms, and a telephone may
 * be somebody else's. Only who has the link and types the year of birth reads on.
 */
@Injectable()
export class LinksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tasks: FollowUpTasksService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Changes nothing. @throws ShareLinkUnknownError */
  async find(token: string, now: Temporal.Instant): Promise<FollowedLink> {
    const link = await findLink(this.dataSource.manager, token);
    return { ...link, state: shareLinkState(link, now) };
  }

  /**
   * The right year opens; the fifth wrong one closes every link of this client that is open, and their coach is asked to call. Two at once are
   * counted one after the other. Each is a transaction of its own, so that a wrong attempt stays counted.
   * @throws ShareLinkUnknownError
   */
  async prove(token: string, typed: string, now: Temporal.Instant): Promise<Proof> {
    return this.dataSource.transaction(async (tx) => {
      const link = await findLink(tx, token, 'lock');
      if (shareLinkState(link, now) !== 'open') return { as: 'shut' };
      const year = readYear(typed, localDate(now));
      if (year === null) return { as: 'empty' };
      if (year === link.birthYear) {
        await tx.query(`update share_link set wrong_attempts = 0 where client_id = $1 and closed_at is null and wrong_attempts > 0`, [
          link.clientId,
        ]);
        return { as: 'open', pass: passFor(link.id, this.configuration.sessionSecret) };
      }
      const left = WRONG_ATTEMPTS - (await countWrong(tx, link, now));
      if (left > 0) return { as: 'wrong', left };
      await this.close(tx, link.clientId, now);
      return { as: 'shut' };
    });
  }

  /**
   * For a page that was opened with the right year: the same link, held until the end of the transaction. Who is reading when it expires is not
   * cut off within the hour.
   * @throws ShareLinkUnknownError, ShareLinkNotOpenError
   */
  async enter(tx: EntityManager, { token, pass }: { token: string; pass: string }, now: Temporal.Instant): Promise<FollowedLink> {
    const link = await findLink(tx, token, 'lock');
    const state = stateWithPass(link, now);
    if (state !== 'open' || !isPass(pass, link.id, this.configuration.sessionSecret)) throw new ShareLinkNotOpenError();
    return { ...link, state };
  }

  private async close(tx: EntityManager, clientId: string, now: Temporal.Instant): Promise<void> {
    await tx.query(`update share_link set closed_at = $2 where client_id = $1 and closed_at is null and expires_at > $2`, [clientId, now]);
    await this.tasks.make(tx, [{ clientId, kind: 'call', cause: LINK_CLOSED, checkInId: null, dueOn: localDate(now) }], now);
  }
}

type FoundLink = Omit<FollowedLink, 'state'> & ShareLinkTimes;

/** The lock is the client's, not the link's: two links of one client count together. */
async function findLink(tx: EntityManager, token: string, lock: 'lock' | null = null): Promise<FoundLink> {
  const read = readToken(token);
  if (read === null) throw new ShareLinkUnknownError();
  const hash = hashOf(read);
  if (lock)
    await tx.query(
      `select pg_advisory_xact_lock(hashtextextended('links to what is shared with ' || client_id::text, 0)) from share_link where token_hash = $1`,
      [hash],
    );
  const [row]: (Omit<FoundLink, 'expiresAt' | 'closedAt'> & { expiresAt: Date; closedAt: Date | null })[] = await tx.query(FIND, [hash]);
  if (!row) throw new ShareLinkUnknownError();
  return { ...row, expiresAt: row.expiresAt.toTemporalInstant(), closedAt: row.closedAt?.toTemporalInstant() ?? null };
}

const FIND = `
  select link.id, link.client_id as "clientId", link.expires_at as "expiresAt", link.closed_at as "closedAt",
         extract(year from client.birth_date)::int as "birthYear", message.channel,
         coalesce((select language from contact_preference where client_id = client.id and ended_at is null), client.language) as language
    from share_link link
    join client on client.id = link.client_id
    join message on message.id = link.message_id
   where link.token_hash = $1`;

/** @returns how many wrong attempts there were by now, on all links of this client that are open */
async function countWrong(tx: EntityManager, link: FoundLink, now: Temporal.Instant): Promise<number> {
  await tx.query(`update share_link set wrong_attempts = wrong_attempts + 1 where id = $1`, [link.id]);
  const [{ wrong }]: [{ wrong: number }] = await tx.query(
    `select sum(wrong_attempts)::int as wrong from share_link where client_id = $1 and closed_at is null and expires_at > $2`,
    [link.clientId, now],
  );
  return wrong;
}
