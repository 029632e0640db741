/** A value with the range in which the real one lies with 95% confidence. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** The 97.5th percentile of the normal distribution: 95% confidence, two-sided. */
const Z = 1.959_963_984_540_054;

/**
 * A share with its Wilson score interval (Wilson 1927; method 3 in Newcombe, Statistics in Medicine 17, 1998), which stays within 0 and 1
 * and says something sensible when nobody or everybody did it.
 * @returns fractions from 0 to 1, or null when there are no people
 */
export function share(count: number, people: number): Estimate | null {
  if (people <= 0) return null;
  const value = count / people;
  const spread = Z * Math.sqrt((value * (1 - value)) / people + Z ** 2 / (4 * people ** 2));
  const middle = value + Z ** 2 / (2 * people);
  const scale = 1 + Z ** 2 / people;
  return { value, low: count === 0 ? 0 : (middle - spread) / scale, high: count === people ? 1 : (middle + spread) / scale };
}

/**
 * How often something happened per 100 years, with Byar's approximation of the exact Poisson interval (Breslow and Day, Statistical Methods
 * in Cancer Research II, 1987, page 69).
 * @returns events per 100 years, or null when there was no time in which it could happen
 */
export function ratePerHundredYears(count: number, years: number): Estimate | null {
  if (years <= 0) return null;
  const byar = (events: number, z: number) => (events === 0 ? 0 : events * (1 - 1 / (9 * events) + z / (3 * Math.sqrt(events))) ** 3);
  return { value: (100 * count) / years, low: (100 * byar(count, -Z)) / years, high: (100 * byar(count + 1, Z)) / years };
}
