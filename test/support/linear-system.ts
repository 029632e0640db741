/** A sum of unknowns: their places. The same sums hold for several kinds of people at once, with other values. */
export interface Sum {
  of: readonly number[];
  values: readonly number[];
}

export interface Range {
  low: number;
  high: number;
}

interface Row {
  factors: Float64Array;
  values: Float64Array;
}

const ALMOST = 1e-7;

/**
 * Between what each unknown must lie: whole numbers of nought or more for which all sums hold. First everything that follows by adding and
 * subtracting (Gauss-Jordan), then what follows from no number being negative, again and again until nothing changes.
 * @param wanted sums of unknowns that one would like to know
 * @returns for each kind, for each wanted sum
 */
export function rangesOf(unknowns: number, sums: readonly Sum[], wanted: readonly (readonly number[])[]): Range[][] {
  const kinds = sums[0]?.values.length ?? 0;
  // What is wanted comes first, so that it is written in as few unknowns as can be.
  const width = wanted.length + unknowns;
  const rows = [
    ...wanted.map((of, at) =>
      rowOf(
        width,
        [[at, -1], ...of.map((each) => [wanted.length + each, 1] as const)],
        Array.from({ length: kinds }, () => 0),
      ),
    ),
    ...sums.map(({ of, values }) =>
      rowOf(
        width,
        of.map((each) => [wanted.length + each, 1] as const),
        values,
      ),
    ),
  ];
  const all = [...rows, ...eliminated(rows.map(copyOf), width)].map((row) => ({
    ...row,
    places: [...row.factors.keys()].filter((at) => Math.abs(row.factors[at]!) > ALMOST),
  }));
  return Array.from({ length: kinds }, (_, kind) => narrowed(all, width, kind).slice(0, wanted.length));
}

function rowOf(width: number, factors: readonly (readonly [number, number])[], values: readonly number[]): Row {
  const row = new Float64Array(width);
  for (const [at, factor] of factors) row[at]! += factor;
  return { factors: row, values: Float64Array.from(values) };
}

function copyOf({ factors, values }: Row): Row {
  return { factors: factors.slice(), values: values.slice() };
}

function eliminated(rows: Row[], width: number): Row[] {
  let rank = 0;
  for (let column = 0; column < width && rank < rows.length; column += 1) {
    let pivot = rank;
    for (let at = rank + 1; at < rows.length; at += 1)
      if (Math.abs(rows[at]!.factors[column]!) > Math.abs(rows[pivot]!.factors[column]!)) pivot = at;
    if (Math.abs(rows[pivot]!.factors[column]!) < ALMOST) continue;
    [rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!];
    const row = rows[rank]!;
    scale(row, 1 / row.factors[column]!);
    for (const [at, other] of rows.entries()) if (at !== rank && other.factors[column] !== 0) subtract(other, row, other.factors[column]!);
    rank += 1;
  }
  return rows.slice(0, rank);
}

function scale(row: Row, by: number): void {
  for (let at = 0; at < row.factors.length; at += 1) row.factors[at]! *= by;
  for (let at = 0; at < row.values.length; at += 1) row.values[at]! *= by;
}

function subtract(row: Row, other: Row, times: number): void {
  for (let at = 0; at < row.factors.length; at += 1) row.factors[at]! -= times * other.factors[at]!;
  for (let at = 0; at < row.values.length; at += 1) row.values[at]! -= times * other.values[at]!;
}

function narrowed(rows: readonly (Row & { places: readonly number[] })[], width: number, kind: number): Range[] {
  const low = new Float64Array(width);
  const high = new Float64Array(width).fill(Infinity);
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const { factors, values, places } of rows) {
      for (const at of places) {
        let [least, most] = [values[kind]!, values[kind]!];
        for (const other of places) {
          if (other === at) continue;
          const factor = factors[other]!;
          least -= factor > 0 ? factor * high[other]! : factor * low[other]!;
          most -= factor > 0 ? factor * low[other]! : factor * high[other]!;
        }
        const factor = factors[at]!;
        const [from, to] = factor > 0 ? [least / factor, most / factor] : [most / factor, least / factor];
        const [newLow, newHigh] = [Math.ceil(from - 1e-6), Math.floor(to + 1e-6)];
        if (newLow > low[at]!) [low[at], isChanged] = [newLow, true];
        if (newHigh < high[at]!) [high[at], isChanged] = [newHigh, true];
      }
    }
  }
  return Array.from({ length: width }, (_, at) => ({ low: low[at]!, high: high[at]! }));
}
