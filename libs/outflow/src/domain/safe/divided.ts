import type { Counted } from '../counting.js';
import { COUNTERS, NOBODY, together, type Outcomes } from '../definition.js';
import type { Branch } from './branches.js';

/** Outcomes of the same people by the end of each length. */
export type Lengths = readonly Outcomes[];
/** The whole, and each row of the two divisions. */
export interface Divided {
  all: Lengths;
  rows: readonly [teams: readonly Lengths[], schemes: readonly Lengths[]];
}

/** Sums of what was counted by team and scheme. */
export function divide(
  counts: readonly Counted[],
  pick: (counted: Counted) => readonly (readonly Outcomes[])[],
  leftOut: ReadonlySet<number>,
): Divided {
  const { teams, schemes } = counts[0]!;
  const sums = counts.map((counted) => {
    const byTeam = teams.map(() => ({ ...NOBODY }));
    const byScheme = schemes.map(() => ({ ...NOBODY }));
    for (const byScope of pick(counted))
      byScope.forEach((outcomes, scope) => {
        const team = Math.floor(scope / schemes.length);
        if (outcomes.people === 0 || leftOut.has(team)) return;
        addTo(byTeam[team]!, outcomes);
        addTo(byScheme[scope % schemes.length]!, outcomes);
      });
    return { byTeam, byScheme, all: together(byTeam) };
  });
  return {
    all: sums.map(({ all }) => all),
    rows: [
      teams.map((_, row) => sums.map(({ byTeam }) => byTeam[row]!)),
      schemes.map((_, row) => sums.map(({ byScheme }) => byScheme[row]!)),
    ],
  };
}

function addTo(sum: Outcomes, outcomes: Outcomes): void {
  for (const counter of COUNTERS) sum[counter] += outcomes[counter];
}

/** Every branch, from the sums of its groups. */
export function addedUp(stem: Branch, groups: ReadonlyMap<string, Divided>): Map<Branch, Divided> {
  const sums = new Map<Branch, Divided>();
  addUp(stem);
  return sums;

  function addUp(branch: Branch): Divided {
    const sum = branch.parts ? sumOfTwo(addUp(branch.parts[0]), addUp(branch.parts[1])) : groups.get(branch.keys[0]!)!;
    sums.set(branch, sum);
    return sum;
  }
}

function sumOfTwo(one: Divided, other: Divided): Divided {
  const add = (some: Lengths, more: Lengths): Lengths => some.map((outcomes, at) => together([outcomes, more[at]!]));
  const rows = (division: 0 | 1) => one.rows[division].map((row, at) => add(row, other.rows[division][at]!));
  return { all: add(one.all, other.all), rows: [rows(0), rows(1)] };
}
