import { Injectable } from '@nestjs/common';
import type { InboxChannel, InboxKind } from '#libs/inbox';
import { localDate } from '#libs/platform';
import { DataSource } from 'typeorm';

/** What one client wrote last, on the list of their coach. Moments come as ISO text. */
export interface InboxThread {
  clientId: string;
  firstName: string;
  infix: string | null;
  lastName: string;
  unread: number;
  /** Since when something waits; null when all was read. */
  since: string | null;
  channel: InboxChannel;
  kind: InboxKind;
  words: string;
  at: string;
  fromOtherAddress: boolean;
  /** When somebody answered after it. */
  answeredAt: string | null;
  /** A signal about this client that nobody has taken on. */
  isUrgent: boolean;
}

/** Something from a number or address that more people have, and nobody has said yet whose it is. */
export interface SharedMessage {
  id: string;
  channel: InboxChannel;
  address: string | null;
  body: string;
  at: string;
  isUrgent: boolean;
  /** The clients of this coach who have it. */
  mine: { clientId: string; firstName: string; infix: string | null; lastName: string }[];
  /** How many others have it: not who. */
  others: number;
}

/** How many threads stand on a page. */
export const THREADS = 25;
/** The first words of a message: enough to know what it is about. */
const WORDS = 160;

/** The coach's question: who wrote to me? Whoever asks sees what is about the clients who are theirs now. */
@Injectable()
export class InboxReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * One line for every client who ever wrote, what waits to be read first, then newest first.
   * @param page from 1. @returns at most `THREADS` + 1: the one too many tells that there is a next page
   */
  async threads(staffId: string, page: number, now: Temporal.Instant): Promise<InboxThread[]> {
    return this.dataSource.query<InboxThread[]>(THREADS_OF, [staffId, localDate(now), THREADS + 1, (page - 1) * THREADS]);
  }

  /** What came from numbers that more people have, unread and without an owner, newest first, at most 50. */
  async shared(staffId: string, now: Temporal.Instant): Promise<SharedMessage[]> {
    return this.dataSource.query<SharedMessage[]>(SHARED, [staffId, localDate(now)]);
  }
}

const MINE = `select a.client_id from caseload_assignment a where a.staff_id = $1 and upper_inf(a.during) and lower(a.during) <= $2::date`;

export const THREADS_OF = `
  with mine as (${MINE})
  select c.id as "clientId", c.first_name as "firstName", c.infix, c.last_name as "lastName", coalesce(waiting.count, 0) as unread,
         to_json(waiting.since) #>> '{}' as since, latest.channel, latest.kind, left(latest.body, ${WORDS}) as words,
         to_json(latest.received_at) #>> '{}' as at, latest.from_other_address as "fromOtherAddress",
         to_json(reply.written_at) #>> '{}' as "answeredAt",
         exists (select from crisis_alert alert where alert.client_id = c.id and alert.acknowledged_at is null) as "isUrgent"
    from mine
    join client c on c.id = mine.client_id
    join lateral (
      select m.* from inbox_message m where m.client_id = c.id order by (m.read_at is null) desc, m.received_at desc, m.id desc limit 1
    ) latest on true
    left join lateral (
      select count(*)::int as count, min(m.received_at) as since from inbox_message m where m.client_id = c.id and m.read_at is null
    ) waiting on true
    left join lateral (
      select r.written_at from coach_reply r where r.client_id = c.id and r.written_at >= latest.received_at order by r.written_at desc limit 1
    ) reply on true
   order by (coalesce(waiting.count, 0) > 0) desc, latest.received_at desc, c.id
   limit $3 offset $4`;

export const SHARED = `
  with mine as (${MINE})
  select m.id, m.channel, m.address, m.body, to_json(m.received_at) #>> '{}' as at,
         exists (select from crisis_alert alert where alert.inbox_message_id = m.id and alert.acknowledged_at is null) as "isUrgent",
         holders.mine, holders.others
    from (select distinct candidate.inbox_message_id as id from inbox_candidate candidate join mine on mine.client_id = candidate.client_id) perhaps
    join inbox_message m on m.id = perhaps.id
    join lateral (
      select coalesce(json_agg(json_build_object('clientId', c.id, 'firstName', c.first_name, 'infix', c.infix, 'lastName', c.last_name)
               order by c.last_name, c.first_name, c.id) filter (where mine.client_id is not null), '[]') as mine,
             (count(*) filter (where mine.client_id is null))::int as others
        from inbox_candidate candidate join client c on c.id = candidate.client_id
        left join mine on mine.client_id = candidate.client_id
       where candidate.inbox_message_id = m.id
    ) holders on true
   where m.client_id is null and m.read_at is null
   order by m.received_at desc, m.id desc
   limit 50`;
