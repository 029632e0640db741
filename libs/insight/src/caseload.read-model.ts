import { Injectable } from '@nestjs/common';
import { localDate } from '#libs/platform';
import { DataSource } from 'typeorm';
import type { CaseloadClient } from './domain/attention.js';
import { putOff } from './put-off.js';

/** The coach's question: which clients are mine, and what has happened with each of them? */
@Injectable()
export class CaseloadReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The facts of every client this coach looks after now, in no particular order: who needs attention is decided by `attentionOf`.
   * Only one coach's clients and a bounded piece of each one's history are touched, whatever the size of the tables.
   */
  async forCoach(staffId: string, now: Temporal.Instant): Promise<CaseloadClient[]> {
    return this.dataSource.query<CaseloadClient[]>(CASELOAD, [staffId, now, localDate(now)]);
  }
}

/**
 * The observations of one trait of client c that count: what was replaced lies before what replaced it, at the same moment. In the order of the
 * key, so that nothing is sorted.
 */
const counting = (trait: string, back: string) => `
        select observed_at, value
          from (select observed_at, value, lead(observed_at) over (order by observed_at, id) as next_at
                  from trait_observation
                 where client_id = c.id and trait = '${trait}'
                   and observed_at > $2::timestamptz - interval '${back}' and observed_at <= $2) each
         where next_at is distinct from observed_at`;

/**
 * One walk over the primary key of trait_observation per client and trait ("lateral"): that way took 8 ms for 150 clients x 8 traits among 10 million
 * observations, where a view over the whole table took 7 seconds. Moments inside JSON are epoch seconds: 150 clients' worth of them are
 * parsed for every page.
 */
