import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MovedOnError } from './interventions.errors.js';

/** For who undoes the decision from which an intervention began: it ends as never started, and its place is free again. */
@Injectable()
export class TakingBackService {
  /**
   * Ends it as if it had not been planned, inside the caller's story: it keeps no day, and is no part of how things went; its steps stay. That the agreed day came in the meantime (the clock began it) is no reason
   * against; that a person did something with it is.
   * @param since when it was planned
   * @throws MovedOnError (a ConflictError) when somebody has gone on with it, or recorded its end
   */
  async takeBack(
    tx: EntityManager,
    interventionId: string,
    { staffId, since }: { staffId: string; since: Temporal.Instant },
    now: Temporal.Instant,
  ): Promise<void> {
    const [[ended]]: [{ id: string }[], number] = await tx.query(
      `update intervention as i
          set state = 'ended', outcome = 'not_started', stop_reason = 'undone', starts_on = null, ends_on = null, ended_by = $2, ended_at = $4
        where i.id = $1 and i.ended_at is null
          and not exists (select from intervention_step as step where step.intervention_id = i.id and step.at > $3 and step.staff_id is not null)
       returning i.id`,
      [interventionId, staffId, since, now],
    );
    if (!ended) throw new MovedOnError();
    await tx.query(`insert into intervention_step (intervention_id, step, staff_id, at) values ($1, 'ended', $2, $3)`, [
      interventionId,
      staffId,
      now,
    ]);
  }
}
