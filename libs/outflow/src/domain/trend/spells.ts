/** Told to be in no benefit together with others. */
export const ALONE = -1;
/** A spell that runs. */
export const RUNS = 255;
export const ENDLESS = 0x7fff_ffff;

/**
 * Spells as columns; place i in each is the same spell. Sorted by client, and then by the day on which they begin. Clients, benefits, teams,
 * schemes and reasons are numbers; days are counted from 1970. Only clients with a spell are in it.
 */
export interface SpellColumns {
  client: Int32Array;
  /** The benefit it is in with others; ALONE. */
  unit: Int32Array;
  scheme: Uint8Array;
  /** RUNS while it does. */
  reason: Uint8Array;
  begins: Int32Array;
  /** The first day without; ENDLESS. */
  ends: Int32Array;
}

/** Who looked after a client from a day on, sorted by client and day. */
export interface TeamColumns {
  client: Int32Array;
  team: Uint16Array;
  since: Int32Array;
}

/** Paid work, sorted by client and day. */
export interface WorkColumns {
  client: Int32Array;
  begins: Int32Array;
  ends: Int32Array;
}

export interface TrendSource {
  spells: SpellColumns;
  teams: TeamColumns;
  work: WorkColumns;
  /** What the numbers stand for. */
  teamIds: readonly string[];
  schemes: readonly string[];
  reasons: readonly string[];
}

/** The spells of one key (a client, a benefit) behind each other, by the day on which they begin. */
export interface Lives {
  order: Int32Array;
  /** Where each key begins in `order`, and where the last ends. */
  from: Int32Array;
}

/** Every client a life: that is how they are sorted already. */
export function livesOfClients({ client }: SpellColumns): Lives {
  return livesBy(client, (client.at(-1) ?? -1) + 1, null);
}

/** Every benefit a life: of those in one together, and of each client alone what is in none. */
export function livesOfBenefits({ client, unit, begins, ends }: SpellColumns): Lives {
  const clients = (client.at(-1) ?? -1) + 1;
  let units = 0;
  const key = Int32Array.from(unit, (one, at) => {
    if (one === ALONE) return client[at] as number;
    units = Math.max(units, one + 1);
    return clients + one;
  });
  return livesBy(key, clients + units, (one, other) => begins[one]! - begins[other]! || ends[one]! - ends[other]!);
}

/** Sorts by counting: comparing hundreds of thousands of spells would take as long as everything else. */
function livesBy(key: Int32Array, keys: number, compare: ((one: number, other: number) => number) | null): Lives {
  const from = new Int32Array(keys + 1);
  for (const one of key) from[one + 1]! += 1;
  for (let at = 0; at < keys; at += 1) from[at + 1]! += from[at]!;
  const next = from.slice();
  const order = new Int32Array(key.length);
  for (let at = 0; at < key.length; at += 1) order[next[key[at]!]!++] = at;
  if (compare)
    for (let one = 0; one < keys; one += 1) {
      const [begin, end] = [from[one]!, from[one + 1]!];
      if (end - begin > 1) order.set([...order.subarray(begin, end)].toSorted(compare), begin);
    }
  return { order, from };
}
