import { Injectable } from '@nestjs/common';
import type { PauseReason, ReachChannel, TaskKind, TaskResult } from '#libs/people';
import type { Cadence } from '#libs/planning';
import { localDate, TIME_ZONE } from '#libs/platform';
import { DataSource } from 'typeorm';

/** A message that waits to leave. */
export interface WaitingMessage {
  id: string;
  channel: ReachChannel;
  address: string;
  purpose: string;
  notBefore: string;
  /** Why it still waits although its time has come; null: its time has not come. */
  hold: string | null;
  planName: string | null;
  /** Which step of reaching this client it is, and why; null: from before steps were kept. */
  rung: string | null;
  cause: string | null;
}

/** A round that is open. */
export interface OpenRound {
  id: string;
  dueOn: string;
  planName: string;
  closesAt: string;
  startedAt: string | null;
}

/** A place in a plan. */
export interface FileEnrolment {
  id: string;
  planName: string;
  cadence: Cadence;
  anchorOn: string;
  nextDueOn: string | null;
  channel: ReachChannel | null;
  windowFrom: string | null;
  windowUntil: string | null;
  spreadMinutes: number;
  daysToStart: number;
  /** The plan itself is paused; `until` null: without an end. */
  planPause: { reason: PauseReason; until: string | null } | null;
}

export interface FilePause {
  id: string;
  reason: PauseReason;
  note: string | null;
  at: string;
  by: string | null;
  until: string | null;
}

/** Something that happened; which of the fields say something depends on what. */
export interface Happening {
  at: string;
  what: 'check_in' | 'message' | 'step' | 'pause' | 'task';
  /** The new state, the rung, `paused`/`resumed`, `made`/`done`. */
  state: string;
  cause: string | null;
  channel: ReachChannel | null;
  purpose: string | null;
  /** The day of the round it belongs to. */
  dueOn: string | null;
  kind: TaskKind | null;
  result: TaskResult | null;
  note: string | null;
  by: string | null;
  until: string | null;
}

export interface ClientPlanning {
  timeZone: string;
  /** When somebody last was asked, in whatever plan. */
  lastAskedAt: string | null;
  pause: FilePause | null;
  everybodyPause: FilePause | null;
  waiting: WaitingMessage[];
  open: OpenRound[];
  enrolments: FileEnrolment[];
  /** Newest first, at most `HAPPENINGS`. */
  happenings: Happening[];
}

export interface FileTask {
  id: string;
  kind: TaskKind;
  cause: string;
  madeAt: string;
  dueOn: string;
}

/** How far back the page looks: more is nobody's reading. */
export const HAPPENINGS = 120;

/** What will be sent to a client and why, and what happened: whoever asks has checked that the person at the screen may open this file. */
@Injectable()
export class ClientPlanningReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** In one statement: the message that waits and the round it belongs to are seen together. Only a bounded piece of the history is read. */
  async planning(clientId: string, now: Temporal.Instant): Promise<ClientPlanning> {
    const [found] = await this.dataSource.query<[ClientPlanning]>(PLANNING, [clientId, now, localDate(now), TIME_ZONE, HAPPENINGS]);
    return found;
  }

  /** What is left for a person to do, most urgent first. */
  async openTasks(clientId: string): Promise<FileTask[]> {
    return this.dataSource.query<FileTask[]>(
      `select id, kind, cause, to_json(made_at) #>> '{}' as "madeAt", due_on as "dueOn"
         from follow_up_task where client_id = $1 and done_at is null order by due_on, made_at, id`,
      [clientId],
    );
  }
}

const PAUSE = `json_build_object('id', pause.id, 'reason', pause.reason, 'note', pause.note, 'at', pause.paused_at, 'by', staff.name, 'until', pause.until)`;
/** The same as `PausesService` means by it: a pause because of work is over when a new benefit began. */
const HOLDS = `pause.resumed_at is null and (pause.until is null or pause.until > $3::date)
  and not (pause.reason = 'found_work' and exists (
    select from benefit_spell later where later.client_id = pause.client_id and lower(later.during) > (pause.paused_at at time zone $4)::date))`;

