import fc from 'fast-check';
import { BACK_WITHIN, OUT_OF_SIGHT_REASONS, WORK_REASONS } from '../definition.js';
import { countTrend } from './counting.js';
import { dayNumber } from './months.js';
import { ALONE, ENDLESS, RUNS, type TrendSource } from './spells.js';
import { NOTHING, type TrendCounter, type TrendCounts } from './trend.js';

const FIRST = Temporal.PlainDate.from('2024-01-01');
const KNOWN_UNTIL = Temporal.PlainDate.from('2025-01-20');
const COUNT = 13;
const TEAMS = ['noord', 'zuid'];
const SCHEMES = ['PW', 'IOAW'];
const REASONS = ['WORK_EMPLOYED', 'OTHER', 'DECEASED'];

interface Told {
  client: number;
  unit?: number;
  scheme?: number;
  reason?: number;
  from: string;
  until?: string | undefined;
}
const day = (date: string) => dayNumber(Temporal.PlainDate.from(date));
const numbers = <T>(rows: readonly T[], read: (row: T) => number) => Int32Array.from(rows, read);

function sourceOf(told: readonly Told[], teams: { client: number; team: number; since: string }[] = [], work: Told[] = []): TrendSource {
  const spells = told.toSorted((one, other) => one.client - other.client || (one.from < other.from ? -1 : 1));
  return {
    spells: {
      client: numbers(spells, ({ client }) => client),
      unit: numbers(spells, ({ unit }) => unit ?? ALONE),
      scheme: Uint8Array.from(spells, ({ scheme }) => scheme ?? 0),
      reason: Uint8Array.from(spells, ({ until, reason }) => (until ? (reason ?? 0) : RUNS)),
      begins: numbers(spells, ({ from }) => day(from)),
      ends: numbers(spells, ({ until }) => (until ? day(until) : ENDLESS)),
    },
    teams: {
      client: numbers(teams, ({ client }) => client),
      team: Uint16Array.from(teams, ({ team }) => team),
      since: numbers(teams, ({ since }) => day(since)),
    },
    work: {
      client: numbers(work, ({ client }) => client),
      begins: numbers(work, ({ from }) => day(from)),
      ends: numbers(work, ({ until }) => (until ? day(until) : ENDLESS)),
    },
    teamIds: TEAMS,
    schemes: SCHEMES,
    reasons: REASONS,
  };
}
const count = (...given: Parameters<typeof sourceOf>) =>
  countTrend(sourceOf(...given), {
    first: FIRST,
    count: COUNT,
    knownUntil: KNOWN_UNTIL,
    madeAt: Temporal.Instant.from('2025-01-20T09:00:00Z'),
  });
/** `2024-03 came 1`: everything that is not nought, without what stands every month. */
const told = (rows: readonly TrendCounts[], ...without: TrendCounter[]) =>
  rows.flatMap((row, nth) =>
    (Object.keys(NOTHING) as TrendCounter[])
      .filter((counter) => row[counter] !== 0 && !without.includes(counter) && !/stock|days/i.test(counter))
      .map((counter) => `${String(FIRST.add({ months: nth })).slice(0, 7)} ${counter} ${row[counter]}`),
  );
const stocks = (rows: readonly TrendCounts[], counter: TrendCounter = 'stock') => rows.map((row) => row[counter]).join('');

