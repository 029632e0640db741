import { aCohort, type CohortPerson } from '../../../../../test/support/outflow-cohort.js';
import { FIRST_VALUE, NOT_KNOWN } from '../cohort.js';
import type { ShownGroup } from '../per-trait.js';
import { followedOf, leaversOf, type Clock } from './followed.js';
import { traitCurves, type CurvesOf } from './trait-curves.js';

const TRAIT = 'money.debts';
const [NONE, MANY] = [FIRST_VALUE, FIRST_VALUE + 1];
const SHOWN: ShownGroup[] = [
  { keys: ['none'], family: 'favourable', hidden: false },
  { keys: ['many'], family: 'barrier', hidden: false },
  { keys: ['not-known'], family: 'unknown', hidden: false },
];
const CODES: Record<string, number[]> = { none: [NONE], many: [MANY], 'not-known': [NOT_KNOWN] };

const some = (count: number, person: CohortPerson, code = NONE) =>
  Array.from({ length: count }, (): CohortPerson => ({ ...person, traits: { [TRAIT]: code } }));

function curves(people: CohortPerson[], more: Partial<CurvesOf> = {}) {
  const cohort = aCohort({ people });
  return traitCurves({
    cohort,
    months: 12,
    scope: { teamId: null, scheme: null },
    censoring: 'out-of-sight',
    clock: 'period',
    grid: 6,
    shown: SHOWN,
    codesOf: (key) => CODES[key] ?? [],
    codes: cohort.trait(TRAIT)!,
    ...more,
  });
}

const told = (found: ReturnType<typeof curves>, line = 0) =>
  found?.groups[line]?.points.map(({ month, atRisk, work, stays }) => [
    month,
    atRisk,
    Number(work.value.toFixed(3)),
    Number(stays.value.toFixed(3)),
  ]);

describe('the curve of a group', () => {
  it('says per half year who has left for work, who is still there, and how many those are', () => {
    const found = curves([
      ...some(5, { left: '2025-03-10' }),
      ...some(5, { left: '2025-06-30', reason: 'EDUCATION' }),
      ...some(10, { left: '2025-07-01' }),
      ...some(20, {}),
    ]);

    expect(told(found)).toEqual([
      [0, 40, 0, 1],
      [6, 30, 0.125, 0.75],
      [12, 20, 0.375, 0.5],
    ]);
    expect(found!.groups[0]).toMatchObject({
      keys: ['none'],
      people: 40,
      medianMonths: 12,
      exits: { work: 0.375, other: 0.125, outOfSight: 0 },
    });
  });

  it('stops where fewer than ten are followed', () => {
    expect(told(curves([...some(11, { left: '2025-05-01' }), ...some(9, {})]))).toEqual([[0, 20, 0, 1]]);
    expect(told(curves([...some(11, { left: '2025-05-01' }), ...some(10, {})]))).toHaveLength(3);
  });

  it('follows who went out of sight until that day, or counts them as having left for a reason of its own', () => {
    const people = [
      ...some(10, { left: '2025-04-01', reason: 'MOVED_MUNICIPALITY' }),
      ...some(10, { left: '2025-09-01' }),
      ...some(20, {}),
    ];

    expect(told(curves(people))!.at(-1)).toEqual([12, 20, 0.333, 0.667]);
    expect(curves(people, { censoring: 'left' })!.groups[0]!.exits).toEqual({ work: 0.25, other: 0, outOfSight: 0.25 });
  });

  it('takes who came back within a month, and who left too lately to say, for followed until then', () => {
    const cohort = aCohort({ knownUntil: '2026-01-10', people: [{ left: '2025-12-20' }, { left: '2025-11-20' }] });

    expect([...followedOf(cohort, 12, { teamId: null, scheme: null }, 'out-of-sight', 'period').cause]).toEqual([0, 1]);
  });

  it('tells nothing of groups that are hidden, but counts them among everybody', () => {
    const people = [...some(20, { left: '2025-03-01' }), ...some(20, {}), ...some(40, {}, MANY)];
    const found = curves(people, { shown: [SHOWN[0]!, { ...SHOWN[1]!, hidden: true }] })!;

    expect(found.groups.map(({ keys }) => keys)).toEqual([['none']]);
    expect(found).toMatchObject({ isAnyHidden: true, everybody: { people: 80 }, tests: null });
    expect(found.everybody.points.at(-1)!.work.value).toBeCloseTo(0.25, 12);
  });

  it('puts groups that stand together on one line', () => {
    const found = curves([...some(20, {}), ...some(20, { left: 30 }, MANY)], {
      shown: [{ keys: ['none', 'many'], family: 'barrier', hidden: false }],
    })!;

    expect(found.groups[0]).toMatchObject({ people: 40, exits: { work: 0.5 } });
  });

  it('is of the team and the scheme that are asked, and of nobody when those are not there', () => {
    const cohort = aCohort({ people: [{ team: 'a' }, { team: 'b', scheme: 'IOAW' }, { team: null }] });
    const whom = (teamId: string | null, scheme: string | null) => [...followedOf(cohort, 12, { teamId, scheme }, 'left', 'period').person];

    expect([whom(null, null), whom('b', null), whom('b', 'PW'), whom(null, 'PW'), whom('x', null)]).toEqual([
      [0, 1, 2],
      [1],
      [],
      [0, 2],
      [],
    ]);
  });
});

