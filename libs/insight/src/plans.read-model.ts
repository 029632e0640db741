import { Injectable } from '@nestjs/common';
import { localInstant, type Wording } from '#libs/platform';
import type { Audience, Cadence, PlanState } from '#libs/planning';
import { DataSource } from 'typeorm';

/** A plan as the administrators' screens speak of it: counts and names of colleagues, never of clients. */
export interface PlanLine {
  id: string;
  name: string;
  state: PlanState;
  questionnaire: Wording;
  audience: Audience;
  /** Of the team, coach or selection it is for, or a client's number; null when it names nobody. */
  audienceName: string | null;
  cadence: Cadence;
  startsOn: string;
  endedAt: Temporal.Instant | null;
  pausedUntil: string | null;
  isPaused: boolean;
  /** Who have a place in it now. */
  people: number;
  /** Rounds that come in the next seven days, or wait already. */
  comingWeek: number;
  /** Rounds of the last 28 days: sent an invitation, of whom it is known that it arrived, and who finished. */
  asked: number;
  reached: number;
  finished: number;
}

/** What was done with a plan, by whom (null: the command line or the product itself) and when. */
export interface PlanEventLine {
  what: 'made' | 'switched_on' | 'paused' | 'resumed' | 'ended';
  at: Temporal.Instant;
  by: string | null;
  reason: string | null;
  note: string | null;
  until: string | null;
}

/** What can be chosen in the form of a plan. */
export interface PlanChoices {
  questionnaires: { key: string; title: Wording }[];
  teams: { id: string; name: string }[];
  coaches: { id: string; name: string; team: string | null }[];
  selections: { id: string; name: string }[];
}

const DAYS_AHEAD = 7;
const DAYS_BACK = 28;

/** The administrators' questions about plans. */
@Injectable()
export class PlansReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** What runs first, then drafts, then what ended: the latest first, two hundred at most. */
  async all(today: Temporal.PlainDate): Promise<PlanLine[]> {
    return this.lines(`${LINES} order by standing, created_at desc, id limit 200`, today, null);
  }

  /** @returns null when there is no such plan */
  async one(planId: string, today: Temporal.PlainDate): Promise<PlanLine | null> {
    const [line] = await this.lines(LINES, today, planId);
    return line ?? null;
  }

  /** Who did what when, the latest first; the two hundred latest. */
  async history(planId: string): Promise<PlanEventLine[]> {
    const rows = await this.dataSource.query<(Omit<PlanEventLine, 'at'> & { at: Date })[]>(HISTORY, [planId]);
    return rows.map((row) => ({ ...row, at: instantOf(row.at) }));
  }

  /** Everything that may be named in a plan, by name; one statement. */
  async choices(): Promise<PlanChoices> {
    const [found] = await this.dataSource.query<[PlanChoices]>(CHOICES);
    return found;
  }

  /** @returns null when nobody has this number */
  async clientWithNumber(clientNumber: string): Promise<string | null> {
    const [client] = await this.dataSource.query<{ id: string }[]>(`select id from client where client_number = $1`, [clientNumber]);
    return client?.id ?? null;
  }

  private async lines(sql: string, today: Temporal.PlainDate, planId: string | null): Promise<PlanLine[]> {
    const moments = [today, today.add({ days: DAYS_AHEAD }), localInstant(today.subtract({ days: DAYS_BACK }), '00:00')];
    const rows = await this.dataSource.query<(Omit<PlanLine, 'endedAt'> & { endedAt: Date | null })[]>(sql, [...moments, planId]);
    return rows.map((row) => ({ ...row, endedAt: row.endedAt && instantOf(row.endedAt) }));
  }
}

function instantOf(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}

