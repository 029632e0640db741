import fc from 'fast-check';
import { FEWEST_ALIKE } from '../safe-groups.js';
import { gridsOf, pointsOf, type Leavers } from './grid.js';

/** So many who left for work each month, for a year. */
const each = (perMonth: number, people = 500): Leavers => ({ people, kinds: [Array.from({ length: 12 }, () => perMonth)] });
const NOBODY: Leavers = { people: 0, kinds: [] };
const GRIDS = [1, 3];

describe('the points of curves', () => {
  it.each([
    ['many leave each month', [each(20), each(30)], NOBODY, { whole: 1, teams: [1, 1] }],
    ['only in a quarter are there enough', [each(7), each(30)], NOBODY, { whole: 3, teams: [3, 1] }],
    ['the whole less the large team would tell of the small one by month', [each(2), each(30)], NOBODY, { whole: 6, teams: [6, 1] }],
    ['small teams together are a crowd', [each(4), each(4), each(12), each(30)], NOBODY, { whole: 1, teams: [6, 6, 3, 1] }],
    ['who is in no team could be found by subtracting', [each(30)], each(1, 9), { whole: 6, teams: [1] }],
    ['nobody is in no team', [each(30)], each(0, 9), { whole: 1, teams: [1] }],
    ['a team is too small to be shown', [each(0, 9), each(30)], NOBODY, { whole: 1, teams: [6, 1] }],
    ['there are no teams', [], each(7), { whole: 3, teams: [] }],
  ])('when %s', (_, teams, rest, grids) => {
    expect(gridsOf(teams, rest, GRIDS, 6)).toEqual(grids);
  });

  it('are none at all where no grid is usual', () => {
    expect(gridsOf([each(2), each(30)], NOBODY, GRIDS, null)).toEqual({ whole: null, teams: [null, 1] });
  });

  it('look at each way of leaving by itself', () => {
    const team: Leavers = { people: 500, kinds: [each(30).kinds[0]!, each(1).kinds[0]!] };

    expect(gridsOf([team], NOBODY, GRIDS, 6)).toEqual({ whole: 6, teams: [6] });
  });

  it('are every so many months', () => {
    expect([pointsOf(6, 12), pointsOf(3, 6), pointsOf(12, 6)]).toEqual([[0, 6, 12], [0, 3, 6], [0]]); // prettier-ignore
  });

  it('tell an attacker, who subtracts whatever curves there are from the whole, of nobody or of enough between two points', () => {
    const leavers = fc.record({
      people: fc.constantFrom(5, 40, 500),
      kinds: fc.array(fc.array(fc.constantFrom(0, 0, 1, 6, 12, 25), { minLength: 12, maxLength: 12 }), { minLength: 2, maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(leavers, { maxLength: 5 }), leavers, (teams, rest) => {
        const { whole, teams: grids } = gridsOf(teams, rest, GRIDS, null);
        for (const grid of GRIDS) {
          const hasPoints = (its: number | null) => its !== null && grid % its === 0;
          const curves = teams.filter((_, team) => hasPoints(grids[team]!));
          const others = hasPoints(whole) ? [[...teams.filter((_, team) => !hasPoints(grids[team]!)), rest]] : [];
          for (const parts of [...curves.map((team) => [team]), ...others]) {
            for (const kind of [0, 1]) {
              for (let from = 0; from < 12; from += grid) {
                const left = parts.flatMap(({ kinds }) => kinds[kind]!.slice(from, from + grid)).reduce<number>((sum, one) => sum + one, 0);
                expect(left === 0 || left >= FEWEST_ALIKE).toBe(true);
              }
            }
          }
        }
      }),
    );
  });
});
