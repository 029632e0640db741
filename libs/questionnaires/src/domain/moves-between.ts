/**
 * Which names have to move to come from one order to the other: as few as possible, so that dragging one to the top tells of one and not of
 * all it passed. What went or came is no move.
 * @returns by name its place among all before and all after, from 1
 */
export function movesBetween(before: readonly string[], after: readonly string[]): Map<string, { from: number; to: number }> {
  const places = new Map(before.map((name, index) => [name, index]));
  const common = after.filter((name) => places.has(name));
  const stays = longestIncreasing(common.map((name) => places.get(name) as number));
  const moved = common.filter((name) => !stays.has(places.get(name) as number));
  return new Map(moved.map((name) => [name, { from: (places.get(name) as number) + 1, to: after.indexOf(name) + 1 }]));
}

/** The values of a longest increasing subsequence (patience sorting, Fredman 1975). */
function longestIncreasing(values: readonly number[]): Set<number> {
  /** The last value of the best sequence of each length, and of each value the one before it. */
  const tails: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const value of values) {
    const found = tails.findIndex((tail) => tail > value);
    const length = found === -1 ? tails.length : found;
    tails[length] = value;
    previous.set(value, tails[length - 1]);
  }
  const stays = new Set<number>();
  for (let value = tails.at(-1); value !== undefined; value = previous.get(value)) stays.add(value);
  return stays;
}
