import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfiguration, TurnedClock, type Environment } from '#libs/platform';
import { DataSource } from 'typeorm';
import { configureWeb } from '../../apps/web/src/configure-web.js';
import { aDatabase } from './database.js';

/** A Monday in autumn, at ten in the morning at the office. */
export const A_MONDAY_MORNING = '2026-11-02T10:00:00+01:00';

export interface ServedWeb {
  app: NestFastifyApplication;
  /** Where it listens, without a slash at the end. */
  url: string;
  clock: TurnedClock;
  /** The application's own connection pool. */
  dataSource: DataSource;
  /** Stops the application and drops its database: for afterAll. */
  close: () => Promise<void>;
}

/**
 * The real web application on a database of this spec file's own, listening on a free port, with the clock in hand.
 * @param options.now where the clock stands at first
 * @param options.settings environment settings on top of the demo's (`DEMO: 'off'` needs the others that it requires)
 */
export async function serveWeb({
  now = A_MONDAY_MORNING,
  settings = {},
}: { now?: string; settings?: Environment } = {}): Promise<ServedWeb> {
  const database = await aDatabase();
  const clock = new TurnedClock(Temporal.Instant.from(now));
  const configuration = { ...readConfiguration({ DEMO: 'on', LOG_LEVEL: 'fatal', ...settings }), databaseUrl: database.url };
  const app = await configureWeb(configuration, clock);
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  // The port is known only now; whoever composes an absolute link reads it later than this.
  if (!settings['PUBLIC_URL']) configuration.publicUrl = url;
  return {
    app,
    url,
    clock,
    dataSource: app.get(DataSource),
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
