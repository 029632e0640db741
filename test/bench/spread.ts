/** How long one thing takes, in milliseconds: the middle, and what one in twenty exceeds. */
export interface Spread {
  median: number;
  p95: number;
}

/** Product and bare in turn, so that what else the machine does hits both; the first of each warms up and does not count. */
export async function spreads(
  times: number,
  product: (turn: number) => Promise<void>,
  bare: (turn: number) => Promise<void>,
): Promise<{ product: Spread; bare: Spread }> {
  const took = { product: [] as number[], bare: [] as number[] };
  for (let turn = -3; turn < times; turn += 1)
    for (const [name, work] of turn % 2 === 0
      ? ([
          ['product', product],
          ['bare', bare],
        ] as const)
      : ([
          ['bare', bare],
          ['product', product],
        ] as const)) {
      const began = performance.now();
      await work(turn + 3);
      if (turn >= 0) took[name].push(performance.now() - began);
    }
  return { product: spreadOf(took.product), bare: spreadOf(took.bare) };
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { median: at(0.5), p95: at(0.95) };
}
