import { FEWEST_PEOPLE } from '../safe-groups.js';
import type { Branch } from './branches.js';
import { sizeOf, type Crowd, type Layer } from './layers.js';

/** One way to divide everybody: by team, or by scheme. */
export interface Division {
  /** Of each row, who is in this branch. */
  crowds(branch: Branch): readonly Crowd[];
  /** The rows whose total is shown. */
  shown: readonly boolean[];
  /** In which order rows are hidden for the sake of others: by their names, never by their sizes. */
  order: readonly number[];
}

/** Which branches are opened: those that are keys, in the whole; and, per division, in which rows. */
export type Cut = ReadonlyMap<Branch, readonly (readonly boolean[])[]>;

/**
 * How far a trait can be told apart, in the whole and in each row of each division, so that nothing hidden follows by subtracting.
 *
 * Of a branch that is not opened in some rows two things can be worked out: how many are on it in each of those rows, and (the whole less the
 * rows that do open it) how many are on each of its parts in those rows together. So those rows together must be many and mixed on each part, one
 * of them at least without having to be hidden, and no small group may follow from those sums; else another row is hidden with them, and when none
 * is left the branch is opened nowhere. What is opened below one branch says nothing about another: branches never cut across each other.
 * @param finest where another cut stands in the way: what it does not open is not opened here
 */
export function cutOf(stem: Branch, layer: Layer, divisions: readonly Division[], finest?: Cut): Cut {
  const cut = new Map<Branch, readonly (readonly boolean[])[]>();
  open(
    stem,
    divisions.map(({ shown }) => shown),
  );
  return cut;

  function open(branch: Branch, reached: readonly (readonly boolean[])[]): void {
    if (!branch.parts || (finest && !finest.has(branch))) return;
    const parts = branch.parts;
    if (!parts.every((part) => layer.isSafe(sumOf(divisions[0]!.crowds(part))))) return;
    const opened = divisions.map((division, at) =>
      openedRows([division.crowds(parts[0]), division.crowds(parts[1])], layer, division.order, reached[at]!, finest?.get(branch)?.[at]),
    );
    if (opened.some((rows) => rows === null)) return;
    cut.set(branch, opened as boolean[][]);
    for (const part of parts) open(part, opened as boolean[][]);
  }
}

/**
 * Whether a small group follows where two divisions cross, from the totals of both: only when of each kind of people all, or none, are in one of
 * the two (one team of which everybody left, and nobody of the others). Then what is in both is known, kind by kind.
 */
export function tellsOfCrossing(stem: Branch, layer: Layer, divisions: readonly Division[], cut: Cut): boolean {
  const [one, other] = divisions as readonly [Division, Division];
  return tells(stem, one.shown, other.shown);

  function tells(branch: Branch, rows: readonly boolean[], columns: readonly boolean[]): boolean {
    const [across, down] = [one.crowds(branch), other.crowds(branch)];
    const all = sumOf(across);
    const isTold = across.some(
      (row, at) => rows[at] && down.some((column, place) => columns[place] && !layer.isSafe(certainOf(row, column, all) ?? [])),
    );
    const opened = cut.get(branch);
    return isTold || (!!opened && (branch.parts ?? []).some((part) => tells(part, opened[0]!, opened[1]!)));
  }
}

/** Who must be in both a row and a column; null when that is not certain for each kind (Fréchet's bounds). */
function certainOf(row: Crowd, column: Crowd, all: Crowd): Crowd | null {
  const isCertain = row.every((count, kind) => {
    const [its, total] = [column[kind]!, all[kind]!];
    return Math.min(count, its, total - count, total - its) === 0;
  });
  return isCertain ? row.map((count, kind) => Math.max(0, count + column[kind]! - all[kind]!)) : null;
}

/** The rows whose totals may be shown. Rows nobody can ask for (`askable` false) are what is left, like hidden ones. */
export function shownTotals(totals: readonly Crowd[], layer: Layer, order: readonly number[], askable: readonly boolean[]): boolean[] {
  const shown = totals.map((total, row) => askable[row] === true && layer.isSafe(total));
  const company = order.filter((row) => shown[row] && sizeOf(totals[row]!) > 0);
  for (;;) {
    const hidden = totals.filter((total, row) => !shown[row] && sizeOf(total) > 0);
    const isHidden = hidden.some((total) => layer.isSafe(total)) && layer.isSafeRest(sumOf(hidden));
    if (hidden.length === 0 || isHidden) return shown;
    const next = company.shift();
    if (next === undefined) return totals.map(() => false);
    shown[next] = false;
  }
}

