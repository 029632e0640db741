import { WatchService } from '#libs/operations';
import { Clock } from '#libs/platform';
import { Logger, type INestApplicationContext } from '@nestjs/common';

/** The web looks as well, a little after the worker: a worker that has died cannot say so. */
const MINUTE = 60_000;

/**
 * Looks every so often until it is stopped; a look that fails (a database that is away) is logged, and the next comes in time.
 * @returns stops looking, and waits for a look that is under way
 */
export function keepWatching(app: INestApplicationContext, everyMs = MINUTE): () => Promise<void> {
  const [watch, clock, log] = [app.get(WatchService, { strict: false }), app.get(Clock), new Logger('watching')];
  let looking: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    looking ??= watch
      .look(clock.now(), 'web')
      .catch((error: unknown) => log.error(`the watch could not look: ${error instanceof Error ? error.name : 'unknown'}`))
      .finally(() => (looking = null));
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
