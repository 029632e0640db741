import type { Cohort } from '../cohort.js';
import type { Estimate } from '../intervals.js';
import type { ShownGroup } from '../per-trait.js';
import type { Censoring, Scope } from '../question.js';
import { FEWEST_ALIKE, FEWEST_PEOPLE, type Family } from '../safe-groups.js';
import {
  eventTablesByGroup,
  incidenceOf,
  logRankOf,
  restrictedMean,
  stepAt,
  survivalOf,
  type EventTable,
  type LogRankTest,
} from '../survival/index.js';
import { CURVE_CAUSES, followedOf, LONGEST_MONTHS, type Clock, type Followed } from './followed.js';
import { pointsOf } from './grid.js';

/** How it stands after so many months. Of 0 and 1 the interval is not known, see `logLogLimits`. */
export interface CurvePoint {
  month: number;
  /** How many are still on the benefit then, and followed. */
  atRisk: number;
  /** The share that has left for work; and that has not left, for whatever reason. */
  work: Uncertain;
  stays: Uncertain;
}
export type Uncertain = Pick<Estimate, 'value'> & { low: number | null; high: number | null };

export interface Curve {
  people: number;
  /** In order, as far as at least `fewest` are still followed. Before the first nobody had left. */
  points: readonly CurvePoint[];
  /** Of who left by the last point, why; with `stays` of that point they add up to 1. null without points. */
  exits: Readonly<Record<(typeof CURVE_CAUSES)[number], number>> | null;
  /** Months on the benefit out of those up to the last point of the curve; null: not so long followed. */
  meanMonths: Uncertain | null;
  /** The first point by which half has left; null: at none. */
  medianMonths: number | null;
}

export interface GroupCurve extends Curve {
  keys: readonly string[];
  family: Family;
}

export interface TraitCurves {
  /** Where the curves begin: 0, or so many months after the benefit began. */
  from: number;
  /** How many months lie between two points. */
  grid: number;
  /** Where fewer are followed, a line stops. */
  fewest: number;
  everybody: Curve;
  groups: readonly GroupCurve[];
  /** Whether there are groups that are not shown. */
  isAnyHidden: boolean;
  /** Whether the groups of whom the answer is known leave alike: for work, and for whatever reason. null: there are no two of them. */
  tests: { work: LogRankTest; stays: LogRankTest } | null;
}

export interface CurvesOf {
  cohort: Cohort;
  months: number;
  scope: Scope;
  censoring: Censoring;
  clock: Clock;
  grid: number;
  /** The lines that may be shown, and the codes of each of their keys. */
  shown: readonly ShownGroup[];
  codesOf: (key: string) => readonly number[];
  codes: Uint8Array;
}

/**
 * Who leaves, when and for what, of each group of a trait that may be shown: estimated per day, told on the points of the grid, and no further than
 * at least FEWEST_PEOPLE are followed. Since the benefit began, that is FEWEST_ALIKE: of a part of a group nobody has seen to it that they are not all
 * alike. All curves begin where each of them has that many: of who is still there then.
 * @returns null when no group has a curve
 */
export function traitCurves({ cohort, months, scope, censoring, clock, grid, shown, codesOf, codes }: CurvesOf): TraitCurves | null {
  const lines = shown.filter(({ hidden }) => !hidden);
  const cellOf = new Uint8Array(256).fill(lines.length);
  lines.forEach(({ keys }, line) => keys.flatMap((key) => [...codesOf(key)]).forEach((code) => (cellOf[code] = line)));
  const everybody = followedOf(cohort, months, scope, censoring, clock);
  const everyCell = Uint8Array.from(everybody.person, (person) => cellOf[codes[person]!]!);
  const points = pointsOf(grid, clock === 'period' ? months : LONGEST_MONTHS);
  const counts = pointCounts(everybody, everyCell, lines.length + 1, points);
  const fewest = clock === 'period' ? FEWEST_PEOPLE : FEWEST_ALIKE;
  const begun = clock === 'period' ? 0 : beginning(counts.slice(0, lines.length), fewest);
  if (begun === null) return null;
  const { followed, cell } = seenFrom(everybody, everyCell, points[begun]!, clock);
  const [byCell, [whole]] = eventTablesByGroup(
    { time: followed.time, cause: followed.cause, entry: followed.entry ?? undefined },
    CURVE_CAUSES.length,
    [
      { group: cell, groups: lines.length + 1 },
      { group: new Uint8Array(cell.length), groups: 1 },
    ],
  ) as [EventTable[], [EventTable]];
  const draw = (table: EventTable, atRisk: readonly number[]) => curveOf(table, followed, points.slice(begun), atRisk.slice(begun), fewest);
  const groups = lines.map(({ keys, family }, line) => ({ keys, family, ...draw(byCell[line]!, counts[line]!) }));
  return {
    from: points[begun]!,
    grid,
    fewest,
    everybody: draw(
      whole,
      points.map((_, at) => counts.reduce((sum, count) => sum + count[at]!, 0)),
    ),
    groups,
    isAnyHidden: shown.length > lines.length,
    tests: testsOf(byCell.filter((_, line) => lines[line] !== undefined && lines[line].family !== 'unknown')),
  };
}

