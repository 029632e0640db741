import { FEWEST_ALIKE, FEWEST_PEOPLE } from '#libs/outflow';
import type { Verdict } from '#libs/rules';
import { Crowd, isShowable } from '../crowd.js';
import type { VerdictSplit } from './shown.js';

/** The clients of a team, or of all, by what the rule says of them. */
export type Crowds = Record<Verdict, Crowd>;

export function noCrowds(): Crowds {
  return { yes: new Crowd(), no: new Crowd(), unknown: new Crowd() };
}

export interface SafeSplits {
  total: VerdictSplit | null;
  teams: { team: string; split: VerdictSplit | null }[];
}

/** Cells of a row: yes, no and unknown; or yes and the rest. */
type Row = readonly number[];
type Columns = (crowds: Crowds) => Row;

const ALL_THREE: Columns = ({ yes, no, unknown }) => [yes.count, no.count, unknown.count];
const YES_OR_NOT: Columns = ({ yes, no, unknown }) => [yes.count, no.count + unknown.count];

/**
 * Makes a table of teams by verdict safe to show, as decision 7 does for outflow:
 * 1. in all: where no or unknown is too small to stand alone they stand together; where yes is too small (or all but a few) nothing is shown;
 * 2. a team in which any number is of fewer than 10, or in which fewer than 20 are all alike, is hidden, and whole: of a row with a known sum a
 *    single hidden number is no secret;
 * 3. hidden teams together are the total minus the rest, so others are hidden with them, in the order of their names and never by their sizes,
 *    until those are 20 people who are not all alike, with no number below 10 among them. A team that had to be hidden is no company for another.
 */
export function safeSplits(total: Crowds, teams: readonly { team: string; crowds: Crowds }[]): SafeSplits {
  const inOrder = teams.filter(({ crowds }) => peopleIn(ALL_THREE(crowds)) > 0).toSorted((a, b) => (a.team < b.team ? -1 : 1));
  const columns = [ALL_THREE, YES_OR_NOT].find((each) => isSafe(each(total)));
  if (!columns) return { total: null, teams: inOrder.map(({ team }) => ({ team, split: null })) };
  const rows = inOrder.map(({ crowds }) => columns(crowds));
  const hidden = withCompany(rows);
  return {
    total: splitOf(total, columns),
    teams: inOrder.map(({ team, crowds }, at) => ({ team, split: hidden.has(at) ? null : splitOf(crowds, columns) })),
  };
}

function withCompany(rows: readonly Row[]): Set<number> {
  const hidden = new Set(rows.flatMap((row, at) => (isSafe(row) ? [] : [at])));
  if (hidden.size === 0) return hidden;
  for (const [at] of rows.entries()) {
    if (hidden.has(at)) continue;
    hidden.add(at);
    const rest = sumOf([...hidden].map((each) => rows[each] as Row));
    if (peopleIn(rest) >= FEWEST_ALIKE && !areAlike(rest) && rest.every(isShowable)) break;
  }
  return hidden;
}

function isSafe(row: Row): boolean {
  return row.every(isShowable) && peopleIn(row) >= (areAlike(row) ? FEWEST_ALIKE : FEWEST_PEOPLE);
}

function areAlike(row: Row): boolean {
  return row.filter((count) => count > 0).length < 2;
}

function peopleIn(row: Row): number {
  return row.reduce((sum, count) => sum + count, 0);
}

function sumOf(rows: readonly Row[]): Row {
  return (rows[0] ?? []).map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0));
}

function splitOf({ yes, no, unknown }: Crowds, columns: Columns): VerdictSplit {
  return columns === ALL_THREE
    ? { yes: yes.rounded, no: no.rounded, unknown: unknown.rounded }
    : { yes: yes.rounded, rest: Crowd.together(no, unknown).rounded };
}
