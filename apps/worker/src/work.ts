import { HearingService } from '#libs/conversations';
import { CatalogueService } from '#libs/interventions';
import { MailServer } from '#libs/messaging';
import { Clock, createLog, NestLog, PlatformHealth, SentenceError, type Configuration } from '#libs/platform';
import { QuestionnairesService } from '#libs/questionnaires';
import { RulesService } from '#libs/rules';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker';
import { continuousWork, recurringJobs, type RecurringJob } from './clock.js';
import { keepWorking } from './keep-working.js';
import { CONCURRENCY, WorkerModule } from './worker.module.js';

type Log = ReturnType<typeof createLog>;

export interface Work {
  /** Takes nothing new, lets what is under way finish (messages are settled), and closes every connection. */
  stop(): Promise<void>;
  /** Settles when the work ends; rejects when it ended by itself. */
  ended: Promise<void>;
}

/**
 * Starts working: everything on the page clock.ts. Any number of workers may do so beside each other.
 * @throws SentenceError when the database is not there or not up to date
 */
export async function startWork(configuration: Configuration & { databaseUrl: string }, clock?: Clock): Promise<Work> {
  const log = createLog(configuration.logLevel, 'worker');
  const app = await NestFactory.createApplicationContext(WorkerModule.with(configuration, clock), {
    logger: new NestLog(log),
    abortOnError: false,
  });
  try {
    await findReady(app);
    await ensureStandards(app);
    const jobs = recurringJobs(app);
    const runner = await run({
      connectionString: configuration.databaseUrl,
      concurrency: CONCURRENCY,
      maxPoolSize: CONCURRENCY,
      noHandleSignals: true,
      logger: new Logger(() => (level, message, meta) => tell(log, level, message, meta)),
      taskList: tasksOf(jobs, log),
      // A minute that was missed is not made up for: every verb looks at the present. One that still waits is replaced, never piled up.
      parsedCronItems: parseCronItems(
        jobs.map(({ task, match }) => ({ task, match, options: { backfillPeriod: 0, maxAttempts: 1, jobKey: task } })),
      ),
    });
    app.get(MailServer).start({ onReply: (reply, now) => app.get(HearingService).hear(reply, now) });
    const stopping = new AbortController();
    const working = continuousWork(app).map((work) => keepWorking(work, stopping.signal, log));
    return {
      ended: runner.promise,
      stop: async () => {
        stopping.abort();
        await Promise.all([runner.stop(), ...working]);
        await app.close();
      },
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function findReady(app: INestApplicationContext): Promise<void> {
  const { database, migrations, queue } = await app.get(PlatformHealth).examine();
  if (database !== 'ok') throw new SentenceError('DATABASE_URL: de database is niet te bereiken.');
  if (migrations !== 'ok' || queue !== 'ok')
    throw new SentenceError('De database is nog niet bijgewerkt. Doe eerst: npm run werkplein -- migrate');
}

/** What comes with the product is there before anything is asked: the questionnaire, the catalogue and the rules. */
async function ensureStandards(app: INestApplicationContext): Promise<void> {
  const now = app.get(Clock).now();
  await app.get(QuestionnairesService).ensureStandard(now);
  await app.get(CatalogueService).ensureStandard(now);
  await app.get(RulesService).ensureStandard(now);
}

/** A recurring job tells in one line what it did, and nothing when there was nothing to do. */
function tasksOf(jobs: RecurringJob[], log: Log): TaskList {
  return Object.fromEntries(
    jobs.map(({ task, run: verb }) => [
      task,
      async () => {
        const done = await verb();
        const counts = typeof done === 'number' ? { done } : done;
        if (Object.values(counts).some((count) => count > 0)) log.info(counts, task);
      },
    ]),
  );
}

/** The queue tells of every job it takes; that is for whoever debugs it. */
function tell(log: Log, level: string, message: string, meta?: Record<string, unknown>): void {
  if (level === 'error') log.error({ err: meta?.['error'] }, message);
  else if (level === 'warning') log.warn(message);
  else log.debug(message);
}
