import { Injectable } from '@nestjs/common';
import { InvalidInputError, localDate, NotFoundError, TIME_ZONE } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { problemsWithPause, type PauseReason, type PauseWish } from './domain/pause.js';

export interface NewPause extends PauseWish {
  /** null: the product itself, because of something that somebody else recorded. */
  staffId: string | null;
}

export interface Pause {
  id: string;
  scope: 'client' | 'plan' | 'everybody';
  clientId: string | null;
  planId: string | null;
  reason: PauseReason;
  note: string | null;
  pausedAt: Temporal.Instant;
  /** Name of who paused; null: the product itself. */
  pausedBy: string | null;
  until: Temporal.PlainDate | null;
}

/**
 * When a pause counts: not resumed, its day not come, and whoever found work has not begun on a new benefit since (who comes back starts clean).
 * `pause` is the table; $2 is today, $3 the office's time zone.
 */
export const PAUSE_COUNTS = `pause.resumed_at is null and (pause.until is null or pause.until > $2::date)
  and not (pause.reason = 'found_work' and exists (
    select from benefit_spell later where later.client_id = pause.client_id and lower(later.during) > (pause.paused_at at time zone $3)::date))`;

/** Who is not asked for a while: a row with who, why and until when. What is past ends by itself; nothing of what was missed comes after. */
@Injectable()
export class PausesService {
  /**
   * One client. A pause that was there is over: the new one replaces it.
   * @returns its id
   * @throws InvalidInputError (fields `reason`, `note`, `until`)
   */
  async pauseClient(tx: EntityManager, { clientId, ...pause }: NewPause & { clientId: string }, now: Temporal.Instant): Promise<string> {
    return this.pause(tx, { ...pause, clientId, planId: null }, now);
  }

  /** A whole plan. @returns its id @throws InvalidInputError (fields `reason`, `note`, `until`) */
  async pausePlan(tx: EntityManager, { planId, ...pause }: NewPause & { planId: string }, now: Temporal.Instant): Promise<string> {
    return this.pause(tx, { ...pause, clientId: null, planId }, now);
  }

  /** Everybody, whatever the plan. @returns its id @throws InvalidInputError (fields `reason`, `note`, `until`) */
  async pauseEverybody(tx: EntityManager, pause: NewPause, now: Temporal.Instant): Promise<string> {
    return this.pause(tx, { ...pause, clientId: null, planId: null }, now);
  }

  /** Ends a pause; one that is over already stays as it ended. @throws NotFoundError when there is no such pause */
  async resume(tx: EntityManager, pauseId: string, staffId: string | null, now: Temporal.Instant): Promise<void> {
    const found = (await tx.query(`select from pause where id = $1`, [pauseId])) as unknown[];
    if (found.length === 0) throw new NotFoundError('no such pause');
    await tx.query(`update pause set resumed_at = $2, resumed_by = $3 where id = $1 and resumed_at is null`, [pauseId, now, staffId]);
  }

  /** What holds now for more than one client: everybody, and plans by their id. */
  async current(tx: EntityManager, now: Temporal.Instant): Promise<{ everybody: Pause | null; plans: Map<string, Pause> }> {
    const pauses = await this.counting(tx, `pause.client_id is null and $1::uuid is null`, null, now);
    return {
      everybody: pauses.find(({ scope }) => scope === 'everybody') ?? null,
      plans: new Map(pauses.flatMap((pause) => (pause.planId === null ? [] : [[pause.planId, pause]]))),
    };
  }

  /** The pause of one client that counts now. */
  async currentOf(tx: EntityManager, clientId: string, now: Temporal.Instant): Promise<Pause | null> {
    const [pause] = await this.counting(tx, `pause.client_id = $1`, clientId, now);
    return pause ?? null;
  }

  private async counting(tx: EntityManager, scope: string, key: string | null, now: Temporal.Instant): Promise<Pause[]> {
    const rows = (await tx.query(
      `select pause.id, pause.client_id as "clientId", pause.plan_id as "planId", pause.reason, pause.note, pause.paused_at as "pausedAt",
              staff.name as "pausedBy", pause.until
         from pause
         left join staff on staff.id = pause.paused_by
        where ${scope} and ${PAUSE_COUNTS}`,
      [key, localDate(now), TIME_ZONE],
    )) as (Omit<Pause, 'pausedAt' | 'until' | 'scope'> & { pausedAt: Date; until: string | null })[];
    return rows.map((row) => ({
      ...row,
      scope: row.clientId ? 'client' : row.planId ? 'plan' : 'everybody',
      pausedAt: row.pausedAt.toTemporalInstant(),
      until: row.until === null ? null : Temporal.PlainDate.from(row.until),
    }));
  }

  private async pause(
    tx: EntityManager,
    { clientId, planId, reason, note, until, staffId }: NewPause & { clientId: string | null; planId: string | null },
    now: Temporal.Instant,
  ): Promise<string> {
    const problems = problemsWithPause({ reason, note, until }, localDate(now));
    if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
    // Two who pause at once do so one after the other; the later one counts.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`pause ${clientId ?? planId ?? 'everybody'}`]);
    await tx.query(
      `update pause set resumed_at = $3, resumed_by = $4
        where client_id is not distinct from $1 and plan_id is not distinct from $2 and resumed_at is null`,
      [clientId, planId, now, staffId],
    );
    const [made] = (await tx.query(
      `insert into pause (client_id, plan_id, reason, note, paused_at, paused_by, until) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [clientId, planId, reason, note?.trim() || null, now, staffId, until],
    )) as [{ id: string }];
    return made.id;
  }
}
