/**
 * How likely chance alone makes a chi-square as large as this or larger.
 * @returns from 0 to 1; 1 where nothing was free to differ
 */
export function chiSquareP(chisq: number, df: number): number {
  if (df <= 0 || chisq <= 0) return 1;
  return upperGamma(df / 2, chisq / 2);
}

/**
 * The regularised upper incomplete gamma function Q(a, x): by its series below a + 1, by its continued fraction above (Abramowitz and Stegun, Handbook
 * of Mathematical Functions, 1964, 6.5.29 and 6.5.31; evaluated as Lentz does, Applied Optics 15, 1976).
 */
function upperGamma(a: number, x: number): number {
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a];
    for (let k = 1; Math.abs(term) > Math.abs(sum) * Number.EPSILON; k += 1) {
      term *= x / (a + k);
      sum += term;
    }
    return 1 - front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 10_000; k += 1) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < Number.EPSILON) break;
  }
  return front * fraction;
}

const LANCZOS = [
  676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_1, -176.615_029_162_140_6, 12.507_343_278_686_905,
  -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6, 1.505_632_735_149_311_6e-7,
] as const; // prettier-ignore

/** The logarithm of the gamma function, for a of a half or more (Lanczos, SIAM Journal on Numerical Analysis 1, 1964). */
function logGamma(a: number): number {
  const z = a - 1;
  const t = z + 7.5;
  const sum = LANCZOS.reduce((total, coefficient, k) => total + coefficient / (z + k + 1), 0.999_999_999_999_809_9);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}
