import fc from 'fast-check';
import { hashOf } from './crowd.js';
import { reached, STANDINGS, type ReachRow, type Standing } from './reached.js';

const markOf = (people: number, salt: string) =>
  Array.from({ length: people }, (_, at) => hashOf(`${salt}${at}`)).reduce((mark, hash) => mark ^ hash, 0);

/** People of one age with one standing: a row by age, as the database counts them. */
const age = (standing: Standing, people: number, over: Partial<ReachRow> = {}): ReachRow => {
  const row = { dimension: 'age', key: '35-44', teamId: 'noord', scheme: 'PW', standing, people, ...over } as const;
  return { ...row, mark: markOf(people, JSON.stringify(row)) };
};
const ALL = { teamId: null, scheme: null };
const isFives = (count: number | null) => count === null || count % 5 === 0;

describe('how far asking came', () => {
  it('keeps every standing apart: who was silent is not who was not reached', () => {
    const rows = STANDINGS.map((standing, at) => age(standing, 20 + 5 * at));

    expect(reached(rows, ALL).standings.map(({ standings, people }) => `${standings.join('+')} ${people}`)).toEqual([
      'answered 20',
      'opened 25',
      'open 30',
      'silent 35',
      'not-arrived 40',
      'opted-out 45',
      'no-way 50',
      'not-asked 55',
    ]);
  });

  it('tells standings together where one of them is of a few, as finely as it can', () => {
    const told = (...rows: ReachRow[]) => reached(rows, ALL).standings.map(({ standings, people }) => `${standings.join('+')} ${people}`);

    expect(told(age('answered', 50), age('opened', 4), age('silent', 16), age('no-way', 10))).toEqual([
      'answered 50',
      'opened+open+silent 20',
      'not-arrived+no-way 10',
      'opted-out 0',
      'not-asked 0',
    ]);
    expect(told(age('answered', 50), age('silent', 20), age('opted-out', 3), age('no-way', 12))[2]).toBe(
      'not-arrived+no-way+opted-out+not-asked 15',
    );
    expect(told(age('answered', 50), age('silent', 7), age('no-way', 3))[1]).toMatch(/^opened\+.+ 10$/);
    expect(told(age('answered', 50), age('silent', 4))).toEqual(['answered null', expect.stringMatching(/ null$/)]);
  });

  it('tells of a group who answered, who never did, and whom nothing reached', () => {
    const rows = [age('answered', 60), age('silent', 20), age('opened', 10), age('no-way', 10)];

    expect(reached(rows, ALL).ages).toEqual([
      {
        key: '35-44',
        people: 100,
        parts: [
          { standings: ['answered'], people: 60 },
          { standings: ['opened', 'open', 'silent'], people: 30 },
          { standings: ['not-arrived', 'no-way', 'opted-out', 'not-asked'], people: 10 },
        ],
        answered: expect.objectContaining({ value: 0.6 }),
      },
    ]);
  });

  it('counts one team or scheme when that is asked, and shows teams beside each other only for all', () => {
    const rows = [age('answered', 40), age('answered', 30, { teamId: 'zuid' }), age('answered', 20, { teamId: 'zuid', scheme: 'IOAW' })];

    expect(reached(rows, ALL)).toMatchObject({
      people: 90,
      teams: [
        { key: 'noord', people: 40 },
        { key: 'zuid', people: 50 },
      ],
    });
    expect(reached(rows, { teamId: 'zuid', scheme: null })).toMatchObject({ people: 50, teams: [] });
    expect(reached(rows, { teamId: 'zuid', scheme: 'IOAW' }).people).toBe(20);
  });

  it('counts in a month only who was asked and could be reached', () => {
    const month = (standing: Standing, people: number) => age(standing, people, { dimension: 'month', key: '2026-03' });
    const [march] = reached([month('answered', 30), month('silent', 20), month('no-way', 500)], ALL).months;

    expect(march).toMatchObject({ month: '2026-03', asked: 50, answered: 30, share: { value: 0.6 } });
  });

  it('shows nothing of fewer than ten, nor of fewer than twenty who all did the same, nor a number that is no five', () => {
    const rowOf = fc.record({
      standing: fc.constantFrom(...STANDINGS),
      people: fc.integer({ min: 1, max: 60 }),
      teamId: fc.constantFrom('noord', 'zuid', null),
      key: fc.constantFrom('35-44', 'under-27', null),
    });
    fc.assert(
      fc.property(fc.array(rowOf, { minLength: 1, maxLength: 12 }), fc.constantFrom(null, 'noord'), (given, teamId) => {
        const rows = given.map(({ standing, people, ...over }) => age(standing, people, over));
        const own = (keep: (row: ReachRow) => boolean) => rows.filter((row) => (teamId === null || row.teamId === teamId) && keep(row));
        const sum = (some: readonly ReachRow[]) => some.reduce((total, { people }) => total + people, 0);
        const found = reached(rows, { teamId, scheme: null });

        for (const { standings, people } of found.standings) {
          expect(isFives(people)).toBe(true);
          const real = sum(own((row) => standings.includes(row.standing)));
          if (real > 0 && real < 10) expect(people).toBeNull();
        }
        for (const line of found.ages) {
          const real = own(({ key }) => key === line.key);
          expect([line.people, ...line.parts.map((part) => part.people)].every(isFives)).toBe(true);
          if (sum(real) < 10) expect([line.people, line.answered]).toEqual([null, null]);
          if (line.answered && (line.answered.value === 0 || line.answered.value === 1)) expect(line.people).toBeGreaterThanOrEqual(20);
        }
      }),
    );
  });
});
