import { outflowPerTrait, type OutflowPeriod, type Outcomes, outcomesOf } from '#libs/outflow';
import { csvField, outflowCsv } from './outflow.csv.js';

const outcomes = (people: number, work: number): Outcomes =>
  outcomesOf({
    people,
    work,
    other: 0,
    staying: people - work,
    pending: 0,
    days: people * 365.25,
  });
const PERIOD: OutflowPeriod = { from: Temporal.PlainDate.from('2025-10-01'), until: Temporal.PlainDate.from('2026-10-01') };
const known = (value: number | null, people: number, work: number) =>
  ({ trait: 'literacy.reading_nl', state: value === null ? null : 'answered', value, outcomes: outcomes(people, work) }) as const;

describe('a field of the CSV', () => {
  it.each([
    ['slecht', 'slecht'],
    ['slecht; heel slecht', '"slecht; heel slecht"'],
    ['zegt "ja"', '"zegt ""ja"""'],
    ['twee\nregels', '"twee\nregels"'],
    ['=1+1', "'=1+1"],
    ['+31612345678', "'+31612345678"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['=HYPERLINK("x";"y")', `"'=HYPERLINK(""x"";""y"")"`],
    ['', ''],
  ])('%j is written as %j', (text, field) => {
    expect(csvField(text)).toBe(field);
  });
});

describe('the outflow as CSV', () => {
  const total = outcomes(124, 20);
  const csv = outflowCsv(outflowPerTrait(total, [known(1, 90, 16), known(2, 30, 3), known(3, 4, 1)]), PERIOD, 'nl');
  const lines = csv.split('\r\n');

  it('opens in a Dutch spreadsheet: byte order mark, semicolons, decimal commas, and as many fields in every line', () => {
    expect(csv.startsWith('\uFEFFvanaf;')).toBe(true);
    expect(lines.at(-1)).toBe('');
    expect(new Set(lines.slice(0, -1).map((line) => line.split(';').length))).toEqual(new Set([14]));
    expect(lines[1]).toBe('2025-10-01;2026-09-30;Alle mensen;Alle mensen;124;20;16,1;10,7;23,6;124,0;16,1;9,8;24,9;');
  });

  it('joins and hides what the page joins and hides', () => {
    expect(lines.filter((line) => line.includes(';Lezen;')).map((line) => line.split(';').slice(3, 6).join(' '))).toEqual([
      'kan brieven lezen en begrijpen 90 16',
      'kan soms brieven lezen en begrijpen of kan brieven nu niet lezen en begrijpen 34 4',
      'niet bekend 0 0',
      'wil het niet zeggen 0 0',
    ]);
  });

  it('says why there are no figures', () => {
    expect(outflowCsv({ state: 'too-few' }, PERIOD, 'nl').split('\r\n')[1]).toBe(
      '2025-10-01;2026-09-30;Alle mensen;;;;;;;;;;;Te weinig mensen om te tonen',
    );
  });
});
