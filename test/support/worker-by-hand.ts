import { continuousWork, recurringJobs } from '../../apps/worker/src/clock.js';
import type { INestApplicationContext } from '@nestjs/common';

/** The worker's own clock page, one tick at a time, at the moment on the clock that the test holds. */
export function aWorkerByHand(app: INestApplicationContext) {
  const recurring = recurringJobs(app);
  const continuous = continuousWork(app);
  return {
    /** Everything that happens by itself happens once, and then everything that is due leaves. */
    async tick(): Promise<void> {
      for (const { run } of recurring) await run();
      for (const { run } of continuous) await run();
    },
  };
}
