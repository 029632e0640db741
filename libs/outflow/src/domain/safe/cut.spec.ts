import { NOBODY, outcomesOf, type Outcomes } from '../definition.js';
import { branchesOf, forksOf, type Branch } from './branches.js';
import { cutOf, shownTotals, tellsOfCrossing, type Division } from './cut.js';
import { layersOf, type Crowd } from './layers.js';
import { orderOf } from './order.js';

const [EXIT] = layersOf([12]) as [ReturnType<typeof layersOf>[number]];
const GROUPS = [
  { key: 'good', family: 'favourable' },
  { key: 'bad', family: 'barrier' },
  { key: 'not-known', family: 'unknown' },
] as const;
const STEM = branchesOf(GROUPS)!;

const crowd = (text: string): Crowd => {
  const [people, work] = text.split('/').map(Number) as [number, number];
  return EXIT.crowd([outcomesOf({ people, work, staying: people - work })]);
};

/** Teams as `good bad not-known`, each `people/work`. */
function division(teams: readonly string[], shown = teams.map(() => true)): Division {
  const cells = teams.map((team) => Object.fromEntries(team.split(' ').map((cell, at) => [GROUPS[at]!.key, crowd(cell)])));
  const ofBranch = ({ keys }: Branch) =>
    cells.map((cell) => keys.map((key) => cell[key]!).reduce((sum, each) => sum.map((count, kind) => count + each[kind]!)));
  return { shown, order: [...teams.keys()], crowds: ofBranch };
}
/** Which branches are opened, in all and in which teams. */
const opened = (teams: readonly string[], shown?: boolean[]) => {
  const cut = cutOf(STEM, EXIT, [division(teams, shown)]);
  return forksOf(STEM).map((fork) => `${fork.keys.join('+')}: ${cut.get(fork)?.[0]!.map(Number).join('') ?? 'closed'}`);
};

describe('how far a trait is told apart', () => {
  it.each([
    ['in every team, when every group is large', ['30/9 30/4 20/3', '40/9 25/2 30/3'], ['bad+good+not-known: 11', 'good+not-known: 11']],
    [
      'in no team when a group of one of two is small: the other would be the difference',
      ['30/9 30/4 5/1', '40/9 25/2 30/3'],
      ['bad+good+not-known: 11', 'good+not-known: 00'],
    ],
    [
      'not in one more, when the small groups together are many enough',
      ['30/9 30/4 5/1', '40/9 25/2 30/3', '40/9 25/2 30/3'],
      ['bad+good+not-known: 111', 'good+not-known: 001'],
    ],
    [
      'nowhere when all of it is small',
      ['30/9 30/4 2/1', '40/9 25/2 3/0', '40/9 25/2 1/0'],
      ['bad+good+not-known: 111', 'good+not-known: closed'],
    ],
  ])('%s', (_, teams, expected) => {
    expect(opened(teams)).toEqual(expected);
  });

  it('nowhere when those that had to be closed could only all be nine', () => {
    const nine = Array.from({ length: 4 }, () => '50/9 30/4 9/2');
    const five = Array.from({ length: 6 }, () => '50/9 30/4 5/2');

    expect(opened(nine)[1]).toBe('good+not-known: closed');
    expect(opened(five)[1]).toBe('good+not-known: 000000');
  });

  it('nowhere when one closed team has leavers only and the others have none: what is known of both tells them apart', () => {
    expect(opened(['40/40 30/0 5/5', '40/0 30/0 25/0'])[1]).toBe('good+not-known: closed');
  });

  it('is never finer than another cut', () => {
    const teams = ['30/9 30/4 20/3', '40/9 25/2 30/3'];
    expect(cutOf(STEM, EXIT, [division(teams)], new Map()).size).toBe(0);
  });
});

describe('totals', () => {
  it.each([
    ['all of large teams', ['30/9', '40/9'], [true, true], [true, true]],
    ['neither of two when one is small', ['3/1', '40/9'], [true, true], [false, false]],
    ['all but one that is company for a small one', ['3/1', '40/9', '50/9'], [true, true, true], [false, false, true]],
    ['the rest when who has no team are many', ['30/9', '40/9'], [false, true], [false, true]],
  ])('are shown of %s', (_, teams, askable, expected) => {
    expect(shownTotals(teams.map(crowd), EXIT, [...teams.keys()], askable)).toEqual(expected);
  });

  it('tell of a crossing when one team left as a whole and nobody else did', () => {
    const whole: Branch = { keys: ['good'], family: 'favourable', parts: null };
    const cross = (teams: string[], schemes: string[]) => tellsOfCrossing(whole, EXIT, [division(teams), division(schemes)], new Map());

    // 5 of the first scheme left, and all who left are of the first team
    expect(cross(['20/20', '40/0'], ['35/5', '25/15'])).toBe(true);
    expect(cross(['20/8', '40/6'], ['35/5', '25/9'])).toBe(false);
  });
});

describe('the order in which others are hidden', () => {
  it('has everybody once, and is another for another subject and the same for the same', () => {
    const names = Array.from({ length: 12 }, (_, at) => `team ${at}`);
    const firsts = new Set(Array.from({ length: 40 }, (_, at) => orderOf(names, `trait ${at}`)[0]));

    expect(orderOf(names, 'a').toSorted((a, b) => a - b)).toEqual([...names.keys()]);
    expect(orderOf(names, 'a')).toEqual(orderOf(names, 'a'));
    expect(firsts.size).toBeGreaterThan(6);
  });
});

describe('kinds of people', () => {
  it('are those of all lengths together', () => {
    const [layer] = layersOf([6, 12]) as [typeof EXIT];
    const at = (work: number, other: number): Outcomes => outcomesOf({ people: 20, work, other, staying: 20 - work - other });

    expect(layer.crowd([at(2, 1), at(5, 1)])).toEqual([2, 3, 1, 0, 0, 0, 14]);
    expect(layer.isSafe(layer.crowd([NOBODY, NOBODY]))).toBe(true);
  });

  it('are alike below twenty when nobody left in the shortest length', () => {
    const [layer] = layersOf([6, 12]) as [typeof EXIT];
    const of = (people: number, ...work: number[]) =>
      layer.crowd(work.map((left) => outcomesOf({ people, work: left, staying: people - left })));

    expect([of(12, 1, 3), of(12, 0, 3), of(20, 0, 3), of(12, 12, 12), of(9, 2, 3)].map((those) => layer.isSafe(those))).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
  });

  it('of who left are there for a year only', () => {
    expect(layersOf([6, 18]).map(({ name }) => name)).toEqual(['exit', 'part-time', 'ladder']);
    expect(layersOf([6, 12]).map(({ name }) => name)).toContain('sustained-12');
  });
});
