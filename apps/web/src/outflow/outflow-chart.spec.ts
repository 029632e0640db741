import { figureOf, share, USUAL_DEFINITION, type Figure } from '#libs/outflow';
import { counted } from '../../../../test/support/per-trait.js';
import { outflowChart, standingOf, type ChartGiven } from './outflow-chart.js';
import type { TraitLine } from './outflow-lines.js';

const DEFINITION = { ...USUAL_DEFINITION, denominator: 'start' } as const;
const figure = (people: number, work: number): Figure => figureOf(DEFINITION, counted(people, work), 12);
const line = (name: string, people: number, work: number, more: Partial<TraitLine> = {}): TraitLine => ({
  trait: `x.${name.toLowerCase()}`,
  name,
  kind: 'home',
  keys: ['1'],
  group: 'moeilijk',
  family: 'barrier',
  figure: figure(people, work),
  bounds: null,
  ...more,
});
const chartOf = (lines: TraitLine[], more: Partial<ChartGiven> = {}) =>
  outflowChart({
    lines,
    average: share(40, 200)!,
    unit: 'share',
    order: 'laagste',
    measure: 'work',
    language: 'nl',
    hrefOf: (trait) => `/uitstroom/kenmerk/${trait}`,
    ...more,
  });
const rowsOf = (chart: ReturnType<typeof chartOf>) => chart.sections.flatMap(({ rows }) => rows);

describe('the outflow chart', () => {
  it('draws who differs from the average under a heading of their own, furthest below first, the most certain of equals first', () => {
    const chart = chartOf([
      line('Reizen', 20, 6),
      line('Lezen', 30, 0),
      line('Wonen', 60, 0),
      line('Gezondheid', 40, 4),
      line('Schulden', 90, 60),
    ]);

    expect(chart.sections.map(({ heading, rows }) => [heading, ...rows.map(({ name, value }) => `${name} ${value}`)])).toEqual([
      ['Lager dan gemiddeld: 2 groepen', 'Wonen 0%', 'Lezen 0%'],
      ['Verschil niet zeker: 2 groepen', 'Gezondheid 10%', 'Reizen 30%'],
      ['Hoger dan gemiddeld: 1 groep', 'Schulden 67%'],
    ]);
  });

  it('leaves out what is hidden, and who are nobody', () => {
    expect(rowsOf(chartOf([line('Stress', 9, 1, { figure: null }), line('Mantelzorg', 0, 0)]))).toEqual([]);
  });

  it('can stand in the order of names under their kinds, or of how many people, with each verdict beside it', () => {
    const lines = [line('Wonen', 60, 0), line('Lezen', 25, 4, { kind: 'language' }), line('Lichaam', 30, 4, { kind: 'health' })];

    expect(chartOf(lines, { order: 'naam' }).sections.map(({ heading, rows }) => [heading, rows[0]?.name, rows[0]?.verdict])).toEqual([
      ['Gezondheid', 'Lichaam', 'verschil niet zeker'],
      ['Taal en internet', 'Lezen', 'verschil niet zeker'],
      ['Thuis', 'Wonen', 'lager dan gemiddeld'],
    ]);
    expect(chartOf(lines, { order: 'mensen' }).sections.map(({ heading, rows }) => [heading, ...rows.map(({ people }) => people)])).toEqual(
      [[null, '60 mensen', '30 mensen', '25 mensen']],
    );
  });

  it('says in its title who differs, the furthest by name, and nothing of who may differ by chance', () => {
    const lower = ['Wonen', 'Lezen', 'Lichaam', 'Stress', 'Reizen'].map((name, place) => line(name, 60, place));

    expect(chartOf([line('Wonen', 60, 0), line('Lezen', 20, 3)]).title).toBe('Duidelijk minder vaak werk dan gemiddeld: Wonen (moeilijk).');
    expect(chartOf(lower).title).toBe(
      'Duidelijk minder vaak werk dan gemiddeld: Wonen (moeilijk), Lezen (moeilijk), Lichaam (moeilijk) en nog 2 groepen.',
    );
    expect(chartOf([line('Schulden', 90, 60)]).title).toBe('Duidelijk vaker werk dan gemiddeld: Schulden (moeilijk).');
    expect(chartOf([line('Lezen', 20, 3)]).title).toBe('Bij geen enkele groep is zeker dat het anders ging dan gemiddeld.');
    expect(chartOf([line('Wonen', 60, 0)], { measure: 'back-6', language: 'en' }).title).toBe(
      'Clearly less often back than average: Wonen (moeilijk).',
    );
  });

  it('warns that among many groups some stand out by chance', () => {
    expect(chartOf([line('Lezen', 20, 3)]).chance).toBeNull();
    expect(chartOf(Array.from({ length: 30 }, (_, place) => line(`Trait ${place}`, 20, 3))).chance).toContain(
      'bij 30 groepen vallen er door toeval ongeveer 2 op',
    );
  });

  it.each([
    [0, 60, 0.2, 'below'],
    [30, 60, 0.2, 'above'],
    [3, 20, 0.2, 'unclear'],
    [0, 20, 0, 'unclear'],
  ])('says of %i in %i beside %f: %s', (work, people, average, standing) => {
    expect(standingOf(share(work, people)!, average)).toBe(standing);
  });

  it('places everything on one axis', () => {
    const chart = chartOf([line('Wonen', 60, 0), line('Reizen', 20, 6)]);
    const [first, second] = rowsOf(chart);

    // 6 of 20: 14.5% to 51.9%, so the axis ends at 60%.
    expect(chart.axis.map(({ at, label, anchor }) => `${at} ${label} ${anchor}`)).toEqual([
      '0% 0% start',
      '16.67% 10% middle',
      '33.33% 20% middle',
      '50% 30% middle',
      '66.67% 40% middle',
      '83.33% 50% middle',
      '100% 60% end',
    ]);
    expect(chart.average).toMatchObject({ at: '33.33%', text: 'gemiddeld 20%' });
    expect([first!.low, first!.dot, second!.low, second!.dot, second!.high]).toEqual(['0%', '0%', '24.25%', '50%', '86.5%']);
  });

  it('leads from each row to the page of its trait', () => {
    expect(rowsOf(chartOf([line('Wonen', 60, 0)]))[0]?.href).toBe('/uitstroom/kenmerk/x.wonen');
  });

  it('speaks of a rate as of so many per hundred years', () => {
    const rate = figureOf(USUAL_DEFINITION, counted(60, 3), 12);
    const chart = chartOf([line('Wonen', 60, 3, { figure: rate })], { unit: 'rate', average: { value: 24.6, low: 20, high: 30 } });

    expect(chart.average.text).toBe('gemiddeld 25 per 100 jaar uitkering');
    expect(rowsOf(chart)[0]).toMatchObject({ value: '6', range: '1 tot 18' });
  });
});
