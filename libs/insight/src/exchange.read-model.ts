import { Injectable } from '@nestjs/common';
import type { InboxChannel, InboxKind } from '#libs/inbox';
import { DataSource } from 'typeorm';

/** One message of what a client and we wrote to each other. Moments come as ISO text. */
export interface ExchangedMessage {
  id: string;
  direction: 'in' | 'out';
  channel: InboxChannel;
  address: string | null;
  at: string;
  subject: string | null;
  body: string | null;
  /** What came in: whether it was a keyword, or stands in the inbox, and as what. An answer to a question is neither. */
  keyword: string | null;
  kind: InboxKind | null;
  inboxId: string | null;
  readAt: string | null;
  readBy: string | null;
  fromOtherAddress: boolean;
  /** The signal that was raised because of it, and who has taken it on. */
  alertId: string | null;
  alertTakenBy: string | null;
  /** What went out: of the coach (the name), or by itself (a purpose). */
  purpose: string | null;
  writtenBy: string | null;
  status: string | null;
  failureReason: string | null;
  holdReason: string | null;
  notBefore: string | null;
}

/** More than this is nobody's reading on one page. */
export const EXCHANGED = 300;

/**
 * What was said between one client and us. Whoever asks has checked that the person at the screen may open this file and has written that
 * down. Only what is this client's: a number that was somebody else's before, or is again, takes nothing along.
 */
@Injectable()
export class ExchangeReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** The latest `EXCHANGED` messages, oldest first. */
  async of(clientId: string): Promise<ExchangedMessage[]> {
    return this.dataSource.query<ExchangedMessage[]>(EXCHANGE, [clientId, EXCHANGED]);
  }
}

/** While this client had the address: half-open. */
const WHILE_HELD = (moment: string) => `${moment} >= held.created_at and (held.ended_at is null or ${moment} < held.ended_at)`;

const went = (from: string) => `
  select m.id, 'out' as direction, m.channel, m.to_address as address, coalesce(m.attempted_at, reply.written_at, m.created_at) as moment,
         null as subject, coalesce(reply.body, m.body) as body, null as keyword, null as kind, null::uuid as "inboxId", null::timestamptz as read_at,
         null as "readBy", false as "fromOtherAddress", null::uuid as "alertId", null as "alertTakenBy", m.purpose, staff.name as "writtenBy", m.status,
         m.failure_reason as "failureReason", m.hold_reason as "holdReason", m.not_before
    from ${from}
    left join coach_reply reply on reply.message_id = m.id
    left join staff on staff.id = reply.staff_id`;

const came = (from: string) => `
  select coalesce(inbox.id, i.id), 'in', coalesce(inbox.channel, i.channel), coalesce(inbox.address, i.from_address),
         coalesce(i.received_at, inbox.received_at), i.subject, coalesce(inbox.body, i.body), i.keyword, inbox.kind, inbox.id, inbox.read_at,
         staff.name, coalesce(inbox.from_other_address, false), alert.id, taker.name, null, null, null, null, null, null::timestamptz
    from ${from}
    left join staff on staff.id = inbox.read_by
    left join crisis_alert alert on alert.inbox_message_id = inbox.id
    left join staff taker on taker.id = alert.acknowledged_by`;

/** $1: the client, $2: how many. */
export const EXCHANGE = `
  with held as materialized (select address, created_at, ended_at from contact_point where client_id = $1),
  exchanged as (
    ${went('message m')}
     where m.client_id = $1
    union all
    -- the answer to STOP goes to a number, which may be of more people
    ${went(`held join message m on m.to_address = held.address and ${WHILE_HELD('m.created_at')}`)}
     where m.client_id is null
    union all
    select reply.id, 'out', reply.channel, null, reply.written_at, null, reply.body, null, null, null::uuid, null::timestamptz,
           null, false, null::uuid, null, 'coach_reply', staff.name, null, null, null, null::timestamptz
      from coach_reply reply join staff on staff.id = reply.staff_id
     where reply.client_id = $1 and reply.message_id is null
    union all
    ${came('inbox_message inbox left join inbound_message i on i.id = inbox.inbound_id')}
     where inbox.client_id = $1
    union all
    -- answers to questions, and keywords: nobody has to read those
    ${came('inbound_message i left join inbox_message inbox on inbox.inbound_id = i.id')}
     where i.client_id = $1 and inbox.id is null
    union all
    -- STOP from a number of more people counts for each of them
    ${came(`held join inbound_message i on i.from_address = held.address and ${WHILE_HELD('i.received_at')}
            left join inbox_message inbox on inbox.inbound_id = i.id`)}
     where i.client_id is null and i.keyword is not null and inbox.id is null),
  latest as (select * from exchanged order by moment desc, id desc limit $2)
  select id, direction, channel, address, to_json(moment) #>> '{}' as at, subject, body, keyword, kind, "inboxId",
         to_json(read_at) #>> '{}' as "readAt", "readBy", "fromOtherAddress", "alertId", "alertTakenBy", purpose, "writtenBy", status, "failureReason",
         "holdReason", to_json(not_before) #>> '{}' as "notBefore"
    from latest order by moment, id`;