describe('groups beside each other', () => {
  it('are tested on whose answer is known: for work, and for leaving at all', () => {
    const people = [
      ...some(40, { left: 100 }),
      ...some(40, {}),
      ...some(10, { left: 200 }, MANY),
      ...some(70, {}, MANY),
      ...some(30, { left: 5 }, NOT_KNOWN),
    ];
    const { tests } = curves(people)!;

    expect(tests!.work.groups.map(({ n, observed }) => [n, observed])).toEqual([[80, 40], [80, 10]]); // prettier-ignore
    expect(tests!.work.p).toBeLessThan(0.001);
    expect(tests!.stays.chisq).toBeCloseTo(tests!.work.chisq, 12);
  });

  it('have a mean time with a benefit: all the months of who stayed, a half of who left half way', () => {
    const { groups } = curves([...some(20, { left: '2025-07-02' }), ...some(20, {})])!;

    expect(groups[0]!.meanMonths!.value).toBeCloseTo(9, 1);
    expect(groups[1]!.meanMonths).toBeNull();
  });
});

describe('since the benefit began', () => {
  const clock: Clock = 'benefit';

  it('people count from where they are first seen, and curves begin where each has ten', () => {
    const people = [...some(20, { since: 100, left: 200 }), ...some(20, { since: 100 }), ...some(40, { since: 400 }, MANY)];
    const found = curves(people, { clock })!;

    expect(found.from).toBe(18);
    expect(told(found, 0)).toEqual([]);
    expect(told(found, 1)).toEqual([[18, 40, 0, 1], [24, 40, 0, 1]]); // prettier-ignore
  });

  it('who left before the first point says nothing of who was still there', () => {
    const found = curves([...some(30, { since: 10, left: 60 }), ...some(25, { since: 170, left: 100 }), ...some(25, { since: 170 })], {
      clock,
    })!;

    expect(found.from).toBe(6);
    expect(told(found)).toEqual([[6, 50, 0, 1], [12, 25, 0.5, 0.5]]); // prettier-ignore
  });

  it('a line needs twenty: of a part of a group nobody has seen to it that they are not all alike', () => {
    const found = curves([...some(19, { since: 100 }), ...some(40, { since: 100 }, MANY)], { clock })!;

    expect([found.fewest, found.groups.map(({ points }) => points.length > 0)]).toEqual([20, [false, true, false]]);
  });

  it('has nothing to tell where nobody is followed long enough', () => {
    expect(curves(some(40, { since: 4_000 }), { clock })).toBeNull();
  });
});

describe('who left in each month', () => {
  it('is counted per team and way of leaving; the first of a month belongs to that month', () => {
    const cohort = aCohort({
      people: [
        { team: 'a', left: '2025-01-31' },
        { team: 'a', left: '2025-02-01' },
        { team: 'a', left: '2025-12-31', reason: 'MOVED_ABROAD' },
        { team: null, left: '2025-02-28', reason: 'EDUCATION' },
        { team: null },
      ],
    });
    const [nobodys, a] = leaversOf(cohort, 12, 'period');

    expect(a).toEqual({ people: 3, kinds: [[1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]] }); // prettier-ignore
    expect(nobodys).toMatchObject({ people: 2, kinds: [expect.not.arrayContaining([1]), expect.arrayContaining([1])] });
  });

  it('since the benefit began is counted by how long it had lasted, for five years', () => {
    const cohort = aCohort({ people: [{ since: 28, left: 1 }, { since: 30, left: 1 }, { since: 2_000, left: 1 }] }); // prettier-ignore
    const work = leaversOf(cohort, 12, 'benefit')[1]!.kinds[0]!;

    expect(work).toHaveLength(60);
    expect(work.slice(0, 3)).toEqual([1, 1, 0]);
  });
});
