import { Injectable } from '@nestjs/common';
import { ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { problemsWithResult, type TaskKind, type TaskResult } from './domain/follow-up.js';
import { taskDays } from './domain/task-days.js';

export interface NewTask {
  clientId: string;
  kind: TaskKind;
  /** Why, as a text key: a failure reason, `unanswered`, `not_reached`. */
  cause: string;
  checkInId: string | null;
  /** Not before this day; later when the coach's day is full. */
  dueOn: Temporal.PlainDate;
}

export interface MadeTask {
  id: string;
  clientId: string;
  kind: TaskKind;
  /** False when such a task was open already: it stands for this cause as well. */
  isNew: boolean;
}

export interface FollowUpTask {
  id: string;
  clientId: string;
  kind: TaskKind;
  cause: string;
  checkInId: string | null;
}

/** An open `task` to repair an address of who has one that works, and none that is broken. */
export const REPAIRED = `task.kind = 'repair_address' and task.done_at is null
  and exists (
    select from contact_point good
     where good.client_id = task.client_id and good.ended_at is null and good.kind in ('mobile', 'email') and good.state <> 'invalid')
  and not exists (
    select from contact_point bad where bad.client_id = task.client_id and bad.ended_at is null and bad.state = 'invalid')`;

/** What is left for a person to do about a client. Of each kind a client has at most one open task. */
@Injectable()
export class FollowUpTasksService {
  /** In four statements for many, each on a day on which its coach has room (`taskDays`). @returns the open task of each that was asked for, made now or before */
  async make(tx: EntityManager, tasks: readonly NewTask[], now: Temporal.Instant): Promise<MadeTask[]> {
    if (tasks.length === 0) return [];
    const given = JSON.stringify(await this.schedule(tx, tasks));
    const made = (await tx.query(
      `insert into follow_up_task (client_id, kind, cause, check_in_id, made_at, due_on)
       select distinct on ("clientId", kind) "clientId", kind, cause, "checkInId", $2, "dueOn"
         from json_to_recordset($1::json) as t ("clientId" uuid, kind text, cause text, "checkInId" uuid, "dueOn" date)
        order by "clientId", kind, "dueOn"
       on conflict (client_id, kind) where done_at is null do nothing
       returning id`,
      [given, now],
    )) as { id: string }[];
    const fresh = new Set(made.map(({ id }) => id));
    const open = (await tx.query(
      `select distinct task.id, task.client_id as "clientId", task.kind
         from json_to_recordset($1::json) as t ("clientId" uuid, kind text)
         join follow_up_task task on task.client_id = t."clientId" and task.kind = t.kind and task.done_at is null`,
      [given],
    )) as Omit<MadeTask, 'isNew'>[];
    return open.map((task) => ({ ...task, isNew: fresh.has(task.id) }));
  }

  private async schedule(tx: EntityManager, tasks: readonly NewTask[]): Promise<NewTask[]> {
    const coaches = (await tx.query(
      `select client_id as "clientId", staff_id as "staffId" from caseload_assignment where client_id = any ($1::uuid[]) and upper_inf(during)`,
      [tasks.map(({ clientId }) => clientId)],
    )) as { clientId: string; staffId: string | null }[];
    const coachOf = new Map(coaches.map(({ clientId, staffId }) => [clientId, staffId]));
    const loads = (await tx.query(
      `select assignment.staff_id as "staffId", task.due_on::text as day, count(*)::int as count
         from caseload_assignment assignment
         join follow_up_task task on task.client_id = assignment.client_id and task.done_at is null
        where assignment.staff_id = any ($1::uuid[]) and upper_inf(assignment.during)
        group by 1, 2`,
      [[...new Set(coaches.flatMap(({ staffId }) => staffId ?? []))]],
    )) as { staffId: string; day: string; count: number }[];
    const load = new Map(loads.map(({ staffId, day, count }) => [`${staffId} ${day}`, count]));
    const wanted = tasks.map(({ clientId, dueOn }) => ({ staffId: coachOf.get(clientId) ?? null, dueOn }));
    const days = taskDays(wanted, (staffId, day) => load.get(`${staffId} ${day.toString()}`) ?? 0);
    return tasks.map((task, index) => ({ ...task, dueOn: days[index] as Temporal.PlainDate }));
  }

  /**
   * A person closes a task, once.
   * @returns what it was
   * @throws InvalidInputError (fields `result`, `note`), NotFoundError, ConflictError when it is closed already
   */
  async done(
    tx: EntityManager,
    id: string,
    { staffId, result, note }: { staffId: string; result: TaskResult; note: string | null },
    now: Temporal.Instant,
  ): Promise<FollowUpTask> {
    const [task] = (await tx.query(
      `select id, client_id as "clientId", kind, cause, check_in_id as "checkInId", done_at is not null as "isDone"
         from follow_up_task where id = $1 for update`,
      [id],
    )) as (FollowUpTask & { isDone: boolean })[];
    if (!task) throw new NotFoundError('no such task');
    const { isDone, ...found } = task;
    if (isDone) throw new ConflictError('this task is done already');
    const problems = problemsWithResult(found.kind, { result, note });
    if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
    await tx.query(`update follow_up_task set done_at = $2, done_by = $3, result = $4, note = $5 where id = $1`, [
      id,
      now,
      staffId,
      result,
      note?.trim() || null,
    ]);
    return found;
  }

  /** Whose it is, for whoever must check that this client may be opened. @throws NotFoundError */
  async clientOf(tx: EntityManager, id: string): Promise<string> {
    const [task] = (await tx.query(`select client_id as "clientId" from follow_up_task where id = $1`, [id])) as { clientId: string }[];
    if (!task) throw new NotFoundError('no such task');
    return task.clientId;
  }

  /** The product itself saw that these are no longer needed. @returns how many it closed */
  async dropNotNeeded(tx: EntityManager, clientIds: readonly string[], kinds: readonly TaskKind[], now: Temporal.Instant): Promise<number> {
    const [, closed] = (await tx.query(
      `update follow_up_task set done_at = $3, result = 'not_needed'
        where client_id = any ($1::uuid[]) and kind = any ($2::text[]) and done_at is null`,
      [clientIds, kinds, now],
    )) as [unknown, number];
    return closed;
  }
}
