import fc from 'fast-check';
import { livesOf, type Life } from '../../../../../test/support/lives.js';
import { BARRIER, likenessOf, situationOf, TRAIT_STATES, type Lives } from './lives.js';
import { MOST_COMPARABLE, riskSets, type Drawing, type RiskSets } from './risk-sets.js';

const YEAR_ONE: Drawing = { windows: [{ from: 1000, until: 1365 }], team: null, scheme: null, traits: 2, alikeBy: 2 };
const NO_BARRIER = TRAIT_STATES.indexOf('no-barrier');
const REFUSED = TRAIT_STATES.indexOf('refused');

/** `[who began, the others]` of each set, as places in the world. */
function setsOf({ set, person, began }: RiskSets): [number, number[]][] {
  const sets: [number, number[]][] = [];
  for (let row = 0; row < set.length; row += 1) {
    if (began[row] === 1) sets.push([person[row]!, []]);
    else sets.at(-1)![1].push(person[row]!);
  }
  return sets;
}
const drawn = (world: readonly Life[], drawing: Partial<Drawing> = {}) => setsOf(riskSets(livesOf(world), { ...YEAR_ONE, ...drawing }));
const starter: Life = { spells: [[900]], starts: [1100] };

describe('who is compared with whom', () => {
  it.each<[string, Life, boolean]>([
    ['somebody on a benefit as long', { spells: [[850]] }, true],
    ['somebody whose benefit ended the day before', { spells: [[850, 1099, 1]] }, false],
    ['somebody whose benefit ends on that day', { spells: [[850, 1100, 1]] }, false],
    ['somebody whose benefit ends the day after', { spells: [[850, 1101, 1]] }, true],
    ['somebody whose benefit begins the day after', { spells: [[1101]] }, false],
    ['somebody on a benefit for more than a year', { spells: [[1100 - 366]] }, false],
    ['somebody on a benefit for just less than a year', { spells: [[1100 - 365]] }, true],
    ['somebody who began it before', { spells: [[850]], starts: [990] }, false],
    ['somebody who began it on the same day', { spells: [[850]], starts: [1100] }, false],
    ['somebody who begins it the day after', { spells: [[850]], starts: [1101] }, true],
    ['somebody with another scheme', { spells: [[850]], scheme: 1 }, false],
    [
      'somebody on a benefit for a month, which went on with an earlier one',
      {
        spells: [
          [600, 1080, 0],
          [1090, undefined],
        ],
      },
      false,
    ],
    ['somebody with a barrier', { spells: [[850]], answers: [[0, 1090, BARRIER]] }, false],
    ['somebody whose barrier is told on that day', { spells: [[850]], answers: [[0, 1101, BARRIER]] }, true],
    ['somebody whose barrier was told too long ago', { spells: [[850]], answers: [[0, 900, BARRIER, 1100]] }, true],
    ['somebody who refused', { spells: [[850]], answers: [[0, 1090, REFUSED]] }, false],
  ])('%s', (_, life, isAlike) => {
    const [first] = drawn([starter, life]);
    expect(first ?? [0, []]).toEqual([0, isAlike ? [1] : []]);
  });

  it('are alike in what was known then: the answer observed last, of those recorded by then', () => {
    const told = (answers: Life['answers']): Life => ({ spells: [[850]], answers: answers ?? [] });
    const ill: Life = { ...starter, answers: [[0, 1050, BARRIER]] };
    expect(drawn([ill, told([[0, 1000, NO_BARRIER], [0, 1090, BARRIER]])])).toEqual([[0, [1]]]); // prettier-ignore
    // Observed in between but recorded after that day: it was not known.
    expect(drawn([ill, told([[0, 1000, BARRIER], [0, 1101, NO_BARRIER]])])).toEqual([[0, [1]]]); // prettier-ignore
    expect(drawn([ill, told([[1, 1000, BARRIER]])])).toEqual([]);
  });

  it('are five at most, those of the same team first', () => {
    const others = Array.from({ length: 40 }, (_, at): Life => ({ spells: [[850]], teams: [[0, at < 3 ? 1 : 2]] }));
    const [[, found]] = drawn([{ ...starter, teams: [[0, 1]] }, ...others]) as [[number, number[]]];
    expect(found).toHaveLength(MOST_COMPARABLE);
    expect(found.slice(0, 3).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });

  it('says how many found nobody; only who began in the window, as a client of the team, with the scheme, takes part', () => {
    const world = livesOf([
      starter,
      { spells: [[850]] },
      { ...starter, scheme: 2 },
      { spells: [[900]], starts: [999, 1200] },
      { spells: [[900, 1050, 1]], starts: [1100] },
      { ...starter, teams: [[0, 7]] },
    ]);
    expect(riskSets(world, YEAR_ONE)).toMatchObject({ sets: 2, alone: 1 });
    expect(riskSets(world, { ...YEAR_ONE, team: 7 })).toMatchObject({ sets: 1, alone: 0 });
    expect(riskSets(world, { ...YEAR_ONE, scheme: 2 })).toMatchObject({ sets: 0, alone: 1 });
  });

  const day = fc.integer({ min: 700, max: 1500 });
  const life: fc.Arbitrary<Life> = fc.record({
    spells: fc.tuple(day, fc.integer({ min: 1, max: 500 }), fc.boolean()).map(([first, days, runs]) => [
      runs ? ([first] as const) : ([first, first + days, 1] as const),
    ]), // prettier-ignore
    scheme: fc.integer({ min: 0, max: 1 }),
    starts: fc.array(day, { maxLength: 2 }).map((days) => days.toSorted((a, b) => a - b)),
    teams: fc.integer({ min: 0, max: 2 }).map((team) => [[0, team] as const]),
    answers: fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), day, fc.integer({ min: 1, max: 4 })), { maxLength: 4 }),
  });
  const worlds = fc.array(life, { minLength: 2, maxLength: 40 });

  it('is decided by nothing that is answered or happens on that day or later', () => {
    fc.assert(
      fc.property(worlds, worlds, fc.integer({ min: 1000, max: 1364 }), (world, otherwise, cut) => {
        const before = riskSets(livesOf(world), YEAR_ONE);
        const after = riskSets(livesOf(world.map((each, at) => fromThenOn(each, otherwise[at], cut))), YEAR_ONE);
        expect(until(after, cut)).toEqual(until(before, cut));
      }),
    );
  });

  it('holds people who were on a benefit that day, had not begun, and were like who began', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const lives = livesOf(world);
        const sets = riskSets(lives, YEAR_ONE);
        for (let row = 0; row < sets.set.length; row += 1) {
          const first = sets.set.indexOf(sets.set[row]!);
          const [one, other] = [alike(lives, sets.person[first]!, sets.day[row]!), alike(lives, sets.person[row]!, sets.day[row]!)];
          expect(other).toBe(one);
          const own = (world[sets.person[row]!]?.starts ?? [])[0] ?? Infinity;
          expect(own > sets.day[row]! || row === first).toBe(true);
        }
      }),
    );
  });
});

function alike(lives: Lives, person: number, day: number): number | null {
  const situation = situationOf(lives, person, day, 2);
  return situation && likenessOf(situation, 2);
}

/** The same until a day; from then on what happened to somebody else. */
function fromThenOn(life: Life, other: Life | undefined, cut: number): Life {
  const [[first, until, exit]] = life.spells as [readonly [number, number?, number?]];
  const later = Math.max(cut, first + 1);
  const spells: Life['spells'] = until !== undefined && until <= cut ? [[first, until, exit]] : [[first, later + 40, 2]];
  const kept = <T>(own: readonly T[] = [], others: readonly T[] = [], at: (each: T) => number) => [
    ...own.filter((each) => at(each) <= cut),
    ...others.filter((each) => at(each) > cut),
  ];
  return {
    ...life,
    spells,
    starts: kept(life.starts, other?.starts, (start) => start),
    answers: kept(life.answers, other?.answers, ([, since]) => since),
  };
}

/** Sets of days up to and including one: what is told on that morning was known that morning. */
function until({ set, person, began, day }: RiskSets, cut: number): number[][] {
  return Array.from(set, (each, row) => [each, person[row]!, began[row]!, day[row]!]).filter(([, , , on]) => on! <= cut);
}
