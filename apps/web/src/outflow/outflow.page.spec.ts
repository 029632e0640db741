import { choosePeriod, outflowPerTrait, type AskedPeriod, type KnownOutcomes, type Outcomes, outcomesOf } from '#libs/outflow';
import { outflowPage, type Asked } from './outflow.page.js';

const TODAY = Temporal.PlainDate.from('2026-11-21');
const outcomes = (people: number, work: number, pending = 0): Outcomes =>
  outcomesOf({
    people,
    work,
    other: 0,
    staying: people - work - pending,
    pending,
    days: people * 365.25,
  });
const reading = (
  value: number | null,
  people: number,
  work: number,
  state: KnownOutcomes['state'] = value ? 'answered' : null,
): KnownOutcomes => ({
  trait: 'literacy.reading_nl',
  state,
  value,
  outcomes: outcomes(people, work),
});
const page = (outflow: Asked['outflow'], asked: AskedPeriod = {}, language: 'nl' | 'en' = 'nl') =>
  outflowPage({ chosen: choosePeriod(asked, TODAY), asked, outflow }, TODAY, language);

describe('the outflow page', () => {
  const shown = outflowPerTrait(outcomes(1_240, 250, 7), [reading(1, 900, 230), reading(2, 300, 18), reading(null, 40, 2, 'refused')]);

  it.each([
    [{}, 'Van de 1.240 mensen die op 1 oktober 2025 een uitkering hadden, vond 20% werk binnen een jaar', 'tot en met 30 september 2026'],
    [
      { months: '6' },
      'Van de 1.240 mensen die op 1 oktober 2025 een uitkering hadden, vond 20% werk binnen een half jaar',
      'tot en met 31 maart 2026',
    ],
    [
      { from: '2024-01', months: '24' },
      'Van de 1.240 mensen die op 1 januari 2024 een uitkering hadden, vond 20% werk binnen twee jaar',
      'tot en met 31 december 2025',
    ],
  ])('for %j says in one sentence what it shows', (asked, headline, lastDay) => {
    expect(page(shown, asked)).toMatchObject({ headline, period: expect.stringContaining(lastDay) });
  });

  it('says what became of everybody, who is not certain yet apart', () => {
    expect(page(shown).figures?.outcomes.map(({ number, label }) => `${number} ${label}`)).toEqual([
      '250 vonden werk',
      '0 stopten om een andere reden',
      '983 hadden aan het eind nog een uitkering',
      '7 zijn nog niet zeker: kort geleden gestopt',
    ]);
  });

  it('gives every group its people, its share and its rate, each with an interval; nobody is no nought', () => {
    const table = page(shown).figures?.tables.find(({ trait }) => trait === 'Lezen');

    expect(
      table?.rows.map(({ group, people, work, share, shareRange, rate, remark }) =>
        [group, people, work, share, shareRange, rate, remark].join('|'),
      ),
    ).toEqual([
      'kan brieven lezen en begrijpen|900|230|26%|23% tot 29%|25,6|',
      'kan soms brieven lezen en begrijpen|300|18|6%|4% tot 9%|6,0|',
      'kan brieven nu niet lezen en begrijpen|0|0||||niemand',
      'niet bekend|0|0||||niemand',
      'wil het niet zeggen|40|2|5%|1% tot 17%|5,0|',
    ]);
  });

  it('gives no figures of a hidden group, nor noughts in their place', () => {
    const hidden = outflowPerTrait(outcomes(70, 14), [reading(1, 40, 9), reading(3, 4, 1), reading(null, 26, 4)]);
    const table = page(hidden).figures?.tables.find(({ trait }) => trait === 'Lezen');

    expect(
      table?.rows.filter(({ remark }) => remark === 'niet getoond').map(({ people, work, share, rate }) => people + work + share + rate),
    ).toEqual(['', '']);
    expect(table?.rows.at(-1)).toMatchObject({ group: 'niet getoonde groepen samen', people: '30', work: '5', isRest: true });
  });

  it.each([
    ['nobody', 'Niemand had toen een uitkering'],
    ['too-few', 'Te weinig mensen om te tonen'],
    ['no-team', 'U hoort nog niet bij een team'],
  ] as const)('has words instead of figures for %s', (state, title) => {
    expect(page({ state })).toMatchObject({ headline: 'Uitstroom naar werk', figures: null, nothing: { title } });
  });

  it('keeps the form as it was filled in, with the error beside the field', () => {
    const { form, figures, definitions } = page(null, { from: '2027-02', months: '18' });

    expect(form.fromError).toBe('Deze maand is nog niet voorbij. Kies een eerdere maand.');
    expect(form.monthsError).toBeNull();
    expect(form.beginnings.find(({ isChosen }) => isChosen)).toMatchObject({ value: '2027-02', label: 'februari 2027' });
    expect(form.lengths.find(({ isChosen }) => isChosen)?.value).toBe('18');
    expect([figures, definitions]).toEqual([null, null]);
  });

  it('asks for the CSV of the period it shows', () => {
    expect(page(shown, { from: '2025-01', months: '18' }).figures?.csv).toBe('/uitstroom.csv?vanaf=2025-01&maanden=18');
  });

  it('explains every measure and what is left out', () => {
    const { definitions } = page(shown, {}, 'en');

    expect(definitions?.map(({ term }) => term)).toContain('Why are groups missing?');
    expect(definitions?.find(({ term }) => term === 'How does somebody get into a group?')?.text).toContain(
      'the half year before 1 October 2025',
    );
  });
});
