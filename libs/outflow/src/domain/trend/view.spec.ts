import fc from 'fast-check';
import { reasonLines } from './reasons.js';
import { shownMonths } from './safe.js';
import { addTogether, NOTHING, type Trend, type TrendCounts } from './trend.js';
import { trendView } from './view.js';

const FIRST = Temporal.PlainDate.from('2023-01-01');
const MONTHS = 46;
const REASONS = ['WORK_EMPLOYED', 'WORK_SELF_EMPLOYED', 'OTHER', 'DETENTION', 'DECEASED'];
const SCHEMES = ['PW', 'IOAW', 'BBZ'];
const day = (text: string) => Temporal.PlainDate.from(text);

type Row = Partial<TrendCounts>;
/** Teams with the same row in every month, unless a month says otherwise. */
function aTrend(teams: Record<string, Row | ((month: number) => Row)>, change: Partial<Trend> = {}): Trend {
  const byTeam = new Map(
    Object.entries(teams).map(([id, row]) => [
      id,
      Array.from({ length: MONTHS }, (_, month) => ({ ...NOTHING, ...(typeof row === 'function' ? row(month) : row) })),
    ]),
  );
  const all = Array.from({ length: MONTHS }, (_, month) => addTogether([...byTeam.values()].map((rows) => rows[month]!)));
  return {
    first: FIRST,
    knownUntil: day('2026-10-20'),
    madeAt: Temporal.Instant.from('2026-10-20T08:00:00Z'),
    all,
    byTeam,
    byScheme: new Map(SCHEMES.map((scheme) => [scheme, scheme === 'PW' ? all : all.map(() => NOTHING)])),
    reasons: new Map(),
    workKnownFrom: null,
    unitsKnown: 0,
    ...change,
  };
}
const YEAR = { from: day('2025-10-01'), until: day('2026-10-01') };
const EVERYBODY = { teamId: null, scheme: null };
const team = (teamId: string) => ({ teamId, scheme: null });
const view = (trend: Trend, scope: { teamId: string | null; scheme: string | null } = EVERYBODY, period = YEAR) => {
  const found = trendView(trend, period, scope, REASONS);
  if (found.state !== 'shown') throw new Error(found.state);
  return found;
};
const stateOf = (trend: Trend, scope: { teamId: string | null; scheme: string | null }) => trendView(trend, YEAR, scope, REASONS).state;

describe('what is shown of the trend', () => {
  const large = {
    stock: 120,
    came: 6,
    work: 2,
    other: 3,
    outOfSight: 1,
    days: 3650,
    benefitStock: 100,
    benefitEnded: 5,
    benefitDays: 3000,
  };

  it('is each month with the same month of a year earlier, and whether it is final', () => {
    const { months, totals } = view(aTrend({ a: (month) => ({ ...large, stock: 100 + month }) }));
    expect(months).toHaveLength(12);
    expect([months[0]?.counts?.stock, months[0]?.before?.stock, months[0]?.counts?.partTime]).toEqual([133, 121, null]);
    expect(months.map(({ isSettled }) => isSettled)).toEqual([...Array.from({ length: 11 }, () => true), false]);
    expect(totals).toMatchObject({ came: 72, work: 24, other: 36, outOfSight: 12, stockAtStart: 133 });
    expect(totals?.persons).toEqual({ ended: 72, start: 133, average: Math.round(133 + 5.5), years: Math.round((12 * 3650) / 365.25) });
    expect(totals?.benefits).toEqual({ ended: 60, start: 100, average: 100, years: Math.round(36_000 / 365.25) });
  });

  it('tells of paid work beside the benefit from the month in which any is known', () => {
    const { months } = view(aTrend({ a: { ...large, partTime: 9 } }, { workKnownFrom: day('2026-01-01') }));
    expect(months.map(({ counts }) => counts?.partTime)).toEqual([null, null, null, ...Array.from({ length: 9 }, () => 9)]);
  });

  it('is nothing of fewer than twenty, and then also nothing of another team that could be subtracted', () => {
    const trend = aTrend({ a: large, b: large, c: { stock: 19, work: 1 } });
    expect(['a', 'b', 'c'].map((id) => stateOf(trend, team(id)))).toEqual(['shown', 'too-few', 'too-few']);
    expect(stateOf(trend, EVERYBODY)).toBe('shown');
  });

  it('hides nobody beside teams that are twenty together, nor beside one where nobody is', () => {
    const trend = aTrend({ a: large, b: { stock: 12 }, c: { stock: 8 }, d: {} });
    expect(['a', 'b', 'c', 'd'].map((id) => stateOf(trend, team(id)))).toEqual(['shown', 'too-few', 'too-few', 'nobody']);
  });

  it('hides a team beside the few who are in none', () => {
    const trend = aTrend({ a: large, b: large, '': { stock: 3, work: 1 } });
    expect([stateOf(trend, team('a')), stateOf(trend, team('b'))]).toEqual(['shown', 'too-few']);
  });

  it('leaves a month open in which a team was too small, and gives no total that would tell of it', () => {
    const trend = aTrend({ a: large, b: large, c: (month) => ({ stock: month === 36 ? 15 : 40, work: 1 }) });
    const { months, totals } = view(trend, team('c'));
    expect(months.map(({ counts }) => counts === null)).toEqual(months.map((_, nth) => nth === 3));
    expect(totals).toBeNull();
    // Its company of that month is hidden in that month only.
    expect(
      view(trend, team('b'))
        .months.filter(({ counts }) => counts === null)
        .map(({ month }) => String(month)),
    ).toEqual(['2026-01-01']);
    expect(view(trend).totals).not.toBeNull();
  });

  it('is never a team and a scheme at once', () => {
    expect(stateOf(aTrend({ a: large }), { teamId: 'a', scheme: 'PW' })).toBe('combination');
  });

  it('says that nobody was there, of a team or scheme that is not known as well', () => {
    expect(stateOf(aTrend({ a: large }), team('elsewhere'))).toBe('nobody');
    expect(stateOf(aTrend({ a: large }), { teamId: null, scheme: 'BBZ' })).toBe('nobody');
    expect(stateOf(aTrend({ a: { stock: 8, came: 1 } }), EVERYBODY)).toBe('too-few');
  });
});

