import type { Outcomes } from '#libs/outflow';
import { rangesOf, type Range, type Sum } from './linear-system.js';

/** What is on one line that anybody can see, of which people. */
export interface SeenLine {
  /** null: all of them. */
  team: string | null;
  scheme: string | null;
  keys: readonly string[];
  /** By the end of each length that is shown. */
  lengths: readonly Outcomes[];
}

/** A group somebody would like to know about. */
export interface Wanted {
  team: string | null;
  scheme: string | null;
  keys: readonly string[];
}

/** Everything that is seen of one trait. */
export interface Seen {
  /** The rows somebody knows to exist. A team without a name: people who have none. */
  teams: readonly string[];
  schemes: readonly string[];
  groups: readonly string[];
  lines: readonly SeenLine[];
}

export interface Learned {
  size: Range;
  /** Of each kind of people. */
  kinds: readonly Range[];
}

/**
 * What somebody can work out who has every figure of every view: each line is a sum of unknown numbers of people (team x scheme x group), for each
 * kind of people one; all lines hold at once, whatever is left of a line when others are taken from it as well, and no number is negative.
 * @param crowdOf how many of each kind there are on a line
 */
export function learn(seen: Seen, crowdOf: (lengths: readonly Outcomes[]) => readonly number[], wanted: readonly Wanted[]): Learned[] {
  const sums = seen.lines.map((line): Sum => ({ of: placesOf(seen, line), values: crowdOf(line.lengths) }));
  const ranges = rangesOf(
    seen.teams.length * seen.schemes.length * seen.groups.length,
    [...sums, ...remaindersOf(sums)],
    wanted.map((each) => placesOf(seen, each)),
  );
  return wanted.map((_, at) => {
    const kinds = ranges.map((ofKind) => ofKind[at]!);
    return { kinds, size: { low: sum(kinds.map(({ low }) => low)), high: sum(kinds.map(({ high }) => high)) } };
  });
}

/** What is left of each line when all smaller lines within it are taken from it, one after the other. */
function remaindersOf(sums: readonly Sum[]): Sum[] {
  return sums.map((whole) => {
    const left = new Set(whole.of);
    const values = [...whole.values];
    for (const part of sums) {
      if (part.of.length >= whole.of.length || part.of.length === 0 || !part.of.every((place) => left.has(place))) continue;
      for (const place of part.of) left.delete(place);
      part.values.forEach((value, kind) => (values[kind]! -= value));
    }
    return { of: [...left], values };
  });
}

export function placesOf({ teams, schemes, groups }: Seen, { team, scheme, keys }: Wanted): number[] {
  const places: number[] = [];
  for (const [t, aTeam] of teams.entries())
    for (const [s, aScheme] of schemes.entries())
      for (const [g, group] of groups.entries())
        if ((team === null || team === aTeam) && (scheme === null || scheme === aScheme) && keys.includes(group))
          places.push((t * schemes.length + s) * groups.length + g);
  return places;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
