import fc from 'fast-check';
import { aDice } from '../../../../../test/support/lives.js';
import { share } from '../intervals.js';
import { cumulativeIncidence } from '../survival/index.js';
import { workWithin, type WeighedRows } from './incidence.js';

const row = fc.record({
  time: fc.integer({ min: 1, max: 500 }),
  ending: fc.integer({ min: 0, max: 2 }),
});
const rowsOf = (rows: readonly { time: number; ending: number }[], weight = 1): WeighedRows => ({
  time: rows.map(({ time }) => time),
  ending: rows.map(({ ending }) => ending),
  weight: rows.map(() => weight),
  person: rows.map((_, at) => at),
});

describe('the share that left for work within a year', () => {
  it('is the cumulative incidence of Aalen and Johansen', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 80 }), (rows) => {
        const { time, ending } = rowsOf(rows);
        const [work] = cumulativeIncidence({ time, cause: ending }, 2);
        const expected = (work ?? []).findLast((step) => step.time <= 365)?.value ?? 0;
        expect(workWithin(rowsOf(rows), 365)?.value).toBeCloseTo(expected, 9);
      }),
    );
  });

  it('is the plain share, with about its interval, when everybody was followed', () => {
    const rows = Array.from({ length: 200 }, (_, at) => (at % 5 === 0 ? { time: 10 + at, ending: 1 } : { time: 400, ending: 0 }));
    const [found, plain] = [workWithin(rowsOf(rows), 365)!, share(40, 200)!];
    expect(found.value).toBeCloseTo(0.2, 12);
    expect(Math.abs(found.low - plain.low)).toBeLessThan(0.01);
    expect(Math.abs(found.high - plain.high)).toBeLessThan(0.01);
  });

  it.each([
    [0, 12],
    [12, 12],
  ])('says of %i in %i what Wilson says', (work, people) => {
    const rows = Array.from({ length: people }, (_, at) => (at < work ? { time: 20, ending: 1 } : { time: 400, ending: 0 }));
    expect(workWithin(rowsOf(rows), 365)).toEqual(share(work, people));
  });

  it('weighs: two rows of a half are one', () => {
    const rows = [
      { time: 50, ending: 1 },
      { time: 400, ending: 0 },
      { time: 60, ending: 2 },
      { time: 80, ending: 1 },
    ];
    const twice = rows.flatMap((each) => [each, each]);
    const half = { ...rowsOf(twice, 0.5), person: twice.map((_, at) => Math.floor(at / 2)) };
    expect(workWithin(half, 365)?.value).toBeCloseTo(workWithin(rowsOf(rows), 365)!.value, 12);
    expect(workWithin(half, 365)?.low).toBeCloseTo(workWithin(rowsOf(rows), 365)!.low, 9);
  });

  it('is less sure when the same person stands in several rows', () => {
    const rows = Array.from({ length: 300 }, (_, at) => ({ time: at % 3 === 0 ? 100 : 400, ending: at % 3 === 0 ? 1 : 0 }));
    const width = (persons: (at: number) => number) => {
      const found = workWithin({ ...rowsOf(rows), person: rows.map((_, at) => persons(at)) }, 365)!;
      return found.high - found.low;
    };
    // Each person five times, always with the same outcome.
    expect(width((at) => (at % 3) + 3 * Math.floor(at / 15))).toBeGreaterThan(1.6 * width((at) => at));
  });

  it('holds what is true about 95 times in 100', () => {
    const dice = aDice(7);
    const truth = 1 - Math.exp(-0.3);
    let held = 0;
    for (let world = 0; world < 200; world += 1) {
      const rows = Array.from({ length: 120 }, () => {
        const [work, gone] = [(-Math.log(1 - dice()) / 0.3) * 365, (-Math.log(1 - dice()) / 0.25) * 365];
        return { time: Math.max(1, Math.ceil(Math.min(work, gone))), ending: work <= gone ? 1 : 0 };
      });
      const { low, high } = workWithin(rowsOf(rows), 365)!;
      if (low <= truth && truth <= high) held += 1;
    }
    expect(held / 200).toBeGreaterThan(0.92);
    expect(held / 200).toBeLessThan(0.985);
  });

  it('is nothing of nobody', () => {
    expect(workWithin(rowsOf([]), 365)).toBeNull();
  });
});
