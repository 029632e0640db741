import { aDice, livesOf, type Life } from '../../../../../test/support/lives.js';
import { EXIT_CODES, follow } from './following.js';
import { riskSets, type RiskSets } from './risk-sets.js';
import { compareSets, type ComparedRows, type SetComparison } from './set-comparison.js';
import type { Lives } from './lives.js';

const YEAR_ONE = { windows: [{ from: 1000, until: 1365 }], team: null, scheme: null, traits: 0, alikeBy: 0 };
const SETTLED = 2100;
const WORK = EXIT_CODES.indexOf('work');

/**
 * People who leave for work with a yearly hazard; of whom some are to begin something on a day drawn for them, and begin it when they are still
 * there. From then on their hazard is `ratio` times as high.
 */
function aWorld(seed: number, people: number, ratio: number, begins = 0.5): Life[] {
  const dice = aDice(seed);
  const after = (hazard: number) => (-Math.log(1 - dice()) / hazard) * 365;
  return Array.from({ length: people }, () => {
    const first = 700 + Math.floor(dice() * 600);
    const start = dice() < begins ? first + 30 + Math.floor(dice() * 600) : Infinity;
    const alone = first + after(0.5);
    const left = Math.ceil(alone <= start ? alone : start + after(0.5 * ratio));
    return { spells: [[first, left, WORK]], starts: start < left ? [start] : [] };
  });
}

function rowsOf(lives: Lives, sets: RiskSets): ComparedRows {
  const { time, ending } = follow(lives, { ...sets, untilOwnStart: sets.began.map((began) => 1 - began) }, SETTLED);
  return { set: sets.set, got: sets.began, person: sets.person, time, ending, also: [] };
}

function compared(world: readonly Life[]): Extract<SetComparison, { state: 'shown' }> {
  const lives = livesOf(world);
  const found = compareSets(rowsOf(lives, riskSets(lives, YEAR_ONE)));
  if (found.state !== 'shown') throw new Error(`nothing is shown: ${found.state}`);
  return found;
}

/** What one sees who compares, from the first day of the benefit, who ever began with who never did. */
function naively(world: readonly Life[]): number {
  const leftInAYear = ({ spells: [spell] }: Life) => Number(spell?.[1]) < Number(spell?.[0]) + 365;
  const share = (group: readonly Life[]) => group.filter(leftInAYear).length / group.length;
  return share(world.filter(({ starts }) => starts?.length)) - share(world.filter(({ starts }) => !starts?.length));
}

describe('a comparison within sets', () => {
  it('finds nothing where there is nothing, though who stayed long enough to begin seems to leave less', () => {
    const world = aWorld(5, 3000, 1);
    const { difference, ratio, isSteady } = compared(world);

    // Nobody who left in the first weeks could begin: compared from the first day it looks harmful.
    expect(naively(world)).toBeLessThan(-0.2);
    expect(difference.low).toBeLessThan(0);
    expect(difference.high).toBeGreaterThan(0);
    expect(Math.abs(difference.value)).toBeLessThan(0.04);
    expect(ratio!.low).toBeLessThan(1);
    expect(ratio!.high).toBeGreaterThan(1);
    expect(isSteady).toBe(true);
  });

  it('finds what is there', () => {
    const { got, others, difference, ratio } = compared(aWorld(4, 3000, 2));

    // 1 − e^(−1) and 1 − e^(−½).
    expect(Math.abs(got.share.value - 0.632)).toBeLessThan(0.04);
    expect(Math.abs(others.share.value - 0.393)).toBeLessThan(0.04);
    expect(difference.low).toBeGreaterThan(0.1);
    expect(ratio!.low).toBeGreaterThan(1.6);
    expect(ratio!.high).toBeLessThan(2.5);
  });

  it('says that there is a difference where there is none about five times in a hundred', () => {
    let wrong = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      const { difference } = compared(aWorld(1000 + seed, 300, 1));
      if (difference.low > 0 || difference.high < 0) wrong += 1;
    }
    expect(wrong).toBeLessThanOrEqual(7);
  });

  const side = (got: 0 | 1, people: number, work: number, from: number) =>
    Array.from({ length: people }, (_, at) => ({
      set: at,
      got,
      person: from + at,
      time: at < work ? 100 : 400,
      ending: at < work ? 1 : 0,
    }));
  const rows = (...sides: ReturnType<typeof side>[]): ComparedRows => {
    const all = sides.flat();
    const column = (name: keyof (typeof all)[number]) => all.map((row) => row[name]);
    return { set: column('set'), got: column('got'), person: column('person'), time: column('time'), ending: column('ending'), also: [] };
  };

  it.each<[string, ComparedRows, SetComparison['state']]>([
    ['nobody began', rows(side(0, 30, 9, 0)), 'nobody'],
    ['nobody to compare with', rows(side(1, 30, 9, 0)), 'nobody'],
    ['nine who began', rows(side(1, 9, 5, 0), side(0, 40, 20, 100)), 'too-few'],
    ['fifteen who began, of whom none left', rows(side(1, 15, 0, 0), side(0, 15, 12, 100)), 'too-few'],
    ['nine to compare with', rows(side(1, 9, 4, 0), side(0, 9, 5, 100)), 'too-few'],
    ['thirty, of whom four left, beside thirty of whom five', rows(side(1, 30, 4, 0), side(0, 30, 5, 100)), 'too-few-left'],
    ['thirty, of whom five left, beside thirty of whom five', rows(side(1, 30, 5, 0), side(0, 30, 5, 100)), 'shown'],
  ])('%s', (_, given, state) => {
    expect(compareSets(given).state).toBe(state);
  });

  it('says how many people in fives and shares in hundredths only: otherwise they could be counted out', () => {
    expect(compareSets(rows(side(1, 33, 8, 0), side(0, 33, 6, 100)))).toMatchObject({
      got: { people: 35, share: { value: 0.24 } },
      others: { people: 35, share: { value: 0.18 } },
      difference: { value: 0.06 },
    });
  });

  it('counts a set for as many as got it in it, whatever its size', () => {
    // In one set 10 of 20 others left, in the other 0 of 80; of who got it ten stand in each.
    const given = [
      ...side(1, 20, 6, 0).map((row) => ({ ...row, set: row.person % 2 })),
      ...side(0, 20, 10, 100).map((row) => ({ ...row, set: 0 })),
      ...side(0, 80, 0, 200).map((row) => ({ ...row, set: 1 })),
    ];
    const found = compareSets(rows(given));
    expect(found).toMatchObject({ state: 'shown', others: { share: { value: expect.closeTo(0.25, 6) } } });
  });
});
