import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#libs/platform';
import type { EntityManager } from 'typeorm';

export interface Deputy {
  id: string;
  staffId: string;
  staffName: string;
  deputyId: string;
  deputyName: string;
  since: Temporal.Instant;
  /** null: now. */
  endedAt: Temporal.Instant | null;
}

/** Who stands in for whom: told of what is urgent along with the coach, and instead of them while they are away. */
@Injectable()
export class DeputiesService {
  /** Of somebody at most one at a time: a former one ends. @throws InvalidInputError (field `deputy`) for oneself, or for who is no coach here (any more) */
  async appoint(tx: EntityManager, { staffId, deputyId }: { staffId: string; deputyId: string }, now: Temporal.Instant): Promise<void> {
    const possible = await this.possible(tx, staffId);
    if (!possible.some(({ id }) => id === deputyId)) throw new InvalidInputError({ deputy: 'deputy-not-possible' });
    // Two who appoint at once do so one after the other.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`deputy ${staffId}`]);
    const current = (await tx.query(`select from deputy where staff_id = $1 and deputy_id = $2 and ended_at is null`, [
      staffId,
      deputyId,
    ])) as unknown[];
    if (current.length > 0) return;
    await this.end(tx, staffId, now);
    await tx.query(`insert into deputy (staff_id, deputy_id, since) values ($1, $2, $3)`, [staffId, deputyId, now]);
  }

  /** Nobody stands in any more. Nothing happens when nobody did. */
  async end(tx: EntityManager, staffId: string, now: Temporal.Instant): Promise<void> {
    await tx.query(`update deputy set ended_at = $2 where staff_id = $1 and ended_at is null`, [staffId, now]);
  }

  /** Who stands in for this coach now. */
  async of(tx: EntityManager, staffId: string): Promise<Deputy | null> {
    const [current] = await read(tx, `where deputy.staff_id = $1 and deputy.ended_at is null`, [staffId]);
    return current ?? null;
  }

  /** For whom this coach stands in now. */
  async standsInFor(tx: EntityManager, staffId: string): Promise<Deputy[]> {
    return read(tx, `where deputy.deputy_id = $1 and deputy.ended_at is null order by staff.name, staff.id`, [staffId]);
  }

  /** Everybody for whom somebody stands in now, by name. */
  async current(tx: EntityManager): Promise<Deputy[]> {
    return read(tx, `where deputy.ended_at is null order by staff.name, staff.id`, []);
  }

  /** Who stood in for this coach, the latest first. */
  async history(tx: EntityManager, staffId: string): Promise<Deputy[]> {
    return read(tx, `where deputy.staff_id = $1 order by deputy.since desc, deputy.id desc`, [staffId]);
  }

  /** Who could: any other coach with an account, those of the same team first. */
  async possible(tx: EntityManager, staffId: string): Promise<{ id: string; name: string; teamName: string | null }[]> {
    return (await tx.query(
      `select other.id, other.name, team.name as "teamName"
         from staff other
         left join team on team.id = other.team_id
        where other.role = 'coach' and other.deactivated_at is null and other.email is not null and other.id <> $1
        order by (other.team_id is not distinct from (select team_id from staff where id = $1)) desc, other.name, other.id`,
      [staffId],
    )) as { id: string; name: string; teamName: string | null }[];
  }
}

async function read(tx: EntityManager, which: string, parameters: unknown[]): Promise<Deputy[]> {
  const rows = (await tx.query(
    `select deputy.id, deputy.staff_id as "staffId", staff.name as "staffName", deputy.deputy_id as "deputyId", other.name as "deputyName",
            deputy.since, deputy.ended_at as "endedAt"
       from deputy join staff on staff.id = deputy.staff_id join staff other on other.id = deputy.deputy_id ${which}`,
    parameters,
  )) as (Omit<Deputy, 'since' | 'endedAt'> & { since: Date; endedAt: Date | null })[];
  return rows.map((row) => ({ ...row, since: row.since.toTemporalInstant(), endedAt: row.endedAt?.toTemporalInstant() ?? null }));
}
