import { NEVER, type Lives } from '#libs/outflow';

/** One person of a simulated world; days are whole numbers. */
export interface Life {
  /** `[first, until, exit]`: until and exit (place in EXIT_CODES) of one that runs are left out. */
  spells: readonly (readonly [first: number, until?: number, exit?: number])[];
  scheme?: number;
  starts?: readonly number[];
  /** `[from, team]`, in order. */
  teams?: readonly (readonly [from: number, team: number])[];
  /** `[trait, since, state, until]`, in the order in which they were observed. */
  answers?: readonly (readonly [trait: number, since: number, state: number, until?: number])[];
}

/** The same world a column at a time. A benefit may begin again within 30 days. */
export function livesOf(world: readonly Life[]): Lives {
  const rows = <T>(of: (life: Life) => readonly T[]) => {
    const lists = world.map(of);
    const at = Int32Array.from([0, ...lists.map(({ length }) => length)]);
    for (let person = 0; person < world.length; person += 1) at[person + 1]! += at[person]!;
    return { at, all: lists.flat() };
  };
  const spells = rows(({ spells: its, scheme = 0 }) => its.map(([first, until = NEVER, exit = 0]) => ({ first, until, exit, scheme })));
  const starts = rows((life) => life.starts ?? []);
  const teams = rows(({ teams: its = [] }) => its.map(([from, team], place) => ({ from, team, until: its[place + 1]?.[0] ?? NEVER })));
  const answers = rows(({ answers: its = [] }) =>
    its.map(([trait, since, state, until = since + 182]) => ({ trait, since, state, until })).toSorted((a, b) => a.trait - b.trait),
  );
  return {
    people: world.length,
    chance: Uint32Array.from(world, (_, person) => Math.imul(person + 1, 0x9e37_79b1)),
    spells: {
      at: spells.at,
      first: Int32Array.from(spells.all, ({ first }) => first),
      until: Int32Array.from(spells.all, ({ until }) => until),
      backBy: Int32Array.from(spells.all, ({ until }) => (until === NEVER ? NEVER : until + 30)),
      scheme: Uint8Array.from(spells.all, ({ scheme }) => scheme),
      exit: Uint8Array.from(spells.all, ({ exit }) => exit),
    },
    starts: { at: starts.at, day: Int32Array.from(starts.all) },
    teams: {
      at: teams.at,
      from: Int32Array.from(teams.all, ({ from }) => from),
      until: Int32Array.from(teams.all, ({ until }) => until),
      team: Uint16Array.from(teams.all, ({ team }) => team),
    },
    answers: {
      at: answers.at,
      trait: Uint8Array.from(answers.all, ({ trait }) => trait),
      since: Int32Array.from(answers.all, ({ since }) => since),
      until: Int32Array.from(answers.all, ({ until }) => until),
      state: Uint8Array.from(answers.all, ({ state }) => state),
    },
  };
}

/** Numbers that look drawn, always the same (mulberry32, Ettinger, public domain): no test hangs on luck. */
export function aDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
