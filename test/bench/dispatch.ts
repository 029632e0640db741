import { fork } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from '#libs/platform';
import type { BareTask } from './bare-sender.js';
import { openDispatchWorld, type DispatchWorld, type Round } from './dispatch-world.js';
import type { Ratio } from './ratio.js';

/** A ratio, and what else was measured on the way. */
export interface DispatchRatio extends Ratio {
  details: Record<string, number>;
}

export interface DispatchOptions {
  /** Text messages due at once; e-mails and the message count of the smaller rounds follow from it. */
  messages: number;
}

const CONCURRENCY = 50;
const ROUNDS = 2;

/**
 * A round of invitations falls due at once: from due to handed over by the worker, with claiming, gate, writing and bookkeeping, against a
 * bare loop that sends as many requests at the same concurrency. Each in a process of its own, the simulator in a third.
 */
export async function dispatch({ messages }: DispatchOptions): Promise<DispatchRatio[]> {
  const world = await openDispatchWorld(messages);
  try {
    await world.round('sms', Math.min(500, messages), 1);
    return [await textMessages(world, messages), await mails(world, Math.ceil(messages / 4))];
  } finally {
    await world.close();
  }
}

async function textMessages(world: DispatchWorld, messages: number): Promise<DispatchRatio> {
  const url = world.simulatorUrl;
  const rounds: { product: Round; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const bare = await bareLoop({ channel: 'sms', url, messages, concurrency: CONCURRENCY });
    rounds.push({ product: await world.round('sms', messages, 1), bare });
  }
  const few = await world.round('sms', Math.min(5_000, messages), 1);
  const two = await world.round('sms', Math.min(5_000, messages), 2);
  const products = rounds.map(({ product }) => product);
  return {
    ...ratioOf('send text messages', 0.7, rounds),
    details: {
      messages,
      p95Seconds: mean(products.map(({ p95Seconds }) => p95Seconds)),
      workerMegabytes: Math.max(...products.map(({ megabytes }) => megabytes)),
      percentWithinTenSecondsOf5000: few.withinTenSeconds,
      twoWorkersPerSecond: two.perSecond,
      sentTwiceOrNever: [...products, few, two].reduce((sum, { notOnce }) => sum + notOnce, 0),
    },
  };
}

async function mails(world: DispatchWorld, messages: number): Promise<DispatchRatio> {
  const rounds: { product: Round; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const bare = await bareLoop({ channel: 'email', url: world.smtpUrl, messages, concurrency: CONCURRENCY });
    rounds.push({ product: await world.round('email', messages, 1), bare });
  }
  const products = rounds.map(({ product }) => product);
  return {
    ...ratioOf('send e-mail', 0.6, rounds),
    details: {
      messages,
      p95Seconds: mean(products.map(({ p95Seconds }) => p95Seconds)),
      workerMegabytes: Math.max(...products.map(({ megabytes }) => megabytes)),
      sentTwiceOrNever: products.reduce((sum, { notOnce }) => sum + notOnce, 0),
    },
  };
}

function ratioOf(name: string, aim: number, rounds: readonly { product: Round; bare: number }[]): Ratio {
  return {
    name,
    unit: 'messages',
    aim,
    productPerSecond: mean(rounds.map(({ product }) => product.perSecond)),
    barePerSecond: mean(rounds.map(({ bare }) => bare)),
    ratio: mean(rounds.map(({ product, bare }) => product.perSecond / bare)),
  };
}

async function bareLoop(task: BareTask): Promise<number> {
  const child = fork(path.join(PROJECT_ROOT, 'dist/test/bench/bare-sender.js'), { execArgv: [] });
  const said = () => new Promise<unknown>((resolve) => child.once('message', resolve));
  await said();
  child.send(task);
  const perSecond = (await said()) as number;
  child.disconnect();
  return perSecond;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
