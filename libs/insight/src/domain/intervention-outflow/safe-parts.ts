import { FEWEST_ALIKE, FEWEST_PEOPLE } from '#libs/outflow';

/** Who began something in a month, in a team, with a scheme: how many in each class. Everybody is in one class. */
export interface Cell {
  /** Months since year 0, so that the next is one more. */
  month: number;
  team: string | null;
  scheme: string;
  classes: readonly number[];
}

/** What somebody asks to see: half-open months; null: all of them. */
export interface View {
  from: number;
  until: number;
  team: string | null;
  scheme: string | null;
}

/** Half-open months that are shown as one. */
export interface Part {
  from: number;
  until: number;
}

export interface ShownParts {
  /** In order; not always next to each other. */
  parts: Part[];
  /** Of those parts together. */
  classes: number[];
}

/**
 * What may be shown of who began something in a time, so that no two answers can be subtracted to find a few people or one.
 *
 * Time is cut once, whatever is asked: from the first month on, months are taken together until they may be shown. A view is made of the parts that
 * lie within it and of nothing else, so what one view has more than another is whole parts. Within a part a team (or a scheme) that is too small is
 * hidden, and others with it until the hidden ones together are many and mixed; a team with a scheme is shown only where all of them may be.
 * @returns null when nothing within it may be shown
 */
export function shownParts(cells: readonly Cell[], view: View): ShownParts | null {
  const within = partsOf(cells).filter(({ from, until }) => view.from <= from && until <= view.until);
  const shown = within.flatMap((part) => {
    const its = cells.filter(({ month }) => part.from <= month && month < part.until);
    const classes = seenOf(its, view);
    return classes ? [{ part, classes }] : [];
  });
  if (shown.length === 0) return null;
  return { parts: shown.map(({ part }) => part), classes: together(shown.map(({ classes }) => classes)) };
}

/** Whether it says nothing about one person: ten at least, and not a few who are all alike. Nobody is nothing to show. */
export function mayBeSeen(classes: readonly number[]): boolean {
  const people = peopleIn(classes);
  return people >= FEWEST_ALIKE || (people >= FEWEST_PEOPLE && classes.every((count) => count < people));
}

/** Everybody. */
export function peopleIn(classes: readonly number[]): number {
  return classes.reduce((sum, count) => sum + count, 0);
}

/** Sums class by class. */
export function together(all: readonly (readonly number[])[]): number[] {
  return (all[0] ?? []).map((_, nth) => all.reduce((sum, classes) => sum + (classes[nth] ?? 0), 0));
}

/** The cut of time. What is left at the end waits until more have begun. */
function partsOf(cells: readonly Cell[]): Part[] {
  const parts: Part[] = [];
  let waiting: Cell[] = [];
  for (const month of [...new Set(cells.map((cell) => cell.month))].toSorted((a, b) => a - b)) {
    waiting.push(...cells.filter((cell) => cell.month === month));
    if (!mayBeSeen(together(waiting.map(({ classes }) => classes)))) continue;
    parts.push({ from: Math.min(...waiting.map((cell) => cell.month)), until: month + 1 });
    waiting = [];
  }
  return parts;
}

function seenOf(cells: readonly Cell[], { team, scheme }: View): number[] | null {
  if (team === null && scheme === null) return together(cells.map(({ classes }) => classes));
  if (team !== null && scheme !== null) {
    const crossed = groupsOf(cells, (cell) => `${cell.team} ${cell.scheme}`);
    return [...crossed.values()].every(mayBeSeen) ? (crossed.get(`${team} ${scheme}`) ?? null) : null;
  }
  const groups = groupsOf(cells, (cell) => (team === null ? cell.scheme : String(cell.team)));
  const asked = team ?? String(scheme);
  return withheld(groups).has(asked) ? null : (groups.get(asked) ?? null);
}

/** Everybody of a group; a group of nobody is not there. */
function groupsOf(cells: readonly Cell[], nameOf: (cell: Cell) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const cell of cells.filter(({ classes }) => peopleIn(classes) > 0)) {
    const name = nameOf(cell);
    groups.set(name, together([groups.get(name) ?? cell.classes.map(() => 0), cell.classes]));
  }
  return groups;
}

/** Groups that must be hidden, and others in their order (never by their size) until those together tell nothing; two small ones are no company. */
function withheld(groups: ReadonlyMap<string, readonly number[]>): Set<string> {
  const names = [...groups.keys()].toSorted();
  const hidden = new Set(names.filter((name) => !mayBeSeen(groups.get(name)!)));
  if (hidden.size === 0) return hidden;
  for (const name of names.filter((each) => !hidden.has(each))) {
    hidden.add(name);
    const rest = together([...hidden].map((each) => groups.get(each)!));
    if (peopleIn(rest) >= FEWEST_ALIKE && rest.every((count) => count < peopleIn(rest))) break;
  }
  return hidden;
}
