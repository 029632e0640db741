import { Test } from '@nestjs/testing';
import { createLog, NestLog, PlatformModule, readConfiguration } from '#libs/platform';
import { AlarmsService, FiguresService, OperationsModule, WatchService } from '#libs/operations';
import { DataSource } from 'typeorm';
import { aDatabase } from './database.js';
import { aWatchedOffice } from './factories/watched-office.js';
import { aSimulator } from './messaging.js';

export const ADMINISTRATOR = 'beheer@gemeente.example';

/** An office that is watched, on a database of this spec file's own, with quiet hours, and an administrator with a mailbox in the simulator. */
export async function aWatch(start: Temporal.Instant) {
  const [database, { simulator, settings }] = await Promise.all([aDatabase(), aSimulator()]);
  const environment = {
    DEMO: 'on',
    QUIET_HOURS: 'on',
    LOG_LEVEL: 'silent',
    ALARM_EMAIL: ADMINISTRATOR,
    TWILIO_2_API_URL: simulator.url,
    ...settings,
  };
  const configuration = { ...readConfiguration(environment), databaseUrl: database.url };
  const app = await Test.createTestingModule({ imports: [PlatformModule.with(configuration), OperationsModule] })
    .setLogger(new NestLog(createLog('silent', 'test')))
    .compile();
  await app.init();
  const dataSource = app.get(DataSource);
  const [alarms, watch] = [app.get(AlarmsService), app.get(WatchService)];
  const clock = { now: start };
  const office = aWatchedOffice(dataSource, () => clock.now);
  let already = 0;

  return {
    dataSource,
    alarms,
    watch,
    office,
    figures: app.get(FiguresService),
    simulator,
    /** An empty office at a moment, and an empty mailbox. */
    async begin(moment: Temporal.Instant): Promise<void> {
      clock.now = moment;
      already = simulator.messages(ADMINISTRATOR).length;
      simulator.clearFaults();
      await office.empty();
    },
    /** What stands after a look by a worker that is alive. */
    async looked(moment = clock.now): Promise<string[]> {
      clock.now = moment;
      await watch.look(moment, 'worker');
      return (await alarms.standing()).map(({ kind, channel, about, planName }) =>
        [kind, channel, about, planName].filter(Boolean).join(' '),
      );
    },
    mails: () => simulator.messages(ADMINISTRATOR).slice(already),
    async close(): Promise<void> {
      await app.close();
      await simulator.close();
      await database.drop();
    },
  };
}

export type Watch = Awaited<ReturnType<typeof aWatch>>;
