import fc from 'fast-check';
import { ratePerHundredYears, share } from './intervals.js';

describe('the interval around a share', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is that of Newcombe 1998: %f to %f', (count, people, low, high) => {
    const interval = share(count, people);

    expect(interval?.value).toBeCloseTo(count / people, 12);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('is not there when there is nobody', () => {
    expect(share(0, 0)).toBeNull();
  });

  it('holds the share, stays within 0 and 1, and is the mirror of that of the others', () => {
    const counts = fc.tuple(fc.nat(400), fc.nat(400)).filter(([one, other]) => one + other > 0);
    fc.assert(
      fc.property(counts, ([count, others]) => {
        const did = share(count, count + others)!;
        const didNot = share(others, count + others)!;
        expect(did.low).toBeGreaterThanOrEqual(0);
        expect(did.low).toBeLessThanOrEqual(did.value);
        expect(did.high).toBeGreaterThanOrEqual(did.value);
        expect(did.high).toBeLessThanOrEqual(1);
        expect(did.low).toBeCloseTo(1 - didNot.high, 10);
      }),
    );
  });
});

describe('the interval around a rate', () => {
  // Exact Poisson limits as tabulated by Garwood (Biometrika 28, 1936); Byar's approximation is that near.
  it.each([
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [50, 37.11, 65.92],
  ])('of %i events in 100 years is near the exact one, %f to %f', (count, low, high) => {
    const interval = ratePerHundredYears(count, 100);

    expect(interval?.value).toBe(count);
    expect(Math.abs(interval!.low - low)).toBeLessThan(0.02);
    expect(Math.abs(interval!.high - high)).toBeLessThan(0.03);
  });

  it('goes down as the years go up', () => {
    expect(ratePerHundredYears(10, 200)!.high).toBeCloseTo(ratePerHundredYears(10, 100)!.high / 2, 10);
  });

  it('is not there when nobody was there', () => {
    expect(ratePerHundredYears(0, 0)).toBeNull();
  });
});
