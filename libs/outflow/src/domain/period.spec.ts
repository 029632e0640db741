import fc from 'fast-check';
import { BACK_WITHIN } from './definition.js';
import { beginnings, choosePeriod, PERIOD_MONTHS, usualPeriod, type ChosenPeriod } from './period.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const said = ({ period, problems }: ChosenPeriod) => (period ? `${period.from} ${period.until}` : problems);
const anyDay = fc.nat(3_000).map((days) => day('2024-01-01').add({ days }));

describe('the usual period', () => {
  it.each([
    ['2026-11-21', '2025-10-01', '2026-10-01'],
    ['2026-11-01', '2025-10-01', '2026-10-01'],
    ['2026-03-31', '2025-02-01', '2026-02-01'],
    ['2027-01-05', '2025-12-01', '2026-12-01'],
  ])('on %s runs from %s until %s', (today, from, until) => {
    expect(said({ period: usualPeriod(day(today)), problems: null })).toBe(`${from} ${until}`);
  });

  it('is settled on every day of the year: the month in which one may come back has passed for all', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const lastToLeave = usualPeriod(today).until.subtract({ days: 1 });
        expect(Temporal.PlainDate.compare(lastToLeave.add(BACK_WITHIN), today)).toBe(-1);
      }),
    );
  });
});

describe('a period somebody asks for', () => {
  const today = day('2026-11-21');

  it.each([
    [{}, '2025-10-01 2026-10-01'],
    [{ from: '', months: '' }, '2025-10-01 2026-10-01'],
    [{ from: '2025-11', months: '12' }, '2025-11-01 2026-11-01'],
    [{ from: '2026-05', months: '6' }, '2026-05-01 2026-11-01'],
    [{ from: '2026-06', months: '6' }, { months: 'not-over' }],
    [{ from: '2025-12' }, { months: 'not-over' }],
    [{ from: '2026-11' }, { from: 'not-begun' }],
    [{ from: '2027-01', months: '6' }, { from: 'not-begun' }],
    [{ from: '2021-11', months: '24' }, '2021-11-01 2023-11-01'],
    [{ from: '2021-10', months: '6' }, { from: 'too-early' }],
    [{ from: '2025-13' }, { from: 'no-month' }],
    [{ from: '2025-11-02' }, { from: 'no-month' }],
    [{ from: 'vorig jaar' }, { from: 'no-month' }],
    [{ from: '2025-01', months: '7' }, { months: 'no-length' }],
    [{ from: '2025-01', months: '12 ' }, { months: 'no-length' }],
  ])('as %j is %j', (asked, expected) => {
    expect(said(choosePeriod(asked, today))).toEqual(expected);
  });

  it('may begin in every month the form offers', () => {
    const offered = beginnings(today).map((month) => choosePeriod({ from: month.toString().slice(0, 7), months: '6' }, today).problems);

    expect(offered).toHaveLength(55);
    expect(offered.every((problems) => problems === null)).toBe(true);
    expect(choosePeriod({ from: '2026-06', months: '6' }, today).problems).not.toBeNull();
  });

  it('cannot be moved a little to subtract one from the other: with the same beginning they differ half a year at least', () => {
    const differences = PERIOD_MONTHS.flatMap((one) => PERIOD_MONTHS.filter((other) => other > one).map((other) => other - one));

    expect(Math.min(...differences)).toBeGreaterThanOrEqual(6);
  });
});
