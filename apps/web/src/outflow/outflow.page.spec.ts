import type { PerTrait } from '#libs/outflow';
import { figuresOf, type GivenFigures } from '../../../../test/support/per-trait.js';
import { readQuestion, type Choices } from './asking.js';
import { outflowPage, readOwn } from './outflow.page.js';

const TODAY = Temporal.PlainDate.from('2026-11-21');
const MANAGER = { staffId: '1', name: 'Iris', email: 'i@werkplein.example', role: 'management', teamId: null } as const;

const READING: NonNullable<GivenFigures['traits']>[number] = {
  trait: 'literacy.reading_nl',
  groups: [
    { keys: ['1'], family: 'favourable', counts: [900, 230] },
    { keys: ['2', '3'], family: 'barrier', counts: [260, 13] },
    { keys: ['not-known'], family: 'unknown', counts: [40, 5] },
    { keys: ['refused'], family: 'unknown', counts: [40, 2] },
  ],
  known: 1160,
};
const given = (more: Partial<GivenFigures> = {}): GivenFigures => ({
  total: { people: 1240, work: 250, other: 40, outOfSight: 30, staying: 913, pending: 7 },
  traits: [READING],
  ...more,
});

/** The page as the address asks for it, of these figures. */
function page(figures: PerTrait | null, query: Choices & { toon?: string; volgorde?: string } = {}, language: 'nl' | 'en' = 'nl') {
  const asked = readQuestion(query, MANAGER, [], TODAY);
  return outflowPage({ asked, figures, own: readOwn(query) }, TODAY, language);
}
const asking = (query: Choices, definition: GivenFigures['definition'], language: 'nl' | 'en' = 'nl') =>
  page(figuresOf(given({ definition: definition ?? {} })), query, language);

