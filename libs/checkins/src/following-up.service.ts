import { Injectable } from '@nestjs/common';
import { localDate } from '#libs/platform';
import { FollowUpTasksService, type TaskResult } from '#libs/people';
import type { EntityManager } from 'typeorm';
import { afterCalling } from './domain/ladder.js';
import { writeSteps } from './ladder-rows.js';

/** What a person did to reach a client, and what comes after it. */
@Injectable()
export class FollowingUpService {
  constructor(private readonly tasks: FollowUpTasksService) {}

  /**
   * Closes a task, once. Who was called and did not pick up is asked at the next appointment: that task is there at once.
   * @throws InvalidInputError (fields `result`, `note`), NotFoundError, ConflictError when it is closed already
   */
  async close(
    tx: EntityManager,
    taskId: string,
    { staffId, result, note }: { staffId: string; result: TaskResult; note: string | null },
    now: Temporal.Instant,
  ): Promise<void> {
    const { clientId, kind, checkInId } = await this.tasks.done(tx, taskId, { staffId, result, note }, now);
    const next = afterCalling(kind, result);
    if (!next) return;
    const [made] = await this.tasks.make(tx, [{ clientId, kind: next, cause: 'not_reached', checkInId, dueOn: localDate(now) }], now);
    if (checkInId)
      await writeSteps(
        tx,
        [{ checkInId, clientId, rung: 'in_person', channel: null, cause: 'not_reached', messageId: null, taskId: made?.id ?? null }],
        now,
      );
  }
}