/** Of each cell, how many are there and followed at each point: who was there until that day or longer, less who had still to come. */
function pointCounts({ time, entry, dayOf }: Followed, cell: Uint8Array, cells: number, points: readonly number[]): number[][] {
  const days = points.map((month) => dayOf(month));
  const reached = new Uint8Array(days.at(-1)! + 1);
  days.forEach((day, point) => reached.fill(point + 1, day));
  const pointsBy = (day: number) => reached[Math.min(day, reached.length - 1)]!;
  const width = points.length + 1;
  const changes = new Int32Array(cells * width);
  for (let each = 0; each < time.length; each += 1) {
    const row = cell[each]! * width;
    changes[row + pointsBy(time[each]!)]! += 1;
    if (entry) changes[row + pointsBy(entry[each]!)]! -= 1;
  }
  return Array.from({ length: cells }, (_, its) => {
    let there = 0;
    const counts = points.map(() => 0);
    for (let point = points.length; point > 0; point -= 1) counts[point - 1] = there += changes[its * width + point]!;
    return counts;
  });
}

/** The first point at which every cell that ever has enough people has them. */
function beginning(counts: readonly (readonly number[])[], fewest: number): number | null {
  const first = counts.flatMap((count) => {
    const at = count.findIndex((people) => people >= fewest);
    return at === -1 ? [] : [at];
  });
  return first.length > 0 ? Math.max(...first) : null;
}

/** Only who is seen after a point: who left before it says nothing about who was still there. */
function seenFrom(all: Followed, cell: Uint8Array, month: number, clock: Clock): { followed: Followed; cell: Uint8Array } {
  const entry = all.entry;
  if (clock === 'period' || !entry) return { followed: all, cell };
  const [from, until] = [all.dayOf(month) - 1, all.dayOf(LONGEST_MONTHS)];
  const kept = all.time.map((time, each) => Number(time > from && entry[each]! < until));
  const of = <T extends Int32Array | Uint8Array>(column: T) => column.filter((_, each) => kept[each] === 1) as T;
  const seen = { time: of(all.time), cause: of(all.cause), entry: of(entry).map((day) => Math.max(day, from)), person: of(all.person) };
  return { followed: { ...all, ...seen }, cell: of(cell) };
}

function curveOf(table: EventTable, { dayOf }: Followed, points: readonly number[], atRisk: readonly number[], fewest: number): Curve {
  const survival = survivalOf(table);
  const incidences = incidenceOf(table);
  const enough = atRisk.findIndex((people) => people < fewest);
  const told = points.slice(0, enough === -1 ? points.length : enough);
  const work = incidences[0]!;
  // By a month what happened before its day: on that day itself the next one begins.
  const before = (month: number) => Math.max(dayOf(month) - 1, -1);
  const [first, last] = [told[0], told.at(-1)];
  const pointsTold = told.map((month, at): CurvePoint => {
    const [gone, there] = [stepAt(work, before(month)), stepAt(survival.steps, before(month))];
    return {
      month,
      atRisk: atRisk[at]!,
      work: { value: gone?.value ?? 0, low: gone?.lower ?? null, high: gone?.upper ?? null },
      stays: { value: there?.survival ?? 1, low: there?.lower ?? null, high: there?.upper ?? null },
    };
  });
  return {
    people: table.n,
    points: pointsTold,
    exits:
      last === undefined
        ? null
        : (Object.fromEntries(
            CURVE_CAUSES.map((cause, place) => [cause, stepAt(incidences[place]!, before(last))?.value ?? 0]),
          ) as Curve['exits']),
    meanMonths:
      first === undefined || last === undefined || first === last ? null : mean(survival, dayOf(first), dayOf(last), last - first),
    medianMonths: pointsTold.find(({ stays }) => stays.value <= 0.5)?.month ?? null,
  };
}

/** As a part of the months between two days: months have no fixed number of days. */
function mean(curve: ReturnType<typeof survivalOf>, from: number, until: number, months: number): Uncertain | null {
  const found = restrictedMean(curve, until);
  const inMonths = (days: number) => (months * (days - from)) / (until - from);
  return found && { value: inMonths(found.mean), low: inMonths(found.lower ?? from), high: inMonths(found.upper ?? until) };
}

function testsOf(tables: readonly EventTable[]): TraitCurves['tests'] {
  if (tables.length < 2) return null;
  return {
    work: logRankOf(tables.map((table) => ({ ...table, causes: table.causes.slice(0, 1) }))),
    stays: logRankOf(tables),
  };
}
