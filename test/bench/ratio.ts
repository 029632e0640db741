/** One thing done two ways: by the product, and by the barest code that does the same. */
export interface Contest {
  name: string;
  /** What the rate counts, for the printed line. */
  unit: string;
  /** The lowest ratio that is still good enough. */
  aim: number;
  /** Does it a number of times; @returns how many units were done, as counted in the database or in answers received */
  product: () => Promise<number>;
  bare: () => Promise<number>;
  close?: () => Promise<void>;
}

export interface Ratio {
  name: string;
  unit: string;
  productPerSecond: number;
  barePerSecond: number;
  ratio: number;
  aim: number;
}

const ROUNDS = 5;

/**
 * Both ways in turn, several rounds after one to warm up, and the median of the rounds' ratios: what else the machine does
 * in the meantime hits both.
 */
export async function measure({ name, unit, aim, product, bare }: Contest): Promise<Ratio> {
  await rate(product);
  await rate(bare);
  const rounds: { product: number; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Who goes first alternates, so that neither always finds the caches warm.
    const [first, second] = round % 2 === 0 ? [product, bare] : [bare, product];
    const [one, other] = [await rate(first), await rate(second)];
    rounds.push(round % 2 === 0 ? { product: one, bare: other } : { product: other, bare: one });
  }
  return {
    name,
    unit,
    aim,
    productPerSecond: median(rounds.map((round) => round.product)),
    barePerSecond: median(rounds.map((round) => round.bare)),
    ratio: median(rounds.map((round) => round.product / round.bare)),
  };
}

async function rate(work: () => Promise<number>): Promise<number> {
  const began = performance.now();
  const done = await work();
  return done / ((performance.now() - began) / 1_000);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Runs tasks with a number of them under way at once. The count is of what came back, not of what was begun. */
export async function concurrently<T>(tasks: readonly T[], atOnce: number, work: (task: T) => Promise<void>): Promise<number> {
  const waiting = [...tasks];
  let done = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let task = waiting.pop(); task !== undefined; task = waiting.pop()) {
        await work(task);
        done += 1;
      }
    }),
  );
  return done;
}
