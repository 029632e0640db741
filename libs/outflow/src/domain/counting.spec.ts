import { END_REASONS, type EndReason } from '#libs/people';
import fc from 'fast-check';
import { aCohort, type CohortPerson } from '../../../../test/support/outflow-cohort.js';
import { DOES_NOT_KNOW, FIRST_VALUE, NEVER, NOT_KNOWN, REFUSED } from './cohort.js';
import { countCohort, scopeOf, type Counted } from './counting.js';
import { OUT_OF_SIGHT_REASONS, outcomesOf, together, WORK_REASONS, type Outcomes } from './definition.js';
import { exitOf, exitsOf } from './exits.js';

const MONTH = Temporal.PlainDate.from('2025-01-01');
const dayOf = (given: number | string | undefined) =>
  typeof given === 'string' ? MONTH.until(given, { largestUnit: 'days' }).days : (given ?? NEVER);

/** What one person counts for, said with dates and without a column: the definition once more. */
function naively(person: CohortPerson, months: number, knownUntil: string): Outcomes {
  const end = MONTH.until(MONTH.add({ months }), { largestUnit: 'days' }).days;
  const [left, back, known] = [dayOf(person.left), dayOf(person.back), dayOf(knownUntil)];
  const later = (count: number) => MONTH.until(MONTH.add({ days: left }).add({ months: count }), { largestUnit: 'days' }).days;
  const days = Math.min(left, end);
  const { reason = 'WORK_EMPLOYED', workAfter: [after = 'not-known', ...longAfter] = [] } = person;
  const goes = after === 'not-known' ? WORK_REASONS.includes(reason) : after === 'worked';
  const exit =
    left >= end
      ? 'staying'
      : later(1) >= known
        ? 'pending'
        : OUT_OF_SIGHT_REASONS.includes(reason)
          ? 'outOfSight'
          : goes
            ? 'work'
            : 'other';
  const counts: Partial<Outcomes> = { people: 1, [exit]: 1, days, partTime: Number(dayOf(person.partTime) < days) };
  counts.monthly = Array.from({ length: months }, (_, month) => month).filter(
    (month) => MONTH.until(MONTH.add({ months: month }), { largestUnit: 'days' }).days < days,
  ).length;
  [6, 12, 18].forEach((count, nth) => {
    if (exit !== 'work' || later(count) >= known) return;
    counts[`followed${count}` as 'followed6'] = 1;
    counts[`sustained${count}` as 'sustained6'] = Number(back > later(count) && longAfter[nth] !== 'did-not-work');
  });
  for (const count of [6, 12]) {
    if ((exit !== 'work' && exit !== 'other') || later(count) >= known) continue;
    counts[`left${count}` as 'left6'] = 1;
    counts[`back${count}` as 'back6'] = Number(back <= later(count));
  }
  if (person.ladderUp !== null) Object.assign(counts, { ladderKnown: 1, ladderUp: Number(dayOf(person.ladderUp) < end) });
  return outcomesOf(counts);
}

const after = fc.constantFrom('not-known', 'worked', 'did-not-work');
const persons = fc.array(
  fc
    .record({
      team: fc.constantFrom(null, 'Noord', 'Zuid'),
      scheme: fc.constantFrom('PW', 'IOAW', 'BBZ'),
      left: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
      away: fc.option(fc.integer({ min: 32, max: 700 }), { nil: undefined }),
      reason: fc.constantFrom<EndReason>(...END_REASONS),
      workAfter: fc.tuple(after, after, after, after),
      partTime: fc.option(fc.integer({ min: -100, max: 900 }), { nil: undefined }),
      ladderUp: fc.constantFrom(null, undefined, 0, 100, 364, 365, 366, 700),
      reading: fc.constantFrom(NOT_KNOWN, REFUSED, DOES_NOT_KNOW, FIRST_VALUE + 1, FIRST_VALUE + 2, 255),
    })
    .map(({ away, left, reading, ...person }) => ({
      ...person,
      ...(left === undefined ? {} : { left, ...(away === undefined ? {} : { back: left + away }) }),
      traits: { reading },
    })),
  { maxLength: 30 },
) as fc.Arbitrary<CohortPerson[]>;

describe('counting', () => {
  it('counts of every team, scheme and code what their people count for', () => {
    fc.assert(
      fc.property(persons, fc.constantFrom(6, 12, 18, 24), fc.integer({ min: 731, max: 1500 }), (people, months, known) => {
        const knownUntil = MONTH.add({ days: known }).toString();
        const counted = countCohort(aCohort({ month: MONTH.toString(), knownUntil, people }), months, ['reading', 'never.asked']);
        const expected = (which: (person: CohortPerson) => boolean) =>
          together(people.filter(which).map((person) => naively(person, months, knownUntil)));

        expect(together(counted.total)).toEqual(expected(() => true));
        counted.teams.forEach((team, nthTeam) =>
          counted.schemes.forEach((scheme, nthScheme) => {
            const at = scopeOf(counted, nthTeam, nthScheme);
            const isHere = (person: CohortPerson) => person.team === team && person.scheme === scheme;
            expect(counted.total[at]).toEqual(expected(isHere));
            for (const [code, byScope] of counted.byTrait.get('reading') ?? [])
              expect(byScope[at]).toEqual(expected((person) => isHere(person) && person.traits?.['reading'] === code));
          }),
        );
        expect(new Set(counted.byTrait.get('reading')?.keys())).toEqual(new Set(people.map(({ traits }) => traits!['reading']!)));
        expect(counted.byTrait.has('never.asked')).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('has everybody in exactly one outcome', () => {
    fc.assert(
      fc.property(persons, (people) => {
        const { people: all, work, other, outOfSight, staying, pending } = together(countCohort(aCohort({ people }), 12, []).total);
        expect(work + other + outOfSight + staying + pending).toBe(all);
        expect(all).toBe(people.length);
      }),
    );
  });

  it('counts nobody as nobody', () => {
    const counted: Counted = countCohort(aCohort({ people: [] }), 12, []);

    expect(together(counted.total)).toEqual(outcomesOf());
  });

  it('counts the days up to leaving, whatever the clocks did in March, and the firsts of months that were spent on the benefit', () => {
    const { total } = countCohort(aCohort({ month: '2025-10-01', people: [{ left: '2026-03-30' }] }), 12, []);

    // Six firsts: October to March.
    expect(together(total)).toMatchObject({ days: 180, monthly: 6 });
  });

  it('refuses a period of which not all is known yet', () => {
    const cohort = aCohort({ month: '2025-01-01', knownUntil: '2025-12-31', people: [{}] });

    expect(() => exitsOf(cohort, 12)).toThrow(RangeError);
    expect(exitsOf(cohort, 6).days).toEqual(Int32Array.of(181));
  });

  it.each([
    ['WORK_EMPLOYED', 'not-known', 'work'],
    ['WORK_EMPLOYED', 'worked', 'work'],
    ['WORK_EMPLOYED', 'did-not-work', 'other'],
    ['HOUSEHOLD_CHANGE', 'not-known', 'other'],
    ['HOUSEHOLD_CHANGE', 'worked', 'work'],
    ['DECEASED', 'worked', 'outOfSight'],
    ['ADMINISTRATIVE', 'not-known', 'outOfSight'],
    ['UNKNOWN', 'not-known', 'other'],
  ] as const)('takes who left for %s and %s a month later as %s', (reason, workAfter, exit) => {
    expect(exitOf(reason, workAfter)).toBe(exit);
  });
});