export const CASELOAD = `
  select c.id, c.client_number as "clientNumber", c.first_name as "firstName", c.infix, c.last_name as "lastName", c.deceased_on as "deceasedOn",
         spell.since as "benefitSince", plan.starts_on as "askedFrom", coalesce(rounds.latest, '[]') as rounds, heard.at as "heardAt",
         coalesce(wellbeing.series, '[]') as wellbeing, coalesce(health.series, '[]') as health,
         wish_contact.latest as "wishContact", wish_help.latest as "wishHelp",
         coalesce(advice.open, '[]') as suggestions, coalesce(advice.wishes_decided, '[]') as "wishesDecided",
         coalesce(answered.latest, '[]') as answered, objected.at as "objectedAt",
         coalesce(running.types, '[]') as running,
         c.language, coalesce(reach.points, '[]') as "contactPoints", coalesce(opted.channels, '[]') as "optedOut",
         coalesce(todo.kinds, '[]') as tasks, resting.pause, signal.at as "signalAt", unread.at as "unreadAt"
    from caseload_assignment a
    join client c on c.id = a.client_id
    left join lateral (
      select lower(s.during) as since from benefit_spell s where s.client_id = c.id and s.during @> $3::date
    ) spell on true
    left join lateral (
      select p.anchor_on as starts_on from enrolment p where p.client_id = c.id and p.ended_at is null order by p.anchor_on limit 1
    ) plan on true
    left join lateral (
      select json_agg(json_build_object('dueOn', r.due_on, 'outcome', r.outcome, 'started', r.started_at is not null,
               'unreachable', r.unreachable_reason, 'cause', r.cause, 'message', m.status) order by r.due_on desc) as latest
        from (select * from check_in r where r.client_id = c.id and r.due_on <= $3::date and r.outcome is distinct from 'canceled'
               order by r.due_on desc limit 6) r
        left join lateral (
          select m.status from message m where m.subject_id = r.id order by m.created_at desc limit 1
        ) m on true
    ) rounds on true
    left join lateral (
      select extract(epoch from r.ended_at)::float8 as at
        from check_in r where r.client_id = c.id and r.outcome in ('finished', 'partial') order by r.due_on desc limit 1
    ) heard on true
    left join lateral (
      select json_agg(json_build_array(extract(epoch from o.observed_at)::int8, o.value) order by o.observed_at) as series
        from (${counting('wellbeing.general', '12 months')}) o
    ) wellbeing on true
    left join lateral (
      select json_agg(json_build_array(extract(epoch from o.observed_at)::int8, o.value) order by o.observed_at) as series
        from (${counting('health.self_rated', '4 months')}) o
    ) health on true
    left join lateral (
      select json_build_array(extract(epoch from o.observed_at)::int8, o.value) as latest
        from trait_observation o
       where o.client_id = c.id and o.trait = 'wish.contact' and o.observed_at <= $2
       order by o.observed_at desc, o.id desc limit 1
    ) wish_contact on true
    left join lateral (
      select json_build_array(extract(epoch from o.observed_at)::int8, o.value) as latest
        from trait_observation o
       where o.client_id = c.id and o.trait = 'wish.help' and o.observed_at <= $2
       order by o.observed_at desc, o.id desc limit 1
    ) wish_help on true
    left join lateral (
      select json_agg(json_build_object('intervention', s.intervention, 'fromWish', s.from_wish) order by s.from_wish desc, s.rank, s.made_at)
               filter (where s.decided_at is null and later.until is null) as open,
             json_agg(json_build_object('intervention', s.intervention, 'at', extract(epoch from coalesce(s.decided_at, later.at))::int8))
               filter (where s.from_wish and (s.decided_at is not null or later.until is not null)) as wishes_decided
        from suggestion s
        left join lateral (${putOff('$3')}) as later on s.decided_at is null
       where s.client_id = c.id and s.stance = 'suggest' and s.withdrawn_at is null
    ) advice on true
    left join lateral (
      select json_agg(json_build_object('intervention', s.intervention, 'response', said.response, 'at', extract(epoch from said.at)::float8)
               order by said.at, s.id) as latest
        from suggestion_share share
        join suggestion s on s.id = share.suggestion_id
       cross join lateral (
         select response, staff_id, at from client_response where suggestion_id = s.id order by at desc, id desc limit 1
       ) said
        left join lateral (${putOff('$3')}) as later on true
       where share.client_id = c.id and share.withdrawn_at is null and said.staff_id is null and s.decided_at is null and later.until is null
         -- what the rules have withdrawn since is to be known, not to be decided
         and (s.withdrawn_at is null
              or not exists (select from access_log look where look.client_id = c.id and look.staff_id = $1 and look.at > said.at))
    ) answered on true
    left join lateral (
      select extract(epoch from min(o.made_at))::float8 as at from objection o where o.client_id = c.id and o.handled_at is null
    ) objected on true
    left join lateral (
      select json_agg(i.type) as types from intervention i where i.client_id = c.id and i.ended_at is null
    ) running on true
    left join lateral (
      select json_agg(json_build_object('kind', p.kind, 'address', p.address, 'state', p.state) order by p.created_at desc, p.id desc) as points
        from contact_point p where p.client_id = c.id and p.ended_at is null
    ) reach on true
    left join lateral (
      select json_agg(o.channel) as channels from opt_out o where o.client_id = c.id and o.undone_at is null
    ) opted on true
    left join lateral (
      select json_agg(task.kind order by task.due_on, task.id) as kinds from follow_up_task task
       where task.client_id = c.id and task.done_at is null and task.due_on <= $3::date
    ) todo on true
    left join lateral (
      select json_build_object('reason', p.reason, 'until', p.until) as pause from pause p
       where p.client_id = c.id and p.plan_id is null and p.resumed_at is null and (p.until is null or p.until > $3::date)
         and (p.reason <> 'found_work' or spell.since is null or spell.since <= (p.paused_at at time zone 'Europe/Amsterdam')::date)
       limit 1
    ) resting on true
    left join lateral (
      select extract(epoch from min(alert.raised_at))::float8 as at from crisis_alert alert
       where alert.client_id = c.id and alert.acknowledged_at is null
    ) signal on true
    left join lateral (
      select extract(epoch from min(m.received_at))::float8 as at from inbox_message m where m.client_id = c.id and m.read_at is null
    ) unread on true
   where a.staff_id = $1 and upper_inf(a.during) and lower(a.during) <= $3::date`;
