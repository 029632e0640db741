import { symmetric, type Symmetric } from './symmetric.js';
import type { RiskRows } from './risk-rows.js';

/** What a group of rows adds up to, each weighed with its hazard r = exp(x β). */
export interface Sums {
  /** Σ r, Σ r x and Σ r x xᵀ. */
  zero: number;
  first: Float64Array;
  second: Symmetric;
  /** With a metric W, of q = xᵀ W x: Σ r q and Σ r q x. */
  squares: number;
  squaresFirst: Float64Array;
}

/** One time at which something happened, in one stratum. The sums are those of the walk: they are other ones at the next. */
export interface RiskSet {
  time: number;
  /** How many it happened to. */
  events: number;
  /** Σ x β and Σ x of them. */
  linear: number;
  covariates: Float64Array;
  /** Of everybody who was at risk, and of those it happened to. */
  all: Sums;
  tied: Sums;
}

/**
 * Walks from the last event to the first, taking in who was still there and letting go of who had not entered yet, so that each row is
 * taken in once and let go of at most once.
 * @param beta per standard deviation
 * @param metric W, when the sums of the squares are wanted
 */
export function eachRiskSet(rows: RiskRows, beta: Float64Array, visit: (set: RiskSet) => void, metric?: Symmetric): void {
  const { n, size, time, event, strata, late } = rows;
  const linear = linearPredictors(rows, beta);
  const hazard = linear.map(Math.exp);
  const square = metric ? squaresOf(rows, metric) : null;
  const set: RiskSet = { time: 0, events: 0, linear: 0, covariates: new Float64Array(size), all: sums(size), tied: sums(size) };
  const add = (to: Sums, row: number, sign: 1 | -1) => addTo(to, rows.x, row * size, sign * hazard[row]!, square ? square[row]! : 0);

  for (let stratum = 1; stratum < strata.length; stratum += 1) {
    const end = strata[stratum] ?? n;
    let row = strata[stratum - 1]!;
    let leaving = row;
    clear(set.all);
    while (row < end) {
      const now = time[row]!;
      set.events = 0;
      for (; row < end && time[row] === now; row += 1) {
        add(set.all, row, 1);
        if (!event[row]) continue;
        if (set.events === 0) startTied(set, now);
        set.events += 1;
        set.linear += linear[row]!;
        for (let column = 0; column < size; column += 1) set.covariates[column]! += rows.x[row * size + column]!;
        add(set.tied, row, 1);
      }
      if (set.events === 0) continue;
      if (late) {
        for (; leaving < end && late.entry[late.byEntry[leaving]!]! >= now; leaving += 1) add(set.all, late.byEntry[leaving]!, -1);
      }
      visit(set);
    }
  }
}

/** x β of every row, the largest of which is put at 0: only ratios matter, and no exponent may overflow. */
function linearPredictors({ n, size, x }: RiskRows, beta: Float64Array): Float64Array {
  const linear = new Float64Array(n);
  let largest = -Infinity;
  for (let row = 0, place = 0; row < n; row += 1) {
    let sum = 0;
    for (let column = 0; column < size; column += 1, place += 1) sum += x[place]! * beta[column]!;
    linear[row] = sum;
    if (sum > largest) largest = sum;
  }
  for (let row = 0; row < n; row += 1) linear[row]! -= largest;
  return linear;
}

function squaresOf({ n, size, x }: RiskRows, metric: Symmetric): Float64Array {
  const squares = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    const from = row * size;
    let sum = 0;
    for (let i = 0, place = 0; i < size; i += 1) {
      const its = x[from + i]!;
      for (let j = 0; j < i; j += 1, place += 1) sum += 2 * metric[place]! * its * x[from + j]!;
      sum += metric[place]! * its * its;
      place += 1;
    }
    squares[row] = sum;
  }
  return squares;
}

function sums(size: number): Sums {
  return { zero: 0, first: new Float64Array(size), second: symmetric(size), squares: 0, squaresFirst: new Float64Array(size) };
}

function clear(all: Sums): void {
  all.zero = 0;
  all.squares = 0;
  all.first.fill(0);
  all.second.fill(0);
  all.squaresFirst.fill(0);
}

function startTied(set: RiskSet, now: number): void {
  set.time = now;
  set.linear = 0;
  set.covariates.fill(0);
  clear(set.tied);
}

/** The innermost loop of a fit: a row of x from place `from`, weighed. */
function addTo(to: Sums, x: Float64Array, from: number, weight: number, square: number): void {
  const { first, second, squaresFirst } = to;
  const size = first.length;
  to.zero += weight;
  for (let i = 0, place = 0; i < size; i += 1) {
    const weighed = weight * x[from + i]!;
    first[i]! += weighed;
    for (let j = 0; j <= i; j += 1, place += 1) second[place]! += weighed * x[from + j]!;
  }
  if (square === 0) return;
  to.squares += weight * square;
  for (let i = 0; i < size; i += 1) squaresFirst[i]! += weight * square * x[from + i]!;
}
