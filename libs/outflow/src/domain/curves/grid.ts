import { FEWEST_ALIKE, FEWEST_PEOPLE } from '../safe-groups.js';

/** Who left in a part of everybody: of each kind of leaving, how many in each month. */
export interface Leavers {
  people: number;
  kinds: readonly (readonly number[])[];
}

/** How many months lie between two points of a curve, per scope; null: there is no curve. */
export interface Grids {
  whole: number | null;
  teams: readonly (number | null)[];
}

/**
 * How far apart the points of curves must lie, so that no curve tells of one person. Who saw somebody leave in March, and sees that in March only
 * the line of a group with debts moved, knows something of that person. So between two points either nobody left in some way, or at least
 * FEWEST_ALIKE did: then it says nothing, whatever group they were in.
 *
 * A team gets the finest grid of which that is true. The whole gets the finest of which it is true of everybody whose own curve has no such grid: the
 * others can be subtracted from it. Each grid is a part of the one before it, so that nothing lies between the points of two of them.
 * @param teams parts that can be asked for, each person in one
 * @param rest people in none of them; they are in the whole
 * @param grids months between two points, the finest first, each a divisor of the next
 * @param usual the grid that needs no such proof, because the figures of the overview have it anyway; null: there is none
 */
export function gridsOf(teams: readonly Leavers[], rest: Leavers, grids: readonly number[], usual: number | null): Grids {
  const ofTeams = teams.map((team) => (team.people < FEWEST_PEOPLE ? null : (grids.find((grid) => isCrowded([team], grid)) ?? null)));
  const isBeside = (grid: number) => {
    const others = teams.filter((_, team) => (ofTeams[team] ?? Infinity) > grid);
    return isCrowded([...others, rest], grid);
  };
  const whole = grids.find((_, at) => grids.slice(at).every(isBeside)) ?? null;
  return { whole: whole ?? usual, teams: ofTeams.map((grid) => grid ?? usual) };
}

/** Whether these together have, between each two points and for each kind of leaving, nobody or enough. */
function isCrowded(parts: readonly Leavers[], grid: number): boolean {
  const kinds = Math.max(0, ...parts.map(({ kinds: its }) => its.length));
  const months = Math.max(0, ...parts.flatMap(({ kinds: its }) => its.map(({ length }) => length)));
  for (let kind = 0; kind < kinds; kind += 1) {
    for (let from = 0; from < months; from += grid) {
      let left = 0;
      for (const part of parts) for (let month = from; month < from + grid; month += 1) left += part.kinds[kind]?.[month] ?? 0;
      if (left > 0 && left < FEWEST_ALIKE) return false;
    }
  }
  return true;
}

/** The points of a curve: 0, and every so many months. */
export function pointsOf(grid: number, months: number): number[] {
  return Array.from({ length: Math.floor(months / grid) + 1 }, (_, point) => point * grid);
}
