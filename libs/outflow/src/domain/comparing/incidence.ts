import { share, type Estimate } from '../intervals.js';
import { OTHER, WORK } from './following.js';
import { mix } from './mix.js';

/** Rows of people who are followed; a person may be in several, and count for less than one in each. */
export interface WeighedRows {
  time: ArrayLike<number>;
  /** Place in ENDINGS. */
  ending: ArrayLike<number>;
  weight: ArrayLike<number>;
  /** Rows of the same person have the same number, from 0. */
  person: ArrayLike<number>;
}

/** In so many groups people are left out in turn to see how much the figure hangs on who happens to be in it. */
const TURNS = 50;

/**
 * The share that left for work within so many days, had everybody been followed: the cumulative incidence of Aalen and Johansen (see
 * `cumulativeIncidence`), of rows that weigh unequally. Its variance is that of the delete-a-group jackknife (Kott, Journal of Official Statistics 17,
 * 2001), over people and not over rows, because one person may be compared with several. The interval is Wilson's of as many people as would have
 * that variance (Korn and Graubard, Survey Methodology 24, 1998): it stays within 0 and 1 and says something sensible of nobody and everybody.
 * @returns null when there are no rows
 */
export function workWithin(rows: WeighedRows, days: number): Estimate | null {
  const count = rows.time.length;
  if (count === 0) return null;
  const turns = turnsOf(rows);
  const tables = Array.from({ length: turns.count }, () => tableOf(days));
  for (let row = 0; row < count; row += 1) add(tables[turns.of[row]!]!, rows, row, days);
  const all = tableOf(days);
  for (const table of tables) addTable(all, table, 1);
  const value = incidence(all, days);
  const without = tables.map((table) => {
    addTable(all, table, -1);
    const rest = incidence(all, days);
    addTable(all, table, 1);
    return rest;
  });
  const mean = without.reduce((sum, one) => sum + one, 0) / without.length;
  const variance = ((without.length - 1) / without.length) * without.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const spread = value * (1 - value);
  const size = Math.max(1, Math.min(turns.people, variance > 1e-12 && spread > 1e-12 ? spread / variance : weighedSize(rows, days)));
  return share(value * size, size);
}

interface DayTable {
  /** By day, from 1; what happened later is not in `work` and `other`. */
  work: Float64Array;
  other: Float64Array;
  /** Who were followed until that day, for whatever reason; the last place is everybody beyond. */
  until: Float64Array;
}

function tableOf(days: number): DayTable {
  return { work: new Float64Array(days + 2), other: new Float64Array(days + 2), until: new Float64Array(days + 2) };
}

function add(table: DayTable, { time, ending, weight }: WeighedRows, row: number, days: number): void {
  const day = Math.min(time[row]!, days + 1);
  table.until[day]! += weight[row]!;
  if (day > days) return;
  if (ending[row] === WORK) table.work[day]! += weight[row]!;
  if (ending[row] === OTHER) table.other[day]! += weight[row]!;
}

function addTable(sum: DayTable, { work, other, until }: DayTable, sign: 1 | -1): void {
  for (let day = 0; day < work.length; day += 1) {
    sum.work[day]! += sign * work[day]!;
    sum.other[day]! += sign * other[day]!;
    sum.until[day]! += sign * until[day]!;
  }
}

function incidence({ work, other, until }: DayTable, days: number): number {
  let atRisk = until.reduce((sum, weight) => sum + weight, 0);
  let [there, left] = [1, 0];
  for (let day = 1; day <= days; day += 1) {
    // What rounding leaves of nobody is nobody.
    if (atRisk > 1e-9) {
      left += (there * work[day]!) / atRisk;
      there *= Math.max(0, 1 - (work[day]! + other[day]!) / atRisk);
    }
    atRisk -= until[day]!;
  }
  return Math.min(1, Math.max(0, left));
}

/** Whose turn it is when: by numbers without a pattern, because people often come in an order that has one. */
function turnsOf({ person }: WeighedRows): { of: Int32Array; count: number; people: number } {
  const people = [...new Set(Array.from(person))].toSorted((a, b) => mix(a, 0) - mix(b, 0) || a - b);
  const turn = new Map(people.map((each, rank) => [each, rank % TURNS]));
  return { of: Int32Array.from(person, (each) => turn.get(each)!), count: Math.min(TURNS, people.length), people: people.length };
}

/** As how many equal rows those who tell something count (Kish, Survey Sampling, 1965): who was followed to the end, or left before. */
function weighedSize({ time, ending, weight }: WeighedRows, days: number): number {
  let [sum, squares] = [0, 0];
  for (let row = 0; row < time.length; row += 1) {
    if (ending[row] === 0 && time[row]! <= days) continue;
    sum += weight[row]!;
    squares += weight[row]! ** 2;
  }
  return squares > 0 ? sum ** 2 / squares : 1;
}
