import { Injectable } from '@nestjs/common';
import type { InboxChannel, ToldAs } from '#libs/inbox';
import type { ReachChannel } from '#libs/people';
import { DataSource } from 'typeorm';

export interface Person {
  clientId: string;
  firstName: string;
  infix: string | null;
  lastName: string;
}

/** A message with a word that may mean danger, as it stands on the list of who was told. Moments come as ISO text. */
export interface SignalLine {
  id: string;
  raisedAt: string;
  toldAs: ToldAs;
  channel: InboxChannel;
  /** Who wrote it; more than one when more people have the number, none when nobody knows. */
  people: Person[];
  escalatesAt: string;
  escalatedAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
}

/** What whoever was told needs to call now, and nothing more of the file. */
export interface Signal extends Omit<SignalLine, 'people'> {
  people: (Person & { phones: { kind: string; address: string; isInvalid: boolean }[]; coach: string | null; isMine: boolean })[];
  body: string;
  receivedAt: string;
  address: string | null;
  note: string | null;
  /** The text with the help lines, as it went out; null where the page itself showed it. */
  help: { channel: ReachChannel; status: string } | null;
  told: { name: string; toldAs: ToldAs; at: string; mailedAt: string | null }[];
}

/** A signal in the file of a client, for the own coach. */
export interface FileSignal {
  id: string;
  raisedAt: string;
  channel: InboxChannel;
  escalatedAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  note: string | null;
}

/** Who was told of something that was taken on has no business with it any more after this; the own coach has the file. */
const DAYS_AFTER = 14;

/** Signals that somebody may be in danger. Only who was told finds them, and not for ever; looking at one is a look at a client, which whoever asks writes down. */
@Injectable()
export class SignalsReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** What this colleague was told: what nobody has taken on first, then newest first, at most 100. */
  async toldTo(staffId: string, now: Temporal.Instant): Promise<SignalLine[]> {
    return this.dataSource.query<SignalLine[]>(TOLD, [staffId, since(now)]);
  }

  /** @returns null when there is no such signal or this colleague was not told: the two look the same from outside */
  async signal(alertId: string, staffId: string, now: Temporal.Instant): Promise<Signal | null> {
    const [found] = await this.dataSource.query<Signal[]>(SIGNAL, [alertId, staffId, since(now)]);
    return found ?? null;
  }
}

function since(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ hours: DAYS_AFTER * 24 });
}

const LINE = `
  alert.id, to_json(alert.raised_at) #>> '{}' as "raisedAt", notice.told_as as "toldAs", m.channel,
  to_json(alert.escalates_at) #>> '{}' as "escalatesAt", to_json(alert.escalated_at) #>> '{}' as "escalatedAt",
  to_json(alert.acknowledged_at) #>> '{}' as "acknowledgedAt", taker.name as "acknowledgedBy"`;

const ALERT = `
  crisis_notice notice
  join crisis_alert alert on alert.id = notice.alert_id
  join inbox_message m on m.id = alert.inbox_message_id
  left join staff taker on taker.id = alert.acknowledged_by`;

/** Whose it is, or may be: once somebody has said whose it is, nobody else. */
const WHO = `
  select c.* from client c
   where c.id = coalesce(m.client_id, alert.client_id)
      or (m.client_id is null and alert.client_id is null
          and c.id in (select candidate.client_id from inbox_candidate candidate where candidate.inbox_message_id = m.id))`;

const TOLD = `
  select ${LINE},
         (select coalesce(json_agg(json_build_object('clientId', who.id, 'firstName', who.first_name, 'infix', who.infix, 'lastName', who.last_name)
                   order by who.last_name, who.id), '[]') from (${WHO}) who) as people
    from ${ALERT}
   where notice.staff_id = $1 and (alert.acknowledged_at is null or alert.acknowledged_at > $2)
   order by (alert.acknowledged_at is null) desc, alert.raised_at desc, alert.id desc
   limit 100`;

const SIGNAL = `
  select ${LINE}, m.body, to_json(m.received_at) #>> '{}' as "receivedAt", m.address, alert.note,
         (select json_build_object('channel', help.channel, 'status', help.status) from message help where help.id = alert.help_message_id) as help,
         (select coalesce(json_agg(json_build_object('clientId', who.id, 'firstName', who.first_name, 'infix', who.infix, 'lastName', who.last_name,
                   'coach', (select staff.name from caseload_assignment a join staff on staff.id = a.staff_id where a.client_id = who.id and upper_inf(a.during)),
                   'isMine', exists (select from caseload_assignment a where a.client_id = who.id and a.staff_id = $2 and upper_inf(a.during)),
                   'phones', (select coalesce(json_agg(json_build_object('kind', p.kind, 'address', p.address, 'isInvalid', p.state = 'invalid')
                                order by p.state = 'invalid', p.created_at desc, p.id), '[]')
                                from contact_point p where p.client_id = who.id and p.ended_at is null and p.kind <> 'email'))
                   order by who.last_name, who.id), '[]') from (${WHO}) who) as people,
         (select json_agg(json_build_object('name', staff.name, 'toldAs', told.told_as, 'at', told.told_at, 'mailedAt', told.mailed_at)
                   order by told.told_at, staff.name)
            from crisis_notice told join staff on staff.id = told.staff_id where told.alert_id = alert.id) as told
    from ${ALERT}
   where alert.id = $1 and notice.staff_id = $2 and (alert.acknowledged_at is null or alert.acknowledged_at > $3)`;

/** Everything that was raised about the client $1, as one JSON list. */
export const FILE_SIGNALS = `
  select coalesce(json_agg(json_build_object('id', alert.id, 'raisedAt', alert.raised_at, 'channel', m.channel, 'escalatedAt', alert.escalated_at,
           'acknowledgedAt', alert.acknowledged_at, 'acknowledgedBy', taker.name, 'note', alert.note) order by alert.raised_at desc, alert.id desc), '[]')
    from crisis_alert alert
    join inbox_message m on m.id = alert.inbox_message_id
    left join staff taker on taker.id = alert.acknowledged_by
   where alert.id in (select id from crisis_alert where client_id = $1
                      union select own.id from inbox_message said join crisis_alert own on own.inbox_message_id = said.id where said.client_id = $1)`;