describe('what is told of calendar years', () => {
  const left = { stock: 60, came: 4, returned: 1, left6: 3, back6: 1, left12: 3, back12: 1 };

  it('is told once the year is final, and what has to be waited for later', () => {
    const years = view(aTrend({ a: left })).years;
    expect(years.map(({ year }) => year)).toEqual([2025]);
    expect(years[0]).toMatchObject({ returned: { people: 48, happened: 12 }, back6: { people: 36, happened: 12 }, back12: 'later' });
  });

  it('hides a team of which all or none returned, and another with it', () => {
    const trend = aTrend({ a: left, b: left, c: { ...left, came: 1, returned: 1 } });
    expect(['a', 'b', 'c'].map((id) => view(trend, team(id)).years[0]?.returned)).toEqual([{ people: 48, happened: 12 }, null, null]);
  });

  it('tells reasons of everybody only, and joins those that are rare within what they count as', () => {
    const trend = aTrend(
      { a: left },
      { reasons: new Map([[2025, { WORK_EMPLOYED: 40, WORK_SELF_EMPLOYED: 4, OTHER: 30, DETENTION: 12, DECEASED: 3 }]]) },
    );
    expect(view(trend).years[0]?.reasons).toEqual([
      { counts: 'work', reasons: ['WORK_EMPLOYED', 'WORK_SELF_EMPLOYED'], people: 44 },
      { counts: 'other', reasons: ['OTHER'], people: 30 },
      { counts: 'other', reasons: ['DETENTION'], people: 12 },
      { counts: 'out-of-sight', reasons: ['DECEASED'], people: 3 },
    ]);
    expect(view(trend, team('a')).years[0]?.reasons).toBeNull();
  });

  it('never names a reason of fewer than ten apart, however they fall', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: REASONS.length, maxLength: REASONS.length }), (people) => {
        const given = Object.fromEntries(REASONS.map((reason, at) => [reason, people[at]!]));
        const lines = reasonLines(REASONS, given);
        expect(lines.reduce((sum, line) => sum + line.people, 0)).toBe(people.reduce((sum, one) => sum + one, 0));
        for (const counts of ['work', 'other', 'out-of-sight']) {
          const ofKind = lines.filter((line) => line.counts === counts);
          // One line is what is told month by month already.
          if (ofKind.length > 1) for (const { people: each } of ofKind) expect(each).toBeGreaterThanOrEqual(10);
        }
      }),
    );
  });
});

describe('somebody who subtracts', () => {
  const stocks = fc.array(fc.array(fc.integer({ min: 0, max: 45 }), { minLength: 2, maxLength: 6 }), { minLength: 3, maxLength: 3 });

  it('finds no group of fewer than twenty in any month, from whatever they ask of teams and of all', () => {
    fc.assert(
      fc.property(stocks, fc.boolean(), (byMonth, hasTeamless) => {
        const size = Math.min(...byMonth.map((row) => row.length));
        const names = Array.from({ length: size }, (_, at) => (hasTeamless && at === 0 ? '' : `team ${at}`));
        const trend = aTrend(
          Object.fromEntries(
            names.map((name, at) => [
              name,
              (month: number) => ({ stock: byMonth[month % 3]![at]!, work: byMonth[month % 3]![at]! > 0 ? 1 : 0 }),
            ]),
          ),
        );
        const shown = shownMonths(trend);
        for (let month = 0; month < MONTHS; month += 1) {
          const hidden = names.filter((name) => !shown.byTeam.get(name)![month]);
          if (!shown.all[month]) expect(hidden).toEqual(names);
          else {
            for (const name of names.filter((one) => !hidden.includes(one))) {
              const { stock } = trend.byTeam.get(name)![month]!;
              expect(stock === 0 || stock >= 20).toBe(true);
            }
            const rest = hidden.reduce((sum, name) => sum + trend.byTeam.get(name)![month]!.stock, 0);
            expect(rest === 0 || rest >= 20).toBe(true);
          }
        }
      }),
    );
  });

  it('gets the same number of a month whatever period they ask, or none', () => {
    const trend = aTrend({ a: (month) => ({ stock: 15 + month, came: month % 4 }), b: { stock: 50 }, c: { stock: 50 } });
    const told = new Map<string, string>();
    for (const from of ['2024-01-01', '2024-06-01', '2025-01-01', '2025-04-01'])
      for (const months of [6, 12, 18]) {
        const found = trendView(trend, { from: day(from), until: day(from).add({ months }) }, team('a'), REASONS);
        for (const { month, counts } of found.state === 'shown' ? found.months : []) {
          const known = told.get(String(month)) ?? JSON.stringify(counts);
          expect(JSON.stringify(counts)).toBe(known);
          told.set(String(month), known);
        }
      }
    expect(told.size).toBe(33);
  });
});