describe('the outflow page', () => {
  it.each<[Choices, GivenFigures['definition'], string]>([
    [{}, {}, 'Van de 1.240 mensen met een uitkering op 1 oktober 2025 vonden er 250 werk binnen een jaar: 25 per 100 jaar uitkering'],
    [
      { noemer: 'start', maanden: '6' },
      { denominator: 'start' },
      'Van de 1.240 mensen met een uitkering op 1 oktober 2025 vond 20% werk binnen een half jaar',
    ],
    [
      { noemer: 'average' },
      { denominator: 'average' },
      'Van de 1.240 mensen met een uitkering op 1 oktober 2025 vonden er 250 werk binnen een jaar: 24% van het gemiddelde aantal',
    ],
    [
      { maat: 'any' },
      { measure: 'any' },
      'Van de 1.240 mensen met een uitkering op 1 oktober 2025 stopte die bij 290 binnen een jaar: 28 per 100 jaar uitkering',
    ],
    [
      { maat: 'sustained-6' },
      { measure: 'sustained-6' },
      'Van de 250 mensen die werk vonden, had 100% een half jaar later nog geen uitkering',
    ],
    [{ maat: 'ladder' }, { measure: 'ladder' }, 'Hier is nog niemand van wie we dit weten. Kies een eerdere maand'],
  ])('for %j says in one sentence what it shows', (query, definition, headline) => {
    expect(asking(query, definition).frame.headline).toBe(headline);
  });

  it('says of whom, of which days and how it counts', () => {
    expect(asking({ regeling: 'IOAW' }, {}).frame).toMatchObject({
      about: 'Alle teams · IOAW · van 1 oktober 2025 tot en met 30 september 2026',
      defined:
        'Vond werk (zoals het CBS telt), ten opzichte van de tijd in de uitkering (per 100 jaar). Wie verhuist, AOW krijgt of overlijdt, telt mee tot die dag.',
      age: 'Deze cijfers zijn gemaakt op 21 november 2026, 05:00.',
    });
    expect(asking({ maat: 'back-6' }, { measure: 'back-6' }).frame.defined).not.toContain('ten opzichte van');
  });

  it('says what became of everybody, who is out of sight and who is not certain yet apart', () => {
    expect(page(figuresOf(given())).shown?.fates.map(({ number, label }) => `${number} ${label}`)).toEqual([
      '250 vonden werk',
      '40 stopten om een andere reden',
      '30 zijn uit beeld: verhuisd, AOW of overleden',
      '913 hadden aan het eind nog een uitkering',
      '7 zijn nog niet zeker: kort geleden gestopt',
    ]);
  });

  it('gives every group its people, its figure with an interval, and what it could be if all were known', () => {
    const [reading] = page(figuresOf(given())).shown?.table.traits ?? [];

    expect(reading).toMatchObject({ name: 'Lezen', known: 'bekend van 94% van de mensen' });
    expect(
      reading?.rows.map(({ group, people, count, of, value, range, bounds }) => [group, people, count, of, value, range, bounds].join('|')),
    ).toEqual([
      'kan brieven lezen en begrijpen|900|230|739|31,1|27,2 tot 35,4|29,8 tot 31,8',
      'kan soms brieven lezen en begrijpen of kan brieven nu niet lezen en begrijpen|260|13|214|6,1|3,2 tot 10,4|5,3 tot 8,4',
      'niet bekend|40|5|33|15,2|4,9 tot 35,4|',
      'wil het niet zeggen|40|2|33|6,1|0,7 tot 21,9|',
    ]);
  });

  it('gives no figures of a hidden group, nor noughts in their place', () => {
    const hidden = figuresOf(
      given({
        traits: [
          {
            trait: 'literacy.reading_nl',
            groups: [
              { keys: ['1'], family: 'favourable', counts: [1_200, 230] },
              { keys: ['2', '3'], family: 'barrier', counts: null },
              { keys: ['not-known', 'refused'], family: 'unknown', counts: null },
            ],
            hidden: [40, 20],
          },
        ],
      }),
    );
    const [reading] = page(hidden).shown?.table.traits ?? [];

    expect(reading?.known).toContain('tonen we niet');
    expect(
      reading?.rows
        .filter(({ remark }) => remark?.startsWith('niet getoond'))
        .map(({ people, count, range, bounds }) => people + count + range + bounds),
    ).toEqual(['', '']);
    expect(reading?.rows.at(-1)).toMatchObject({ group: 'niet getoonde groepen samen', people: '40', count: '20', isRest: true });
    expect(page(hidden, { toon: 'alles' }).shown?.chart?.sections.flatMap(({ rows }) => rows).length).toBe(1);
  });

  it('draws what stands in the way, or all groups and so also those of whom we do not know it', () => {
    const groups = (query: Record<string, string>) =>
      page(figuresOf(given()), query).shown?.chart?.sections.flatMap(({ rows }) => rows.map(({ group }) => group)) ?? [];

    expect(groups({})).toEqual(['kan soms brieven lezen en begrijpen of kan brieven nu niet lezen en begrijpen']);
    expect(groups({ toon: 'alles' })).toContain('niet bekend');
    expect(groups({ toon: 'alles', volgorde: 'mensen' })[0]).toBe('kan brieven lezen en begrijpen');
    expect(groups({ toon: 'iets', volgorde: 'anders' })).toEqual(groups({}));
  });

  it('carries every choice to the page of a trait, to the other pages, and into the address to share', () => {
    const { frame, shown } = page(figuresOf(given()), { vanaf: '2025-01', regeling: 'PW', volgorde: 'naam', toon: 'alles' });

    expect(shown?.table.traits[0]?.href).toBe('/uitstroom/kenmerk/literacy.reading_nl?vanaf=2025-01&maanden=12&regeling=PW');
    expect(frame.tabs.find(({ isCurrent }) => !isCurrent)?.href).toBe('/uitstroom/interventies?vanaf=2025-01&maanden=12&regeling=PW');
    expect(frame.address).toBe('/uitstroom?vanaf=2025-01&maanden=12&regeling=PW&toon=alles&volgorde=naam');
    expect(frame.files.map(({ href }) => href.split('?')[0])).toEqual(['/uitstroom.csv', '/uitstroom.json', '/uitstroom.svg']);
    expect(frame.form.hidden).toEqual([
      { name: 'toon', value: 'alles' },
      { name: 'volgorde', value: 'naam' },
    ]);
    expect(shown?.orders.map(({ href }) => href)).toContain('/uitstroom?vanaf=2025-01&maanden=12&regeling=PW&toon=alles&volgorde=mensen');
  });

  it.each([
    ['nobody', 'Niemand had toen een uitkering'],
    ['too-few', 'Te weinig mensen om te tonen'],
  ] as const)('has words instead of figures, and no files, for %s', (state, title) => {
    const { definition, madeAt } = figuresOf(given());

    expect(page({ state, definition, madeAt })).toMatchObject({
      frame: { headline: 'Uitstroom per kenmerk', files: [] },
      shown: null,
      nothing: { title },
    });
  });

  it('keeps the form as it was filled in, with the error beside the field and the panel open where it is', () => {
    const { frame, shown, definitions } = page(null, { vanaf: '2027-02', maanden: '18', maat: 'geluk' });
    const field = (name: string) => [...frame.form.fields, ...frame.form.counting].find((each) => each.name === name);

    expect(field('vanaf')).toMatchObject({ error: 'Deze maand is nog niet voorbij. Kies een eerdere maand.' });
    expect(field('vanaf')?.options.find(({ isChosen }) => isChosen)).toMatchObject({ value: '2027-02', label: 'februari 2027' });
    expect(field('maanden')).toMatchObject({ error: null });
    expect(field('maat')).toMatchObject({ error: 'Dit staat niet in de lijst. Kies uit de lijst.' });
    expect(frame.form.isCountingOpen).toBe(true);
    expect([shown, definitions, frame.address]).toEqual([null, null, null]);
  });

  it('explains what is counted, who is left out and what the figures do not say', () => {
    const terms = (query: Choices, definition: GivenFigures['definition']) =>
      (asking(query, definition).definitions ?? []).map(({ term }) => term);

    expect(terms({}, {})).toEqual(
      expect.arrayContaining([
        'Wat telt als werk?',
        'Ten opzichte waarvan?',
        'Wie is uit beeld?',
        'Waarom ontbreken er groepen?',
        'Wat zeggen de cijfers niet?',
      ]),
    );
    expect(terms({ maat: 'sustained-12' }, { measure: 'sustained-12' })).toEqual(
      expect.arrayContaining(['Wat telt als werk?', 'Wat telt als blijvend?']),
    );
    expect(terms({ maat: 'ladder' }, { measure: 'ladder' })).not.toContain('Ten opzichte waarvan?');
  });

  it('speaks English to who reads English', () => {
    expect(asking({}, {}, 'en').frame.headline).toBe(
      'Of the 1,240 people on a benefit on 1 October 2025, 250 found work within a year: 25 per 100 years on a benefit',
    );
  });
});
