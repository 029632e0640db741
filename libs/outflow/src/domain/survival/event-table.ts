/**
 * People who were followed, a column at a time; place i in each column is the same person. Times may be whole or not, but not negative.
 * One who left at a time is among those who could leave at that time; so is one who was last seen then (leaving comes before being lost from sight).
 */
export interface SurvivalSample {
  /** How long somebody was followed; 0 is allowed. */
  time: ArrayLike<number>;
  /** What happened then: 0 nothing (censored), 1 the event. */
  event: ArrayLike<number>;
  /**
   * From when on somebody was followed (left truncation): among those who could leave on (entry, time]. Absent: everybody from the beginning, time 0
   * included.
   */
  entry?: ArrayLike<number> | undefined;
}

/** What the estimates are made of: at each time, how many could leave, and how many did. */
export interface EventTable {
  n: number;
  /** Rising; all at which anybody left are among them. */
  times: Float64Array;
  atRisk: Float64Array;
  /** Per cause (the first is cause 1), how many it happened to at each time. */
  causes: readonly Float64Array[];
  /** The last time at which anybody was followed; 0 of nobody. */
  followedUntil: number;
}

/**
 * Counts who could leave and who did. At risk at time t are those with entry < t ≤ time: how many entered before t, less how many were gone before t,
 * so that sorting three columns is all it takes.
 * @param sample with `event` 0 for nothing, or 1 to `causes` for what happened
 * @param at the times to count at (rising); absent: those at which something happened
 * @throws RangeError for columns of different lengths, a negative time, an entry that is not before its time, an event that is no cause
 */
export function eventTable({ time, event, entry }: SurvivalSample, causes = 1, at?: Float64Array): EventTable {
  const n = time.length;
  check({ time, event, entry }, causes);
  const exits = Float64Array.from(time).toSorted();
  const entries = entry ? Float64Array.from(entry).toSorted() : new Float64Array();
  const perCause = Array.from({ length: causes }, (_, cause) => timesOf(time, event, cause + 1));
  const times = at ?? distinct(perCause);
  const atRisk = new Float64Array(times.length);
  const events = perCause.map(() => new Float64Array(times.length));
  const seen = perCause.map(() => 0);
  let gone = 0;
  let come = entry ? 0 : n;
  for (let place = 0; place < times.length; place += 1) {
    const now = times[place]!;
    while (gone < n && exits[gone]! < now) gone += 1;
    while (come < n && entries[come]! < now) come += 1;
    atRisk[place] = come - gone;
    perCause.forEach((happened, cause) => {
      let next = seen[cause]!;
      while (next < happened.length && happened[next]! < now) next += 1;
      const first = next;
      while (next < happened.length && happened[next] === now) next += 1;
      events[cause]![place] = next - first;
      seen[cause] = next;
    });
  }
  return { n, times, atRisk, causes: events, followedUntil: n > 0 ? exits[n - 1]! : 0 };
}

/** The times at which anything happened in any of the samples, rising, each once. */
export function eventTimes(samples: readonly SurvivalSample[]): Float64Array {
  return distinct(samples.map(({ time, event }) => timesOf(time, event, null)));
}

/** How many something happened to at each time, whatever it was. */
export function eventsOf({ times, causes }: EventTable): Float64Array {
  if (causes.length === 1) return causes[0]!;
  return new Float64Array(times.length).map((_, place) => causes.reduce((sum, cause) => sum + cause[place]!, 0));
}

function timesOf(time: ArrayLike<number>, event: ArrayLike<number>, cause: number | null): Float64Array {
  const isIt = (happened: number) => (cause === null ? happened !== 0 : happened === cause);
  let count = 0;
  for (let person = 0; person < time.length; person += 1) if (isIt(event[person]!)) count += 1;
  const found = new Float64Array(count);
  for (let person = 0, place = 0; person < time.length; person += 1) {
    if (isIt(event[person]!)) {
      found[place] = time[person]!;
      place += 1;
    }
  }
  return found.toSorted();
}

function distinct(sorted: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(sorted.reduce((sum, { length }) => sum + length, 0));
  sorted.reduce((place, times) => (all.set(times, place), place + times.length), 0);
  const inOrder = sorted.length > 1 ? all.toSorted() : all;
  return inOrder.filter((time, place) => place === 0 || time !== inOrder[place - 1]);
}

function check({ time, event, entry }: SurvivalSample, causes: number): void {
  if (event.length !== time.length || (entry && entry.length !== time.length)) throw new RangeError('columns of different lengths');
  for (let person = 0; person < time.length; person += 1) {
    const [until, what, from] = [time[person]!, event[person]!, entry?.[person]];
    if (!(until >= 0 && until < Infinity)) throw new RangeError(`time ${until} in place ${person}`);
    if (!(Number.isInteger(what) && what >= 0 && what <= causes)) throw new RangeError(`event ${what} in place ${person}`);
    if (from !== undefined && !(from < until)) throw new RangeError(`entry ${from} is not before time ${until} in place ${person}`);
  }
}
