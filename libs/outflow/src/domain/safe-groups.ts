import { together, type Outcomes } from './definition.js';

/** A group of fewer people is never shown. */
export const FEWEST_PEOPLE = 10;
/** Below this size a group in which all had the same outcome is not shown either: it would tell the outcome of each of them. */
export const FEWEST_ALIKE = 20;
/** What was joined is a little larger: "together they are 11 and one of them is below 10" would leave only 10 and 1. */
const JOINED_MARGIN = 2;

/** Groups that belong together, and so may be joined: a small group joins a neighbour of its own family only. */
export type Family = 'unknown' | 'favourable' | 'barrier';

export interface Group {
  key: string;
  family: Family;
  outcomes: Outcomes;
}

/** One line of the table: one group, or neighbours that were too small to stand alone. */
export interface Cell {
  keys: string[];
  family: Family;
  /** null: hidden. */
  outcomes: Outcomes | null;
}

export interface SafeGroups {
  cells: Cell[];
  /** The hidden cells together; anybody could subtract it from the total, so it is shown. null when nothing is hidden. */
  hidden: Outcomes | null;
}

/** The order in which families are hidden for the sake of others: the barriers, which the page is about, last. */
const SACRIFICED_FIRST: readonly Family[] = ['unknown', 'favourable', 'barrier'];

type FilledCell = Cell & { outcomes: Outcomes };

/** Whether the figures of a group say nothing about one person. Nobody is no person. */
export function mayBeShown({ people, work }: Pick<Outcomes, 'people' | 'work'>, margin = 0): boolean {
  if (people === 0) return true;
  return people >= (isMixed({ people, work }) ? FEWEST_PEOPLE : FEWEST_ALIKE) + margin;
}

/**
 * Makes a table of groups, that add up to a known total, safe to show:
 * 1. a group that may not be shown joins its neighbour (the one before it) within its family;
 * 2. a family that is too small as a whole is hidden;
 * 3. because the hidden ones together are the total minus the rest, others are hidden with them until they are many and mixed.
 * What is joined or sacrificed follows the order of the list, never the sizes: so the choice itself gives no size away.
 * @param groups together everybody, each person in one
 */
export function hideSmallGroups(groups: readonly Group[]): SafeGroups {
  const families = SACRIFICED_FIRST.map((family) => joinNeighbours(groups.filter((group) => group.family === family)));
  const hidden = withCompany(families.flat());
  const cells = families.flatMap((family) => [
    ...joinHidden(family.filter((cell) => hidden.has(cell))),
    ...family.filter((cell) => !hidden.has(cell)),
  ]);
  const place = new Map(groups.map(({ key }, at) => [key, at]));
  return {
    cells: cells.toSorted((a, b) => Number(place.get(String(a.keys[0]))) - Number(place.get(String(b.keys[0])))),
    hidden: hidden.size > 0 ? together([...hidden].map(({ outcomes }) => outcomes)) : null,
  };
}

function joinNeighbours(groups: readonly Group[]): FilledCell[] {
  let cells = groups.map(({ key, family, outcomes }): FilledCell => ({ keys: [key], family, outcomes }));
  for (;;) {
    const small = cells.findIndex(({ keys, outcomes }) => !mayBeShown(outcomes, keys.length > 1 ? JOINED_MARGIN : 0));
    if (small === -1 || cells.length === 1) return cells;
    const first = Math.max(small - 1, 0);
    cells = [...cells.slice(0, first), join(cells.slice(first, first + 2)), ...cells.slice(first + 2)];
  }
}

/** One line, however many groups: where the borders between the hidden ones lay tells something about their sizes. */
function joinHidden(cells: FilledCell[]): Cell[] {
  return cells.length > 0 ? [{ ...join(cells), outcomes: null }] : [];
}

function join(cells: FilledCell[]): FilledCell {
  return {
    keys: cells.flatMap(({ keys }) => keys),
    family: (cells[0] as FilledCell).family,
    outcomes: together(cells.map(({ outcomes }) => outcomes)),
  };
}

/**
 * The cells to hide: those that must, and as many others as it takes, one at least. Two that must be hidden are no company for each other: of
 * both is known that they are small, or alike.
 */
function withCompany(cells: readonly FilledCell[]): Set<FilledCell> {
  const hidden = new Set(cells.filter(({ outcomes }) => !mayBeShown(outcomes)));
  if (hidden.size === 0) return hidden;
  for (const cell of cells.filter(({ outcomes }) => outcomes.people > 0 && mayBeShown(outcomes))) {
    hidden.add(cell);
    const rest = together([...hidden].map(({ outcomes }) => outcomes));
    if (rest.people >= FEWEST_ALIKE && isMixed(rest)) break;
  }
  return hidden;
}

function isMixed({ people, work }: Pick<Outcomes, 'people' | 'work'>): boolean {
  return work > 0 && work < people;
}