/** $1 today, $2 the first day beyond what is coming, $3 the moment from which is looked back, $4 one plan or null. An enrolment counts once: nobody is asked twice in a week. */
const LINES = `
  with shown as (select * from plan where $4::uuid is null or id = $4::uuid),
  place as (
    select plan_id, (count(distinct client_id) filter (where next_due_on is not null))::int as people, (count(*) filter (where next_due_on < $2::date))::int as coming
      from enrolment where ended_at is null and plan_id in (select id from shown) group by plan_id),
  round as (
    select enrolment.plan_id, count(*)::int as asked,
           (count(*) filter (where check_in.started_at is not null
              or exists (select from message where subject_id = check_in.id and status = 'delivered')))::int as reached,
           (count(*) filter (where check_in.outcome = 'finished'))::int as finished
      from check_in join enrolment on enrolment.id = check_in.enrolment_id
     where check_in.opened_at >= $3::timestamptz and check_in.channel is not null and check_in.outcome is distinct from 'missed'
       and enrolment.plan_id in (select id from shown)
     group by enrolment.plan_id)
  select plan.id, plan.name, plan.audience, plan.cadence, plan.starts_on as "startsOn", plan.created_at, plan.ended_at as "endedAt",
         case when plan.ended_at is not null then 'ended' when plan.switched_on_at is not null then 'on' else 'draft' end as state,
         case when plan.ended_at is not null then 3 when plan.switched_on_at is not null then 1 else 2 end as standing,
         version.title as questionnaire,
         case plan.audience ->> 'kind'
           when 'team' then (select team.name from team where team.id = (plan.audience ->> 'teamId')::uuid)
           when 'caseload' then (select staff.name from staff where staff.id = (plan.audience ->> 'staffId')::uuid)
           when 'client' then (select client_number from client where client.id = (plan.audience ->> 'clientId')::uuid)
           when 'selection' then (select selection.name from selection where selection.id = (plan.audience ->> 'selectionId')::uuid)
         end as "audienceName",
         pause.id is not null as "isPaused", pause.until as "pausedUntil",
         coalesce(place.people, 0) as people, coalesce(place.coming, 0) as "comingWeek",
         coalesce(round.asked, 0) as asked, coalesce(round.reached, 0) as reached, coalesce(round.finished, 0) as finished
    from shown plan
    join lateral (
      select definition -> 'title' as title from questionnaire_version
       where questionnaire_id = plan.questionnaire_id order by number desc limit 1) version on true
    left join pause on pause.plan_id = plan.id and pause.resumed_at is null and (pause.until is null or pause.until > $1::date)
                   and plan.ended_at is null
    left join place on place.plan_id = plan.id
    left join round on round.plan_id = plan.id`;

const HISTORY = `
  select event.what, event.at, staff.name as by, event.reason, event.note, event.until
    from (
      select 'made' as what, created_at as at, created_by as by, null as reason, null as note, null::date as until from plan where id = $1
      union all select 'switched_on', switched_on_at, switched_on_by, null, null, null from plan where id = $1 and switched_on_at is not null
      union all select 'ended', ended_at, ended_by, null, ended_reason, null from plan where id = $1 and ended_at is not null
      union all select 'paused', paused_at, paused_by, reason, note, until from pause where plan_id = $1
      union all select 'resumed', resumed_at, resumed_by, null, null, null from pause where plan_id = $1 and resumed_at is not null) event
    left join staff on staff.id = event.by
   order by event.at desc, array_position(array['ended', 'resumed', 'paused', 'switched_on', 'made'], event.what) limit 200`;

const CHOICES = `
  select (select coalesce(json_agg(json_build_object('key', questionnaire.key, 'title', version.title) order by questionnaire.key), '[]')
            from questionnaire
            join lateral (
              select definition -> 'title' as title from questionnaire_version
               where questionnaire_id = questionnaire.id order by number desc limit 1) version on true) as questionnaires,
         (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by lower(name)), '[]') from team) as teams,
         (select coalesce(json_agg(json_build_object('id', staff.id, 'name', staff.name, 'team', team.name) order by lower(staff.name)), '[]')
            from staff left join team on team.id = staff.team_id
           where staff.role = 'coach' and staff.deactivated_at is null) as coaches,
         (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by lower(name)), '[]') from selection) as selections`;
