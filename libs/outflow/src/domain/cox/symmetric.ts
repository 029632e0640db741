/**
 * Small symmetric matrices, of which only the lower half is kept, row after row: place (i, j) with j <= i is `i * (i + 1) / 2 + j`.
 * They are as large as there are covariates, so plain loops do.
 */
export type Symmetric = Float64Array;

export function symmetric(size: number): Symmetric {
  return new Float64Array((size * (size + 1)) / 2);
}

/** The place of row i and column j, in whichever order. */
export function at(i: number, j: number): number {
  return i >= j ? (i * (i + 1)) / 2 + j : (j * (j + 1)) / 2 + i;
}

/** A = L Lᵀ, without the rows that follow from those before them. */
export interface Cholesky {
  size: number;
  lower: Symmetric;
  /** The rows that were left out: they follow from those before them, or hold nothing. */
  dependent: readonly number[];
}

/**
 * Cholesky's factor of a matrix that is nowhere negative (Golub and Van Loan, Matrix Computations, 4.2).
 * @param tolerance the part of a diagonal element that must be left when what earlier rows tell is taken away
 */
export function cholesky(matrix: Symmetric, size: number, tolerance = 1e-10): Cholesky {
  const lower = symmetric(size);
  const dependent: number[] = [];
  for (let i = 0; i < size; i += 1) {
    const own = matrix[at(i, i)]!;
    let left = own;
    for (let j = 0; j < i; j += 1) {
      const pivot = lower[at(j, j)]!;
      let sum = matrix[at(i, j)]!;
      for (let k = 0; k < j; k += 1) sum -= lower[at(i, k)]! * lower[at(j, k)]!;
      const part = pivot > 0 ? sum / pivot : 0;
      lower[at(i, j)] = part;
      left -= part * part;
    }
    if (left > tolerance * own) lower[at(i, i)] = Math.sqrt(left);
    else {
      dependent.push(i);
      lower.fill(0, at(i, 0), at(i, i) + 1);
    }
  }
  return { size, lower, dependent };
}

/** The x of A x = b; 0 in the rows that were left out. */
export function solve({ size, lower }: Cholesky, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    let sum = b[i]!;
    for (let j = 0; j < i; j += 1) sum -= lower[at(i, j)]! * x[j]!;
    x[i] = lower[at(i, i)]! > 0 ? sum / lower[at(i, i)]! : 0;
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = x[i]!;
    for (let j = i + 1; j < size; j += 1) sum -= lower[at(j, i)]! * x[j]!;
    x[i] = lower[at(i, i)]! > 0 ? sum / lower[at(i, i)]! : 0;
  }
  return x;
}

/** The inverse; 0 in the rows that were left out. */
export function inverse(factor: Cholesky): Symmetric {
  const { size, dependent } = factor;
  const inverted = symmetric(size);
  for (let j = 0; j < size; j += 1) {
    const unit = new Float64Array(size);
    unit[j] = dependent.includes(j) ? 0 : 1;
    solve(factor, unit).forEach((value, i) => {
      if (i >= j) inverted[at(i, j)] = value;
    });
  }
  return inverted;
}

/** The logarithm of the determinant. @returns minus infinity when a row follows from others */
export function logDeterminant({ size, lower, dependent }: Cholesky): number {
  if (dependent.length > 0) return -Infinity;
  let sum = 0;
  for (let i = 0; i < size; i += 1) sum += 2 * Math.log(lower[at(i, i)]!);
  return sum;
}

/** The rows and columns of some places only, in that order. */
export function partOf(matrix: Symmetric, places: readonly number[]): Symmetric {
  const part = symmetric(places.length);
  places.forEach((row, i) => places.slice(0, i + 1).forEach((column, j) => (part[at(i, j)] = matrix[at(row, column)]!)));
  return part;
}

export function times(matrix: Symmetric, vector: ArrayLike<number>): Float64Array {
  const product = new Float64Array(vector.length);
  for (let i = 0; i < vector.length; i += 1) {
    for (let j = 0; j < vector.length; j += 1) product[i]! += matrix[at(i, j)]! * vector[j]!;
  }
  return product;
}

export function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < one.length; i += 1) sum += one[i]! * other[i]!;
  return sum;
}
