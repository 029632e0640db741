import { DataSource } from 'typeorm';
import { recurringJobs, requestedJobs } from '../../apps/worker/src/clock.js';
import type { INestApplicationContext } from '@nestjs/common';

/** The worker's own clock page and task list, one tick at a time, at the moment on the clock that the test holds. */
export function aWorkerByHand(app: INestApplicationContext, now: () => Temporal.Instant) {
  const recurring = recurringJobs(app);
  const requested = requestedJobs(app);
  const dataSource = app.get(DataSource);

  async function doWhatWaits(): Promise<void> {
    const jobs = await dataSource.query<{ id: string; task: string; payload: { messageId: string } }[]>(
      `select jobs.id, jobs.task_identifier as task, private.payload
         from graphile_worker.jobs jobs join graphile_worker._private_jobs private using (id)
        where jobs.run_at <= $1 order by jobs.run_at`,
      [now()],
    );
    for (const { task, payload } of jobs) await requested[task]!(payload);
    await dataSource.query(`select count(*) from graphile_worker.complete_jobs($1::bigint[])`, [jobs.map(({ id }) => id)]);
  }

  return {
    /** Everything that happens by itself happens once, and then everything that was asked for and whose time has come. */
    async tick(): Promise<void> {
      for (const { run } of recurring) await run();
      await doWhatWaits();
    },
  };
}
