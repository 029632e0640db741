import { figuresOf } from '../../../../test/support/per-trait.js';
import { readQuestion } from './asking.js';
import { outflowJson } from './outflow-json.js';
import { csvField, outflowCsv } from './outflow.csv.js';

const MANAGER = { staffId: '1', name: 'Iris', email: 'i@werkplein.example', role: 'management', teamId: null } as const;
const QUESTION = readQuestion({}, MANAGER, [], Temporal.PlainDate.from('2026-11-21')).question!;
const FIGURES = figuresOf({
  total: { people: 160, work: 30, other: 6, outOfSight: 4, staying: 120 },
  traits: [
    {
      trait: 'literacy.reading_nl',
      groups: [
        { keys: ['1'], family: 'favourable', counts: [100, 25] },
        { keys: ['2', '3'], family: 'barrier', counts: null },
        { keys: ['not-known'], family: 'unknown', counts: null },
      ],
      hidden: [60, 5],
    },
    {
      trait: 'finance.debt',
      groups: [
        { keys: ['1'], family: 'barrier', counts: [60, 5] },
        { keys: ['not-known'], family: 'unknown', counts: [100, 25] },
      ],
      known: 60,
    },
  ],
});

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
  const csv = outflowCsv(FIGURES, QUESTION, ['Alle teams', 'Gemaakt op 21 november 2026'], 'nl');
  const lines = csv.split('\r\n');

  it('opens in a Dutch spreadsheet: byte order mark, semicolons, decimal commas, and as many fields in every line', () => {
    expect(csv.startsWith('\uFEFFvanaf;')).toBe(true);
    expect(lines.at(-1)).toBe('');
    expect(new Set(lines.slice(0, -1).map((line) => line.split(';').length))).toEqual(new Set([16]));
    expect(lines[1]).toBe(
      '2025-10-01;2026-09-30;Alle mensen;Alle mensen;160;30;131;Jaren uitkering;22,9;15,4;32,7;per 100 jaar uitkering;;;;',
    );
  });

  it('says nothing of a group that is hidden on the page', () => {
    expect(lines.filter((line) => line.includes(';Lezen;')).map((line) => line.split(';').slice(3, 6).join(' ').trim())).toEqual([
      'kan brieven lezen en begrijpen 100 25',
      'kan soms brieven lezen en begrijpen of kan brieven nu niet lezen en begrijpen',
      'niet bekend',
      'niet getoonde groepen samen 60 5',
    ]);
  });

  it('gives the best and the worst case, and of how many the trait is known', () => {
    expect(
      lines
        .find((line) => line.includes(';Schulden;'))
        ?.split(';')
        .slice(12, 15),
    ).toEqual(['3,8', '61,2', '37,5']);
  });

  it('tells of itself whom it is about and when it was made', () => {
    expect(lines.slice(-3, -1).map((line) => line.split(';')[2])).toEqual(['Alle teams', 'Gemaakt op 21 november 2026']);
  });

  it('says why there are no figures', () => {
    const { definition, madeAt } = FIGURES;
    const empty = outflowCsv({ state: 'too-few', definition, madeAt }, QUESTION, [], 'nl').split('\r\n');

    expect(empty[1]).toBe('2025-10-01;2026-09-30;Alle mensen;;;;;;;;;;;;;Te weinig mensen om te tonen');
  });
});

describe('the outflow as JSON', () => {
  const json = outflowJson(FIGURES, QUESTION, { team: null, scheme: null }, 'nl');

  it('has keys that stay, and figures that are not rounded', () => {
    expect(Object.keys(json)).toEqual([
      'about',
      'madeAt',
      'period',
      'scope',
      'definition',
      'state',
      'total',
      'fates',
      'leavesOut',
      'traits',
    ]);
    expect(json.total).toMatchObject({ people: 160, count: 30, of: 131, base: 'years', kind: 'rate', value: 3000 / 131 });
    expect(json.traits[1]).toMatchObject({
      trait: 'finance.debt',
      label: 'Schulden',
      known: { known: 60, people: 160, share: 0.375 },
      hidden: null,
    });
  });

  it('has null for what is hidden, and no other count of people than the page', () => {
    expect(json.traits[0]?.groups.map(({ keys, figure }) => [keys.join(), figure?.people ?? null])).toEqual([
      ['1', 100],
      ['2,3', null],
      ['not-known', null],
    ]);
    expect(json.fates).toEqual({ people: 160, work: 30, other: 6, outOfSight: 4, staying: 120, pending: 0 });
  });
});