/** Of each part, the crowds of all rows. */
type Parts = readonly [readonly Crowd[], readonly Crowd[]];
/** What is known of a row that does not open a branch is only the sum of these two. */
type Line = readonly [Crowd, Crowd];

/** @returns null when opening it anywhere would tell too much */
function openedRows(
  parts: Parts,
  layer: Layer,
  order: readonly number[],
  reached: readonly boolean[],
  allowed: readonly boolean[] | undefined,
): boolean[] | null {
  const lines = parts[0].map((crowd, row): Line => [crowd, parts[1][row]!]);
  const opened = lines.map((line, row) => reached[row] === true && allowed?.[row] !== false && line.every((crowd) => layer.isSafe(crowd)));
  const company = order.filter((row) => opened[row] && sizeOfLine(lines[row]!) > 0);
  for (;;) {
    if (isHiding(lines, opened, reached, layer)) return opened;
    const next = company.shift();
    if (next === undefined) return null;
    opened[next] = false;
  }
}

function isHiding(lines: readonly Line[], opened: readonly boolean[], reached: readonly boolean[], layer: Layer): boolean {
  const closed = lines.filter((line, row) => !opened[row] && reached[row] && sizeOfLine(line) > 0);
  // Of rows that did not get this far less is known. Where two have no kind of people in common that still tells them apart.
  const deeper = lines.filter((line, row) => !reached[row] && sizeOfLine(line) > 0);
  const buried = layer.isSizeKnown && deeper.length > 0 ? [sumOfLines(deeper)] : deeper;
  const known = [...closed, ...buried];
  if (known.length === 0) return true;
  const rest = sumOfLines(known);
  const isEverybody = opened.every((isOpen, row) => !isOpen || sizeOfLine(lines[row]!) === 0);
  // Of people who are all alike, and so many that it may be said, nothing more is said of some of them.
  const isSaid = (crowd: Crowd) => layer.isSizeKnown && crowd.filter((count) => count > 0).length <= 1 && layer.isSafe(crowd);
  const isSecret = (line: Line, part: 0 | 1) => isSaid(sumOf(line)) || isSaid(rest[part]) || couldDiffer(line, part, known, layer);
  const hasCompany = buried.length > 0 || closed.some((line) => line.every((crowd) => layer.isSafe(crowd)));
  return (
    (isEverybody || rest.every((crowd) => sizeOf(crowd) === 0 || layer.isSafeRest(crowd))) &&
    (hasCompany || rest.every((crowd) => couldBeAnySize(crowd, closed))) &&
    known.every((line) => ([0, 1] as const).every((part) => layer.isSafe(line[part]) || isSecret(line, part)))
  );
}

/**
 * When all had to be hidden, each is known to have fewer than ten on one of the parts. Five times nine in all is then nine each. It says nothing as
 * long as one may have none, or one so many that its other part is the small one.
 */
function couldBeAnySize(rest: Crowd, closed: readonly Line[]): boolean {
  const most = FEWEST_PEOPLE - 1;
  return sizeOf(rest) <= most * (closed.length - 1) || closed.some((line) => sizeOf(rest) >= sizeOfLine(line) - most);
}

/**
 * Whether another table with the same sums has another number here: somebody of this row on the other part and somebody of another row on
 * this part change places, or the other way about. Where sizes are known people swap what became of them, so that all four sizes stay.
 */
function couldDiffer(line: Line, part: 0 | 1, known: readonly Line[], { isSizeKnown }: Layer): boolean {
  const [here, there] = [line[part], line[1 - part] as Crowd];
  const kinds = [...here.keys()];
  return known.some((other) => {
    if (other === line) return false;
    const [otherHere, otherThere] = [other[part], other[1 - part] as Crowd];
    const [gives, gets] = [
      kinds.filter((kind) => here[kind]! > 0 && otherThere[kind]! > 0),
      kinds.filter((kind) => there[kind]! > 0 && otherHere[kind]! > 0),
    ];
    if (!isSizeKnown) return gives.length > 0 || gets.length > 0;
    return gives.some((kind) => gets.some((another) => another !== kind));
  });
}

function sizeOfLine([one, other]: Line): number {
  return sizeOf(one) + sizeOf(other);
}

function sumOfLines(lines: readonly Line[]): Line {
  return [sumOf(lines.map(([one]) => one)), sumOf(lines.map(([, other]) => other))];
}

export function sumOf(crowds: readonly Crowd[]): Crowd {
  if (crowds.length === 0) return [];
  const sum = [...crowds[0]!];
  for (const crowd of crowds.slice(1)) for (const [kind, count] of crowd.entries()) sum[kind]! += count;
  return sum;
}