describe('what came, stayed and left', () => {
  it('counts a stay in the months in which it began and ended, and on the firsts in between', () => {
    const { all } = count([{ client: 0, from: '2024-03-15', until: '2024-06-01' }]);
    expect(told(all)).toEqual(['2024-03 came 1', '2024-03 benefitCame 1', '2024-06 work 1', '2024-06 left6 1', '2024-06 benefitEnded 1']);
    expect(stocks(all)).toBe('0001100000000');
    expect(all.map(({ days }) => days).slice(2, 6)).toEqual([17, 30, 31, 0]);
  });

  it.each([
    ['the same day of the next month', '2024-04-10', ['2024-01 came 1']],
    [
      'a day after that',
      '2024-04-11',
      ['2024-01 came 1', '2024-03 other 1', '2024-03 left6 1', '2024-03 back6 1', '2024-04 came 1', '2024-04 returned 1'],
    ],
  ])('goes on when another benefit begins on %s', (_, again, expected) => {
    const spells = [
      { client: 0, from: '2024-01-01', until: '2024-03-10', reason: 1 },
      { client: 0, from: again },
    ];
    const { all } = count(spells);
    expect(told(all, 'benefitCame', 'benefitEnded')).toEqual(expected);
    expect(stocks(all)).toBe(expected.length === 1 ? '1111111111111' : '1110111111111');
  });

  it('says of who left less than a month ago that it is too early', () => {
    const { all } = count([
      { client: 0, from: '2023-01-01', until: '2024-12-20' },
      { client: 1, from: '2023-01-01', until: '2024-12-19' },
      { client: 2, from: '2023-01-01', until: '2025-03-01' },
    ]);
    expect(told(all)).toEqual(['2024-12 work 1', '2024-12 pending 1', '2024-12 benefitEnded 1', '2024-12 benefitPending 1']);
  });

  it('counts two partners as two persons and one benefit, that ends with the last of them', () => {
    const { all, unitsKnown } = count([
      { client: 0, unit: 7, from: '2024-02-01', until: '2024-05-10' },
      { client: 1, unit: 7, from: '2024-02-01', until: '2024-08-10', reason: 2 },
      { client: 2, from: '2024-02-01' },
    ]);
    expect(told(all, 'left6')).toEqual([
      '2024-02 came 3',
      '2024-02 benefitCame 2',
      '2024-05 work 1',
      '2024-08 outOfSight 1',
      '2024-08 benefitEnded 1',
    ]);
    expect([stocks(all), stocks(all, 'benefitStock')]).toEqual(['0333322211111', '0222222211111']);
    expect(unitsKnown).toBeCloseTo(2 / 3, 10);
  });

  it('counts a benefit that both partners leave on the same day, or the first after the last began, once', () => {
    const { all } = count([
      { client: 0, unit: 7, from: '2024-02-01', until: '2024-05-10' },
      { client: 1, unit: 7, from: '2024-02-01', until: '2024-05-10' },
      { client: 2, unit: 8, from: '2024-02-01', until: '2024-05-10' },
      { client: 3, unit: 8, from: '2024-03-01', until: '2024-04-10' },
    ]);
    expect(told(all, 'came', 'work', 'left6')).toEqual(['2024-02 benefitCame 2', '2024-05 benefitEnded 2']);
    expect(stocks(all, 'benefitStock')).toBe('0222200000000');
  });

  it('counts with the team of the day: the first before there was one, and who moved is no instroom', () => {
    const { byTeam } = count(
      [
        { client: 0, from: '2024-02-10', until: '2024-09-05' },
        { client: 1, from: '2024-02-01' },
      ],
      [
        { client: 0, team: 0, since: '2024-03-01' },
        { client: 0, team: 1, since: '2024-06-15' },
      ],
    );
    expect(told(byTeam.get('noord')!)).toEqual(['2024-02 came 1', '2024-02 benefitCame 1']);
    expect(told(byTeam.get('zuid')!, 'left6')).toEqual(['2024-09 work 1', '2024-09 benefitEnded 1']);
    expect([...byTeam.values()].map((rows) => stocks(rows))).toEqual(['0011110000000', '0000001110000', '0111111111111']);
  });

  it('lets who changes scheme go on', () => {
    const { byScheme } = count([
      { client: 0, from: '2024-01-01', until: '2024-04-15', reason: 1 },
      { client: 0, scheme: 1, from: '2024-04-20' },
    ]);
    expect(told(byScheme.get('PW')!)).toEqual(['2024-01 came 1', '2024-01 benefitCame 1']);
    expect(told(byScheme.get('IOAW')!)).toEqual([]);
    expect([...byScheme.values()].map((rows) => stocks(rows))).toEqual(['1111000000000', '0000111111111']);
  });

  it('counts paid work beside the benefit on the firsts, and knows from when any is known', () => {
    const { all, workKnownFrom } = count(
      [
        { client: 0, from: '2024-02-10', until: '2024-09-05' },
        { client: 1, from: '2024-02-10' },
      ],
      [],
      [
        { client: 0, from: '2024-04-01', until: '2024-12-01' },
        { client: 1, from: '2024-05-02', until: '2024-05-31' },
      ],
    );
    expect(stocks(all, 'partTime')).toBe('0001111110000');
    expect(String(workKnownFrom)).toBe('2024-04-01');
    expect(count([]).workKnownFrom).toBeNull();
  });

  it('refuses columns that are not sorted by client', () => {
    const source = sourceOf([
      { client: 0, from: '2024-01-01' },
      { client: 1, from: '2024-01-01' },
    ]);
    source.spells.client.reverse();
    expect(() =>
      countTrend(source, { first: FIRST, count: COUNT, knownUntil: KNOWN_UNTIL, madeAt: Temporal.Instant.fromEpochMilliseconds(0) }),
    ).toThrow(RangeError);
  });
});