const PLANNING = `
  with round as (
    select c.id, c.due_on, c.closes_at, c.opened_at, c.started_at, c.ended_at, c.channel, plan.name as plan_name
      from check_in c join enrolment on enrolment.id = c.enrolment_id join plan on plan.id = enrolment.plan_id
     where c.client_id = $1 order by c.due_on desc, c.id desc limit 30),
  sent as (
    select m.*, round.due_on, round.plan_name
      from message m left join round on round.id = m.subject_id
     where m.client_id = $1 order by m.created_at desc, m.id desc limit 60)
  select client.time_zone as "timeZone",
         (select to_json(max(opened_at)) #>> '{}' from round where channel is not null) as "lastAskedAt",
         (select ${PAUSE} from pause left join staff on staff.id = pause.paused_by where pause.client_id = $1 and ${HOLDS}) as pause,
         (select ${PAUSE} from pause left join staff on staff.id = pause.paused_by
           where pause.client_id is null and pause.plan_id is null and ${HOLDS}) as "everybodyPause",
         (select coalesce(json_agg(json_build_object('id', m.id, 'channel', m.channel, 'address', m.to_address, 'purpose', m.purpose,
                   'notBefore', m.not_before, 'hold', m.hold_reason, 'planName', m.plan_name, 'rung', step.rung, 'cause', step.cause) order by m.not_before), '[]')
            from sent m left join contact_step step on step.check_in_id = m.subject_id and step.message_id = m.id
           where m.status = 'queued') as waiting,
         (select coalesce(json_agg(json_build_object('id', id, 'dueOn', due_on, 'planName', plan_name, 'closesAt', closes_at, 'startedAt', started_at)
                   order by due_on), '[]')
            from round where ended_at is null) as open,
         (select coalesce(json_agg(json_build_object('id', e.id, 'planName', plan.name, 'cadence', plan.cadence, 'anchorOn', e.anchor_on,
                   'nextDueOn', e.next_due_on, 'channel', plan.preferred_channel, 'windowFrom', plan.window_from, 'windowUntil', plan.window_until, 'spreadMinutes', plan.spread_minutes, 'daysToStart', plan.days_to_start,
                   'planPause', (select json_build_object('reason', pause.reason, 'until', pause.until) from pause where pause.plan_id = plan.id and ${HOLDS}))
                   order by e.next_due_on nulls last, e.id), '[]')
            from enrolment e join plan on plan.id = e.plan_id
           where e.client_id = $1 and e.ended_at is null) as enrolments,
         (select coalesce(json_agg(happening order by happening.at desc, happening.place desc, happening."order" desc), '[]')
            from (select * from (
              select change.at, 'check_in' as what, 1 as place, lpad(change.id::text, 20, '0') as "order", change.state, change.cause, round.channel, null as purpose,
                     round.due_on as "dueOn", null as kind, null as result, null as note, null as by, null::date as until
                from round join state_change change on change.subject_id = round.id
              union all
              select change.at, 'message', 3, lpad(change.id::text, 20, '0'), change.state, change.cause, sent.channel, sent.purpose, sent.due_on, null, null, null, null, null
                from sent join state_change change on change.subject_id = sent.id
              union all
              select step.at, 'step', 2, step.id::text, step.rung, step.cause, step.channel, null, round.due_on, null, null, null, null, null
                from (select * from contact_step where client_id = $1 order by at desc limit 60) step left join round on round.id = step.check_in_id
               where step.rung not in ('invitation', 'call', 'in_person')
              union all
              select pause.paused_at, 'pause', 4, pause.id::text, 'paused', pause.reason, null, null, null, null, null, pause.note, staff.name, pause.until
                from pause left join staff on staff.id = pause.paused_by where pause.client_id = $1
              union all
              select pause.resumed_at, 'pause', 4, pause.id::text, 'resumed', pause.reason, null, null, null, null, null, null, staff.name, null
                from pause left join staff on staff.id = pause.resumed_by where pause.client_id = $1 and pause.resumed_at is not null
              union all
              select task.made_at, 'task', 4, task.id::text, 'made', task.cause, null, null, null, task.kind, null, null, null, null
                from follow_up_task task where task.client_id = $1
              union all
              select task.done_at, 'task', 4, task.id::text, 'done', task.cause, null, null, null, task.kind, task.result, task.note, staff.name, null
                from follow_up_task task left join staff on staff.id = task.done_by where task.client_id = $1 and task.done_at is not null) everything
             where everything.at <= $2
             order by everything.at desc, everything.place desc, everything."order" desc limit $5) happening) as happenings
    from client where client.id = $1`;
