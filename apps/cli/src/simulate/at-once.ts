/** Does the work for all of them, so many at a time, and fails with the first that fails. */
export async function atOnce<T>(limit: number, all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all].toReversed();
  await Promise.all(
    Array.from({ length: Math.min(limit, waiting.length) }, async () => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) await work(one);
    }),
  );
}
