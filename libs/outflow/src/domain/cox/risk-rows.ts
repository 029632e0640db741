import type { CoxData } from './cox-model.js';

/** The rows sorted once, so that every step of a fit is one walk over them. */
export interface RiskRows {
  n: number;
  /** How many covariates. */
  size: number;
  /** By stratum, and in it from the last time to the first. */
  time: Float64Array;
  event: Uint8Array;
  /** A row of covariates after a row of covariates, each centred and in its own standard deviations: numbers of one size lose the least. */
  x: Float64Array;
  /** Where each stratum begins, and where the last one ends. */
  strata: readonly number[];
  /** Who entered late; null when all were there from the start. */
  late: { entry: Float64Array; /** Places by stratum, in it from the last to enter to the first. */ byEntry: Uint32Array } | null;
  /** Of each covariate; 0 where all rows are alike. */
  deviation: Float64Array;
  /** Of each covariate, from its lowest to its highest, in standard deviations. */
  range: Float64Array;
  ties: 'efron' | 'breslow';
}

/**
 * Puts the rows in order. Who entered at or after the end was never at risk, and is left out.
 * @throws RangeError when columns differ in length, or something in them is no finite number
 */
export function riskRows({ time, event, entry, strata, covariates, ties = 'efron' }: CoxData): RiskRows {
  check(time.length, [time, event, entry ?? time, strata ?? time, ...covariates.map(({ values }) => values)]);
  const order = inOrder(time, entry, strata);
  const n = order.length;
  const size = covariates.length;
  const sorted = Float64Array.from(order, (row) => time[row]!);
  const rows: RiskRows = {
    n,
    size,
    time: sorted,
    event: Uint8Array.from(order, (row) => (event[row] ? 1 : 0)),
    x: new Float64Array(n * size),
    strata: beginnings(order, strata),
    late: null,
    deviation: new Float64Array(size),
    range: new Float64Array(size),
    ties,
  };
  covariates.forEach(({ values }, column) => standardise(rows, column, order, values));
  if (entry)
    rows.late = byEntry(
      rows,
      Float64Array.from(order, (row) => entry[row]!),
    );
  return rows;
}

/** The rows with only some of their covariates. */
export function withCovariates(rows: RiskRows, kept: readonly number[]): RiskRows {
  if (kept.length === rows.size) return rows;
  const size = kept.length;
  const x = new Float64Array(rows.n * size);
  for (let row = 0; row < rows.n; row += 1)
    for (let column = 0; column < size; column += 1) x[row * size + column] = rows.x[row * rows.size + kept[column]!]!;
  const of = (all: Float64Array) => Float64Array.from(kept, (column) => all[column]!);
  return { ...rows, size, x, deviation: of(rows.deviation), range: of(rows.range) };
}

function check(length: number, columns: readonly ArrayLike<number>[]): void {
  for (const column of columns) {
    if (column.length !== length) throw new RangeError('columns of different lengths');
    for (let row = 0; row < length; row += 1) if (!Number.isFinite(column[row])) throw new RangeError(`no number in place ${row}`);
  }
}

function inOrder(time: CoxData['time'], entry: CoxData['entry'], strata: CoxData['strata']): Uint32Array {
  const order = new Uint32Array(time.length);
  let n = 0;
  for (let row = 0; row < time.length; row += 1) {
    if (entry && entry[row]! >= time[row]!) continue;
    order[n] = row;
    n += 1;
  }
  const kept = order.subarray(0, n);
  return strata ? kept.toSorted((a, b) => strata[a]! - strata[b]! || time[b]! - time[a]!) : kept.toSorted((a, b) => time[b]! - time[a]!);
}

function beginnings(order: Uint32Array, strata: CoxData['strata']): number[] {
  const found = [0];
  if (strata)
    for (let place = 1; place < order.length; place += 1) if (strata[order[place]!] !== strata[order[place - 1]!]) found.push(place);
  return [...found, order.length];
}

/** Two passes, so that large numbers that hardly differ keep what they differ in. */
function standardise({ n, size, x, deviation, range }: RiskRows, column: number, order: Uint32Array, values: ArrayLike<number>): void {
  let [sum, lowest, highest] = [0, Infinity, -Infinity];
  for (let place = 0; place < n; place += 1) {
    const value = values[order[place]!]!;
    sum += value;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  if (!(lowest < highest)) return;
  const mean = sum / n;
  let squares = 0;
  for (let place = 0; place < n; place += 1) squares += (values[order[place]!]! - mean) ** 2;
  const its = Math.sqrt(squares / n);
  deviation[column] = its;
  range[column] = (highest - lowest) / its;
  for (let place = 0; place < n; place += 1) x[place * size + column] = (values[order[place]!]! - mean) / its;
}

function byEntry({ n, strata }: RiskRows, entry: Float64Array): RiskRows['late'] {
  const places = Uint32Array.from({ length: n }, (_, place) => place);
  for (let stratum = 1; stratum < strata.length; stratum += 1)
    places.subarray(strata[stratum - 1], strata[stratum]).sort((a, b) => entry[b]! - entry[a]!);
  return { entry, byEntry: places };
}
