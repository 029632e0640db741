import fc from 'fast-check';
import { Crowd } from '../crowd.js';
import { safeParts } from './safe-parts.js';

const crowdOf = (count: number, name: string) => {
  const crowd = new Crowd();
  for (let at = 0; at < count; at += 1) crowd.add(`${name} ${at}`);
  return crowd;
};
const parts = (counts: Record<string, number>) =>
  safeParts(Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, crowdOf(count, key)])));

describe('parts of a known whole', () => {
  it.each<[Record<string, number>, Record<string, number | null>]>([
    [
      { a: 10, b: 20, c: 0 },
      { a: 10, b: 20, c: 0 },
    ],
    [
      { a: 3, b: 20, c: 40 },
      { a: null, b: null, c: 40 },
    ],
    [
      { a: 3, b: 10, c: 40, d: 50 },
      { a: null, b: null, c: null, d: 50 },
    ],
    [
      { a: 9, b: 9, c: 40, d: 50 },
      { a: null, b: null, c: null, d: 50 },
    ],
    [
      { a: 5, b: 0, c: 4 },
      { a: null, b: null, c: null },
    ],
    [
      { a: 0, b: 1, c: 3, d: 6 },
      { a: null, b: null, c: null, d: null },
    ],
    [
      { a: 0, b: 9, c: 9, d: 9 },
      { a: null, b: null, c: null, d: null },
    ],
    [
      { a: 15, b: 0 },
      { a: null, b: null },
    ],
    [
      { a: 20, b: 0 },
      { a: 20, b: 0 },
    ],
    [
      { a: 0, b: 0 },
      { a: 0, b: 0 },
    ],
  ])('%j are shown as %j', (given, shown) => {
    expect(parts(given)).toEqual(shown);
  });

  it('never leave one hidden number to be derived from the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(12), fc.nat(80)), { minLength: 1, maxLength: 7 }), (counts) => {
        const given = Object.fromEntries(counts.map((count, at) => [`p${at}`, count]));
        const hidden = Object.entries(parts(given))
          .filter(([, shown]) => shown === null)
          .map(([key]) => given[key] as number);
        for (const [key, shown] of Object.entries(parts(given))) if (shown) expect(given[key]).toBeGreaterThanOrEqual(10);
        if (hidden.length === counts.length || hidden.length === 0) return;
        expect(hidden.length).toBeGreaterThan(1);
        // What is hidden together is enough to hide each of them in.
        expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10);
        expect(hidden.some((count) => count >= 10)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
