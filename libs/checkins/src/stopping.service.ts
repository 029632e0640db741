import { Injectable } from '@nestjs/common';
import { OutboxService } from '#libs/messaging';
import { PausesService, type NewPause } from '#libs/people';
import type { EntityManager } from 'typeorm';

/** Stops what is under way: nothing that was still to go out goes out, and who had not begun is not asked any more. */
@Injectable()
export class StoppingService {
  constructor(
    private readonly pauses: PausesService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * A pause, and an end to what it would come too late for. Resuming brings nothing of that back: the next occurrence is the next.
   * @returns the id of the pause
   * @throws InvalidInputError (fields `reason`, `note`, `until`)
   */
  async pauseClient(tx: EntityManager, pause: NewPause & { clientId: string }, now: Temporal.Instant): Promise<string> {
    const id = await this.pauses.pauseClient(tx, pause, now);
    await this.stop(tx, [pause.clientId], pause.reason === 'found_work' ? 'found_work' : 'paused', now);
    return id;
  }

  /**
   * What waits to leave for these clients is withdrawn, and their check-ins that were not begun are canceled. Who had begun may finish,
   * and hears no more of it.
   * @param cause kept with every check-in and message
   */
  async stop(tx: EntityManager, clientIds: readonly string[], cause: 'found_work' | 'paused', now: Temporal.Instant): Promise<void> {
    const open: { id: string; hasStarted: boolean }[] = await tx.query(
      `select id, started_at is not null as "hasStarted" from check_in
        where client_id = any ($1::uuid[]) and ended_at is null order by id for no key update`,
      [clientIds],
    );
    await tx.query(
      `update check_in
          set next_step_at = null,
              ended_at = case when started_at is null then $2::timestamptz end,
              outcome = case when started_at is null then 'canceled' end,
              cause = case when started_at is null then $3 else cause end
        where id = any ($1::uuid[])`,
      [open.map(({ id }) => id), now, cause],
    );
    await this.outbox.withdraw(
      tx,
      open.map(({ id }) => id),
      now,
      cause,
    );
  }
}
