import fc from 'fast-check';
import type { Verdict } from '#libs/rules';
import { noCrowds, safeSplits, type Crowds } from './safe-splits.js';

type Counts = readonly [yes: number, no: number, unknown: number];
const VERDICTS: readonly Verdict[] = ['yes', 'no', 'unknown'];

/** Clients are numbered in fives, so that nothing is rounded away where only hiding is looked at. */
function crowdsOf(...rows: readonly Counts[]): Crowds {
  const crowds = noCrowds();
  rows.forEach((row, team) =>
    VERDICTS.forEach((verdict, column) => {
      for (let at = 0; at < (row[column] ?? 0); at += 1) crowds[verdict].add(`${team} ${verdict} ${at}`);
    }),
  );
  return crowds;
}
const table = (...rows: readonly Counts[]) =>
  safeSplits(
    crowdsOf(...rows),
    rows.map((row, at) => ({ team: `Team ${String.fromCodePoint(65 + at)}`, crowds: crowdsOf(row) })),
  );
const shownTeams = (...rows: readonly Counts[]) =>
  table(...rows)
    .teams.filter(({ split }) => split)
    .map(({ team }) => team.at(-1))
    .join('');

describe('what a rule says, in all and per team', () => {
  it('is shown when nowhere a number is small', () => {
    expect(table([20, 30, 10], [15, 40, 25])).toEqual({
      total: { yes: 35, no: 70, unknown: 35 },
      teams: [
        { team: 'Team A', split: { yes: 20, no: 30, unknown: 10 } },
        { team: 'Team B', split: { yes: 15, no: 40, unknown: 25 } },
      ],
    });
  });

  it.each<[string, Counts[], string]>([
    ['says nothing of anybody when fewer than 10 say yes', [[9, 200, 200]], 'nothing'],
    ['says nothing when all but 9 say yes', [[400, 6, 3]], 'nothing'],
    ['takes no and not known together when one of them is small', [[40, 200, 3]], 'yes+rest'],
    ['shows that nobody says yes', [[0, 200, 50]], 'yes+no+unknown'],
    ['shows that a hundred people all say yes', [[100, 0, 0]], 'yes+no+unknown'],
    ['does not show that fifteen people all say yes', [[15, 0, 0]], 'nothing'],
  ])('%s', (_, rows, shown) => {
    const { total } = table(...rows);

    expect(total ? Object.keys(total).join('+') : 'nothing').toBe(shown);
  });

  it.each<[string, Counts[], string]>([
    [
      'hides a small team, and another with it',
      [
        [3, 40, 20],
        [20, 30, 30],
        [25, 40, 60],
      ],
      'C',
    ],
    [
      'does not take a second small team for company',
      [
        [3, 40, 20],
        [4, 40, 20],
        [20, 30, 30],
        [25, 40, 60],
      ],
      'D',
    ],
    [
      'hides on until what is hidden together is large in every column',
      [
        [9, 40, 0],
        [30, 40, 0],
        [30, 30, 11],
        [30, 40, 40],
      ],
      'CD',
    ],
    [
      'hides a team of twelve who are all alike',
      [
        [0, 12, 0],
        [25, 40, 60],
        [25, 40, 60],
      ],
      'C',
    ],
    [
      'leaves out a team without clients',
      [
        [0, 0, 0],
        [25, 40, 60],
      ],
      'B',
    ],
    [
      'shows no team at all when there is no company',
      [
        [3, 40, 20],
        [20, 30, 30],
      ],
      '',
    ],
  ])('%s', (_, rows, shown) => {
    expect(shownTeams(...rows)).toBe(shown);
  });

  it('never lets a hidden number be derived, even by who knows how large every team is and what was before rounding', () => {
    const row = fc.tuple(fc.nat(30), fc.nat(60), fc.nat(30)) as fc.Arbitrary<Counts>;
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        const { total, teams } = table(...rows);
        if (!total) return expect(teams.every(({ split }) => split === null)).toBe(true);
        const columns = 'rest' in total ? 2 : 3;
        const cells = new Map(
          rows.map((each, at) => [`Team ${String.fromCodePoint(65 + at)}`, columns === 2 ? [each[0], each[1] + each[2]] : [...each]]),
        );
        const hidden = teams.filter(({ split }) => !split).map(({ team }) => cells.get(team) as number[]);
        for (const { team, split } of teams)
          if (split) for (const count of cells.get(team) as number[]) expect(count === 0 || count >= 10).toBe(true);
        if (hidden.length === 0) return undefined;
        // What the total less the teams that are shown gives away: the sums of the hidden ones.
        const sums = Array.from({ length: columns }, (_, column) => hidden.reduce((sum, each) => sum + (each[column] ?? 0), 0));
        const all = sums.reduce((sum, each) => sum + each, 0);
        for (const sum of sums) expect(sum === 0 || sum >= 10).toBe(true);
        expect(all).toBeGreaterThanOrEqual(10);
        if (hidden.length === teams.length) return undefined;
        for (const each of hidden) {
          const people = each.reduce((sum, count) => sum + count, 0);
          sums.forEach((sum) => {
            if (sum === 0) return;
            // The range that remains possible for this cell, by the sums of its row and of its column.
            const least = Math.max(0, people - (all - sum), sum - (all - people));
            expect(Math.min(people, sum) - least).toBeGreaterThan(0);
          });
        }
        return undefined;
      }),
      { numRuns: 2_000 },
    );
  });
});
