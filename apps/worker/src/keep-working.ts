import type { createLog } from '#libs/platform';
import { setTimeout as wait } from 'node:timers/promises';
import type { ContinuousWork } from './clock.js';

/** When there was nothing to do. */
const REST_MS = 500;
/** After a failure: longer every time, up to half a minute. */
const LONGEST_REST_MS = 30_000;

/** Does a piece of work over and over until it is told to stop. A failure is told and survived: the database may be away for a moment. */
export async function keepWorking({ task, run }: ContinuousWork, signal: AbortSignal, log: ReturnType<typeof createLog>): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let rest = REST_MS;
    try {
      const done = await run(signal);
      failures = 0;
      if (Object.values(done).some((count) => count > 0)) {
        log.info(done, task);
        // Something may have come in meanwhile; what came while everything was quiet waits for the rest.
        rest = 0;
      }
    } catch (error) {
      failures += 1;
      rest = Math.min(REST_MS * 2 ** (failures - 1), LONGEST_REST_MS);
      log.error({ err: error }, task);
    }
    await wait(rest, undefined, { signal }).catch(() => undefined);
  }
}
