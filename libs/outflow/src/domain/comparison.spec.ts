import fc from 'fast-check';
import { compare, differenceOf, DURATION_BANDS, type BandCount } from './comparison.js';
import { share } from './intervals.js';
import { isMostlyDeclined } from './reconsider.js';

const [SHORT, MIDDLE, LONG] = DURATION_BANDS;
const count = (band: BandCount['band'], people: number, work: number): BandCount => ({ band, people, work });
const shown = (did: BandCount[], didNot: BandCount[]) => {
  const compared = compare(did, didNot);
  if (compared.state !== 'shown') throw new Error(compared.state);
  return compared;
};

describe('the difference between two shares', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 10, 0.6075, 1],
  ])('of %i in %i and %i in %i has the interval that Newcombe printed', (a, m, b, n, low, high) => {
    const difference = differenceOf(share(a, m)!, share(b, n)!);

    expect(difference.value).toBeCloseTo(a / m - b / n, 12);
    expect(difference.low).toBeCloseTo(low, 4);
    expect(difference.high).toBeCloseTo(high, 4);
  });
});

describe('who began something beside who did not', () => {
  it('is compared at the same durations: weighing takes away what only duration made', () => {
    // In each band as many leave in both groups; the mix differs, so that unweighed it looks as if beginning kept people.
    const compared = shown([count(SHORT, 20, 10), count(LONG, 80, 8)], [count(SHORT, 80, 40), count(LONG, 20, 2)]);

    expect(compared.did.share.value).toBeCloseTo(0.18, 12);
    expect(compared.didNot.share.value).toBeCloseTo(0.18, 12);
    expect(compared.difference.value).toBeCloseTo(0, 12);
    expect([compared.didNot.people, compared.didNot.work]).toEqual([100, 42]);
  });

  it('leaves out who has nobody to be compared with, and says how many', () => {
    const compared = shown([count(SHORT, 20, 10), count(MIDDLE, 5, 5)], [count(SHORT, 30, 10), count(LONG, 40, 1)]);

    expect(compared).toMatchObject({ did: { people: 20, work: 10 }, didNot: { people: 30, work: 10 }, leftOut: 45 });
  });

  it.each<[string, BandCount[], BandCount[], string]>([
    ['nobody at all', [], [], 'too-few'],
    ['nobody who did not', [count(SHORT, 20, 3)], [], 'no-common-band'],
    ['no band in common', [count(SHORT, 20, 3)], [count(LONG, 20, 3)], 'no-common-band'],
    ['nine who did', [count(SHORT, 9, 3)], [count(SHORT, 90, 3)], 'too-few'],
    ['nine who did not', [count(SHORT, 90, 3)], [count(SHORT, 9, 3)], 'too-few'],
    ['twelve of whom all left', [count(SHORT, 12, 12)], [count(SHORT, 90, 3)], 'too-few'],
  ])('is not shown of %s', (_, did, didNot, state) => {
    expect(compare(did, didNot)).toEqual({ state });
  });

  it('has shares and a difference that lie within their intervals, and turns around when the groups do', () => {
    const band = fc.constantFrom(...DURATION_BANDS);
    const counts = fc
      .array(fc.tuple(band, fc.integer({ min: 1, max: 300 }), fc.float({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 3 })
      .map((all) => all.map(([its, people, part]) => count(its, people, Math.round(part * people))));
    fc.assert(
      fc.property(counts, counts, (did, didNot) => {
        const compared = compare(did, didNot);
        if (compared.state !== 'shown') return;
        for (const { value, low, high } of [compared.did.share, compared.didNot.share, compared.difference]) {
          expect(low).toBeLessThanOrEqual(value + 1e-12);
          expect(high).toBeGreaterThanOrEqual(value - 1e-12);
        }
        expect(compared.didNot.share.low).toBeGreaterThanOrEqual(0);
        expect(compared.didNot.share.high).toBeLessThanOrEqual(1);
        expect(compared.did.people).toBeGreaterThanOrEqual(10);
        expect(compared.didNot.people).toBeGreaterThanOrEqual(10);
      }),
    );
  });
});

describe('a rule to look at again', () => {
  it.each([
    [19, 19, false],
    [20, 20, true],
    [20, 14, false],
    [20, 15, true],
    [100, 60, true],
    [100, 59, false],
    [100, 50, false],
  ])('of %i decisions, %i declined: %s', (decided, declined, is) => {
    expect(isMostlyDeclined({ decided, declined })).toBe(is);
  });
});
