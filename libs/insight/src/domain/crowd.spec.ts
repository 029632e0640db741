import fc from 'fast-check';
import { Crowd } from './crowd.js';

const crowdOf = (ids: readonly string[]) => {
  const crowd = new Crowd();
  for (const id of ids) crowd.add(id);
  return crowd;
};
const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => `0190a3f2-7c41-7d4e-9a3b-${String(from + at).padStart(12, '0')}`);

describe('a number of clients', () => {
  it.each([
    [0, 500, 0],
    [1, 500, null],
    [9, 500, null],
    [10, 500, 10],
    [490, 500, 490],
    [491, 500, null],
    [499, 500, null],
    [500, 500, 500],
  ])('%i of %i is shown as %p', (count, everybody, shown) => {
    expect(crowdOf(people(count)).shownWithin(everybody)).toBe(shown);
  });

  it('is rounded to a neighbouring five, never to fewer than 10, and the same group always in the same way', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 10, maxLength: 60 }), (ids) => {
        const { rounded } = crowdOf(ids);
        expect(rounded % 5).toBe(0);
        expect(Math.abs(rounded - ids.length)).toBeLessThan(5);
        expect(rounded).toBeGreaterThanOrEqual(10);
        expect(crowdOf(ids.toReversed()).rounded).toBe(rounded);
      }),
    );
  });

  it('is right on average', () => {
    const off = Array.from({ length: 4_000 }, (_, at) => crowdOf(people(12, at * 12)).rounded - 12);

    expect(Math.abs(off.reduce((sum, each) => sum + each, 0) / off.length)).toBeLessThan(0.2);
  });

  it('does not tell whether one more person is in it: as often as not the rounded number says nothing or the wrong thing', () => {
    const others = people(62);
    const rounded = crowdOf(others).rounded;
    const withOne = Array.from({ length: 1_000 }, (_, at) => crowdOf([...others, `somebody ${at}`]).rounded - rounded);

    expect(new Set(withOne).size).toBe(2);
    expect(withOne.filter((difference) => difference === 0).length).toBeGreaterThan(200);
  });

  it('of two groups together is that of all of them', () => {
    expect(Crowd.together(crowdOf(people(23)), crowdOf(people(14, 23))).rounded).toBe(crowdOf(people(37)).rounded);
  });
});