describe('whatever was told', () => {
  const spellsOfOne = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 300 }), fc.nat(2), fc.nat(1)), { maxLength: 5 })
    .map((pieces) => {
      let at = Temporal.PlainDate.from('2023-01-05');
      return pieces.map(([gap, length, reason, scheme]) => {
        const from = at.add({ days: gap });
        at = from.add({ days: length });
        return { from: String(from), until: String(at), reason, scheme };
      });
    });
  const municipality = fc
    .array(spellsOfOne, { minLength: 1, maxLength: 4 })
    .map((people) => people.flatMap((spells, client) => spells.map((spell) => ({ ...spell, client }))));
  const teams = (spells: readonly Told[]) =>
    [...new Set(spells.map(({ client }) => client))].map((client) => ({ client, team: client % 2, since: '2024-05-01' }));

  it('is the same as counted day by day, person by person', () => {
    fc.assert(
      fc.property(municipality, (spells) => {
        expect(
          count(spells, teams(spells)).all.map(({ stock, came, work, other, outOfSight, pending, days }) => [
            stock,
            came,
            work,
            other,
            outOfSight,
            pending,
            days,
          ]),
        ).toEqual(slowly(spells));
      }),
    );
  });

  it('adds up: teams and schemes to everybody, and nobody appears or is lost', () => {
    fc.assert(
      fc.property(municipality, (spells) => {
        const { all, byTeam, byScheme } = count(spells, teams(spells));
        for (const counter of Object.keys(NOTHING) as TrendCounter[])
          for (const members of [byTeam, byScheme])
            expect(all.map((row) => row[counter])).toEqual(
              all.map((_, at) => [...members.values()].reduce((sum, rows) => sum + rows[at]![counter], 0)),
            );
        // Between two firsts: who came after the first of this month and until that of the next, and who left likewise.
        const total = (counter: TrendCounter) => all.reduce((sum, row) => sum + row[counter], 0);
        expect(total('benefitDays')).toBe(total('days'));
      }),
    );
  });

  it('ends every benefit that began, whoever shares it', () => {
    fc.assert(
      fc.property(municipality, fc.integer({ min: 1, max: 3 }), (spells, units) => {
        const source = sourceOf(spells.map((spell) => ({ ...spell, unit: spell.client % units })));
        const { all } = countTrend(source, {
          first: Temporal.PlainDate.from('2023-01-01'),
          count: 80,
          knownUntil: KNOWN_UNTIL,
          madeAt: Temporal.Instant.fromEpochMilliseconds(0),
        });
        const total = (counter: TrendCounter) => all.reduce((sum, row) => sum + row[counter], 0);
        expect(total('benefitEnded') + total('benefitPending')).toBe(total('benefitCame'));
        expect(all.at(-1)?.benefitStock).toBe(0);
      }),
    );
  });

  /** By the definition, with a date for every day: a person is there on a day on which a spell runs, or within a month in which it went on. */
  function slowly(spells: readonly Told[]): number[][] {
    const people = Map.groupBy(spells, ({ client }) => client);
    return Array.from({ length: COUNT }, (_, nth) => {
      const month = FIRST.add({ months: nth });
      const isIn = (date: Temporal.PlainDate) => date.year === month.year && date.month === month.month;
      const row = [0, 0, 0, 0, 0, 0, 0];
      for (const own of people.values()) {
        const stays: { from: Temporal.PlainDate; until: Temporal.PlainDate; reason: string }[] = [];
        for (const spell of own) {
          const [from, until] = [Temporal.PlainDate.from(spell.from), Temporal.PlainDate.from(spell.until!)];
          const last = stays.at(-1);
          const reason = REASONS[spell.reason!]!;
          if (last && Temporal.PlainDate.compare(from, last.until.add(BACK_WITHIN)) <= 0) Object.assign(last, { until, reason });
          else stays.push({ from, until, reason });
        }
        const isThere = (date: Temporal.PlainDate) =>
          stays.some(({ from, until }) => Temporal.PlainDate.compare(from, date) <= 0 && Temporal.PlainDate.compare(date, until) < 0);
        if (isThere(month)) row[0]! += 1;
        for (let date = month; isIn(date); date = date.add({ days: 1 })) if (isThere(date)) row[6]! += 1;
        for (const { from, until, reason } of stays) {
          if (isIn(from)) row[1]! += 1;
          if (!isIn(until)) continue;
          if (Temporal.PlainDate.compare(until.add(BACK_WITHIN), KNOWN_UNTIL) >= 0) row[5]! += 1;
          else row[WORK_REASONS.includes(reason) ? 2 : OUT_OF_SIGHT_REASONS.includes(reason) ? 4 : 3]! += 1;
        }
      }
      return row;
    });
  }
});
