import type { EventTable } from './event-table.js';
import { productLimit, type ProductLimit } from './kaplan-meier.js';

/** One way to divide everybody: the group of each, and how many groups there are (the groups are 0, 1, … up to that). */
export interface Grouping {
  group: Uint8Array;
  groups: number;
}

/** Everybody who was followed, in whole days (or months); place i is the same person in each column. */
export interface FollowedPeople {
  time: Int32Array;
  /** 0: nothing happened; 1, 2, …: left for that cause. */
  cause: Uint8Array;
  /** See SurvivalSample: at risk on (entry, time]. */
  entry?: Int32Array | undefined;
}

/** The longest time there may be: what a row of counts is made for. In days it is 45,000 years. */
const LONGEST = 2 ** 24;

/** Of one group: what happened (the times are shared by all groups), and what follows of it. */
export interface GroupSurvival extends ProductLimit {
  table: EventTable;
}

/**
 * Kaplan-Meier with Greenwood's errors per group, for many groupings of the same people: in one pass over each grouping, see `eventTablesByGroup`. In
 * columns, because making a million steps into objects takes longer than counting; `survivalOf(table)` gives the curve with limits and median.
 * @param event 0 or 1
 * @throws RangeError as `eventTablesByGroup`
 */
export function kaplanMeierByGroup(
  time: Int32Array,
  event: Uint8Array,
  groupings: readonly Grouping[],
  entry?: Int32Array,
): GroupSurvival[][] {
  const perGrouping = eventTablesByGroup({ time, cause: event, entry }, 1, groupings);
  return perGrouping.map((tables) => tables.map((table) => ({ table, ...productLimit(table) })));
}

/**
 * A table per group, for many groupings of the same people; all tables have the same times, as a log-rank test asks. What is dear is
 * done once for all groupings: the times are put in order by counting (they are whole numbers), and each person gets one key, of which time it was
 * and why. After that a grouping costs one pass that adds 1 in a table of group by key, small enough to stay near the processor;
 * nothing is sorted or copied per grouping.
 * @throws RangeError for a time that is negative or beyond LONGEST, an entry that is not before its time, a cause or group that there is not
 */
export function eventTablesByGroup(people: FollowedPeople, causes: number, groupings: readonly Grouping[]): EventTable[][] {
  const { times, reached } = inOrder(people);
  const [kinds, slots] = [causes + 1, times.length + 1];
  const keys = keysOf(people, reached, kinds);
  const begun = people.entry?.map((entry) => (entry < 0 ? 0 : reached[entry]!));
  return groupings.map(({ group, groups }) => {
    const counts = counted(keys, group, groups, slots * kinds);
    const late = begun && counted(begun, group, groups, slots);
    return Array.from({ length: groups }, (_, its) => {
      const of = (all: Int32Array, size: number) => all.subarray(its * size, (its + 1) * size);
      return tableOf(times, of(counts, slots * kinds), kinds, late && of(late, slots));
    });
  });
}

/** The times at which anybody was followed to, rising, and for each time how many of those are not after it. */
function inOrder({ time }: FollowedPeople): { times: Float64Array; reached: Int32Array } {
  let [first, last] = [0, 0];
  for (let person = 0; person < time.length; person += 1) {
    first = Math.min(first, time[person]!);
    last = Math.max(last, time[person]!);
  }
  if (first < 0 || last > LONGEST) throw new RangeError(`times from ${first} to ${last}`);
  const reached = new Int32Array(last + 1);
  for (let person = 0; person < time.length; person += 1) reached[time[person]!] = 1;
  const times: number[] = [];
  for (let now = 0; now <= last; now += 1) {
    if (reached[now] === 1) times.push(now);
    reached[now] = times.length;
  }
  return { times: Float64Array.from(times), reached };
}

function keysOf({ time, cause, entry }: FollowedPeople, reached: Int32Array, kinds: number): Int32Array {
  const keys = new Int32Array(time.length);
  for (let person = 0; person < time.length; person += 1) {
    const [until, why] = [time[person]!, cause[person]!];
    if (!(why < kinds)) throw new RangeError(`cause ${why} in place ${person}`);
    if (entry && !(entry[person]! < until)) throw new RangeError(`entry ${entry[person]} is not before time ${until} in place ${person}`);
    keys[person] = reached[until]! * kinds + why;
  }
  return keys;
}

/**
 * How many have each key in each group: the loop that everything waits for. Neighbours are counted in two tables in turn, added up at the end: many
 * people share a key (all who are still there when it ends), and adding to a cell that was written a moment ago waits for that. With one table
 * it takes three times as long.
 */
function counted(keys: Int32Array, group: Uint8Array, groups: number, size: number): Int32Array {
  const [even, odd] = [new Int32Array(groups * size), new Int32Array(groups * size)];
  const n = keys.length;
  for (let person = 0; person + 1 < n; person += 2) {
    even[group[person]! * size + keys[person]!]! += 1;
    odd[group[person + 1]! * size + keys[person + 1]!]! += 1;
  }
  if (n % 2 === 1) even[group[n - 1]! * size + keys[n - 1]!]! += 1;
  let all = 0;
  for (let place = 0; place < even.length; place += 1) {
    even[place]! += odd[place]!;
    all += even[place]!;
  }
  // Who is in a group that there is not was counted beyond the end, and that is nowhere.
  if (all !== n || group.length !== n) throw new RangeError(`somebody in none of ${groups} groups`);
  return even;
}

/** From the last time to the first: who had not gone yet, less who had still to come, could leave. */
function tableOf(times: Float64Array, counts: Int32Array, kinds: number, late: Int32Array | undefined): EventTable {
  const atRisk = new Float64Array(times.length);
  const causes = Array.from({ length: kinds - 1 }, () => new Float64Array(times.length));
  let [there, toCome, followedUntil] = [0, 0, 0];
  for (let slot = times.length; slot > 0; slot -= 1) {
    const place = slot - 1;
    for (let kind = 0; kind < kinds; kind += 1) {
      there += counts[slot * kinds + kind]!;
      if (kind > 0) causes[kind - 1]![place] = counts[slot * kinds + kind]!;
    }
    toCome += late?.[slot] ?? 0;
    atRisk[place] = there - toCome;
    if (followedUntil === 0 && there > 0) followedUntil = times[place]!;
  }
  return { n: there, times, atRisk, causes, followedUntil };
}
