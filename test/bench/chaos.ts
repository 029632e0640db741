import { LookUpService, OutboxService, UnreportedService } from '#libs/messaging';
import { setTimeout as pause } from 'node:timers/promises';
import { openChaosWorld, type ChaosWorld } from './chaos-world.js';

export interface ChaosOptions {
  messages: number;
  /** How often a worker gets SIGKILL. */
  kills: number;
  /** How often PostgreSQL is restarted. */
  restarts: number;
  /** The provider keeps silent after accepting one in so many. */
  silentEvery: number;
  /** How long the provider takes to answer: the longer, the more is under way at the moment of a blow. */
  latencyMs: number;
  /** Of one in so many messages every receipt gets lost: then nothing but the look-up knows what became of those under way. */
  deafEvery: number;
  /** The messages fall due spread over so many seconds, and in that time everything goes wrong. */
  seconds: number;
}

export interface ChaosReport {
  messages: number;
  /** Messages that a telephone got more than once. */
  duplicates: number;
  /** Messages of which nobody can say what became of them: not delivered, not failed with a reason, and not on the list of unknown. */
  lost: number;
  /** How many ended as what. */
  ended: Record<string, number>;
  kills: number;
  restarts: number;
  /** Workers that fell by themselves, because the database went away. */
  fell: number;
  /** From the last blow until every message had an end. */
  settledSeconds: number;
}

const WORKERS = 2;
/** After this long whatever has no end is lost. */
const PATIENCE_SECONDS = 120;

/** Everything goes wrong at once, and then it is counted: at the telephones and in the database. */
export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  const world = await openChaosWorld(options.messages, options.seconds);
  try {
    world.simulator.fault({ kind: 'slow', ms: options.latencyMs });
    world.simulator.fault({ kind: 'timeout', ms: 3_000, every: options.silentEvery });
    world.simulator.fault({ kind: 'double_receipts', every: 2 });
    world.simulator.fault({ kind: 'reverse_receipts', every: 3 });
    world.simulator.fault({ kind: 'lose_receipts', every: options.deafEvery });
    world.workers.start(WORKERS);
    const kills = await rage(world, options);
    const began = performance.now();
    const ended = await settle(world);
    return { ...(await count(world, ended)), kills, restarts: options.restarts, settledSeconds: (performance.now() - began) / 1000 };
  } finally {
    await world.close();
  }
}

/** Blows at random moments, until the last message has fallen due and every blow has been given. @returns how many workers were killed */
async function rage({ workers, restartDatabase }: ChaosWorld, { kills, restarts, seconds }: ChaosOptions): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let killed = 0;
  const killing = async () => {
    while (killed < kills) {
      await pause(Math.random() * ((2 * seconds * 1000) / kills));
      if (workers.killOne(Math.random())) killed += 1;
      else await pause(100);
    }
  };
  const restarting = async () => {
    for (let restarted = 0; restarted < restarts; restarted += 1) {
      await pause((seconds * 1000) / (restarts + 1));
      await restartDatabase();
    }
  };
  await Promise.all([killing(), restarting()]);
  await pause(Math.max(0, until - performance.now()));
  return killed;
}

/** What the worker's clock does every minute is done every second here, until nothing moves any more. */
async function settle({ web, dataSource, simulator }: ChaosWorld): Promise<Record<string, number>> {
  const get = <T>(token: new (...given: never[]) => T) => web.get(token, { strict: false });
  const [outbox, lookUps, unreported] = [get(OutboxService), get(LookUpService), get(UnreportedService)];
  for (let second = 0; ; second += 1) {
    const now = Temporal.Now.instant();
    await outbox.settleAbandoned(now);
    await lookUps.settleUnknown(now);
    // Nothing moves because of the answer, so that the hour of patience need not be waited for.
    await unreported.askAfterSilence(now.add({ minutes: 61 }).add({ hours: 7 * second }));
    const rows = await dataSource.query<{ status: string; count: number }[]>(
      `select status, count(*)::int from message group by status order by status`,
    );
    const ended = Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    const isMoving = ['queued', 'sending', 'sent', 'unknown'].some((status) => status in ended);
    if (!isMoving || second >= PATIENCE_SECONDS) {
      await simulator.settled();
      return ended;
    }
    await pause(1000);
  }
}

async function count(
  { dataSource, simulator, workers }: ChaosWorld,
  ended: Record<string, number>,
): Promise<Omit<ChaosReport, 'kills' | 'restarts' | 'settledSeconds'>> {
  const [{ messages, lost }] = await dataSource.query<[{ messages: number; lost: number }]>(
    `select count(*)::int as messages,
            count(*) filter (where status in ('queued', 'sending', 'sent')
                                or (status in ('failed', 'undelivered', 'canceled') and failure_reason is null))::int as lost
       from message`,
  );
  const received = simulator.counts().byRecipient;
  const reached = new Set(received.map(({ recipient }) => recipient));
  const claimed = await dataSource.query<{ to: string }[]>(`select to_address as "to" from message where status in ('sent', 'delivered')`);
  // Whoever is said to have it, has it: a message that the product calls delivered and no telephone knows is lost as well.
  const invented = claimed.filter(({ to }) => !reached.has(to)).length;
  return {
    messages,
    duplicates: received.filter(({ messages: times }) => times > 1).length,
    lost: lost + invented,
    ended,
    fell: workers.fell,
  };
}
