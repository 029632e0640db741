import type { EventTable } from './event-table.js';
import { survivalOf, type SurvivalCurve } from './kaplan-meier.js';

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

/** Kaplan-Meier per group, for many groupings of the same people: `kaplanMeier` of each group, in one pass over each grouping. */
export function kaplanMeierByGroup(
  time: Int32Array,
  event: Uint8Array,
  groupings: readonly Grouping[],
  entry?: Int32Array,
): SurvivalCurve[][] {
  return eventTablesByGroup({ time, cause: event, entry }, 1, groupings).map((tables) => tables.map((table) => survivalOf(table)));
}

/**
 * A table per group, for many groupings of the same people; all tables have the same times, as a log-rank test asks. What is dear is
 * done once for all groupings: the times at which anybody left are put in order by counting (they are whole numbers), and each person gets the
 * number of the last of them that was reached, with the cause, as one key. After that a grouping costs one pass that adds 1 in a table of key by
 * group, small enough to stay near the processor; nothing is sorted or copied per grouping.
 * @throws RangeError for a time that is negative, not whole or beyond LONGEST, an entry that is not before its time, a cause or group that there is not
 */
export function eventTablesByGroup(people: FollowedPeople, causes: number, groupings: readonly Grouping[]): EventTable[][] {
  const { times, reached } = inOrder(people);
  const kinds = causes + 1;
  const keys = keysOf(people, reached, kinds, causes);
  const begun = people.entry && people.entry.map((entry) => (entry < 0 ? 0 : reached[Math.min(entry, reached.length - 1)]!));
  const slots = (times.length + 1) * kinds;
  return groupings.map(({ group, groups }) => {
    if (group.length !== keys.length) throw new RangeError('columns of different lengths');
    const counts = counted(keys, group, groups, slots);
    const late = begun && counted(begun, group, groups, times.length + 1);
    return Array.from({ length: groups }, (_, its) =>
      tableOf(
        times,
        counts.subarray(its * slots, (its + 1) * slots),
        kinds,
        late?.subarray(its * (times.length + 1), (its + 1) * (times.length + 1)),
      ),
    );
  });
}

/** The times at which anybody left, and for each time how many of those were reached by then. */
function inOrder({ time, cause }: FollowedPeople): { times: Float64Array; reached: Int32Array } {
  let last = 0;
  let lowest = 0;
  for (let person = 0; person < time.length; person += 1) {
    const its = time[person]!;
    if (its > last) last = its;
    if (its < lowest) lowest = its;
  }
  if (lowest < 0 || last > LONGEST || cause.length !== time.length) throw new RangeError(`times from ${lowest} to ${last}`);
  const reached = new Int32Array(last + 1);
  for (let person = 0; person < time.length; person += 1) if (cause[person] !== 0) reached[time[person]!] = 1;
  const times: number[] = [];
  for (let now = 0; now <= last; now += 1) {
    if (reached[now] === 1) times.push(now);
    reached[now] = times.length;
  }
  return { times: Float64Array.from(times), reached };
}

function keysOf({ time, cause, entry }: FollowedPeople, reached: Int32Array, kinds: number, causes: number): Int32Array {
  const keys = new Int32Array(time.length);
  for (let person = 0; person < time.length; person += 1) {
    const its = cause[person]!;
    if (its > causes) throw new RangeError(`cause ${its} in place ${person}`);
    if (entry && entry[person]! >= time[person]!)
      throw new RangeError(`entry ${entry[person]} is not before time ${time[person]} in place ${person}`);
    keys[person] = reached[time[person]!]! * kinds + its;
  }
  return keys;
}

/** How many have each key in each group. The loop that everything waits for: two loads, an addition and a count. */
function counted(keys: Int32Array, group: Uint8Array, groups: number, slots: number): Int32Array {
  const counts = new Int32Array(256 * slots);
  for (let person = 0; person < keys.length; person += 1) counts[group[person]! * slots + keys[person]!]! += 1;
  for (let beyond = groups * slots; beyond < counts.length; beyond += 1)
    if (counts[beyond] !== 0) throw new RangeError(`more than ${groups} groups`);
  return counts;
}

/** From the last time to the first: who had not gone yet, less who had still to come, could leave. */
function tableOf(times: Float64Array, counts: Int32Array, kinds: number, late: Int32Array | undefined): EventTable {
  const atRisk = new Float64Array(times.length);
  const causes = Array.from({ length: kinds - 1 }, () => new Float64Array(times.length));
  let [there, toCome, n, followedUntil] = [0, 0, 0, 0];
  for (let slot = times.length; slot >= 0; slot -= 1) {
    for (let kind = 0; kind < kinds; kind += 1) there += counts[slot * kinds + kind]!;
    toCome += late?.[slot] ?? 0;
    n = there;
    if (slot === 0) break;
    const place = slot - 1;
    if (followedUntil === 0 && there > 0) followedUntil = times[place]!;
    atRisk[place] = there - toCome;
    for (let cause = 1; cause < kinds; cause += 1) causes[cause - 1]![place] = counts[slot * kinds + cause]!;
  }
  return { n, times, atRisk, causes, followedUntil };
}
