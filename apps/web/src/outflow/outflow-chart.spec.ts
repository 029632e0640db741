import { share, type Outcomes, outcomesOf } from '#libs/outflow';
import { outflowChart, standingOf } from './outflow-chart.js';
import type { OutflowLine } from './outflow-lines.js';

const outcomes = (people: number, work: number): Outcomes =>
  outcomesOf({
    people,
    work,
    other: 0,
    staying: people - work,
    pending: 0,
    days: people * 300,
  });
const line = (trait: string, people: number, work: number, family: OutflowLine['family'] = 'barrier'): OutflowLine => ({
  trait,
  group: 'moeilijk',
  family,
  outcomes: outcomes(people, work),
});
const chartOf = (lines: OutflowLine[]) => outflowChart(lines, outcomes(200, 40), 'nl');

describe('the outflow chart', () => {
  it('draws what stands in the way, furthest below the average first, the most certain of equals first', () => {
    const chart = chartOf([
      line('Reizen', 20, 6),
      line('Lezen', 25, 0),
      line('Wonen', 60, 0),
      line('Gezondheid', 40, 4),
      line('Schulden', 90, 30, 'favourable'),
      line('Internet', 30, 1, 'unknown'),
      line('Taal', 30, 1, 'hidden'),
      { ...line('Stress', 9, 1), outcomes: null },
      line('Mantelzorg', 0, 0),
    ]);

    expect(chart.rows.map(({ trait, share: found }) => `${trait} ${found}`)).toEqual([
      'Wonen 0%',
      'Lezen 0%',
      'Gezondheid 10%',
      'Reizen 30%',
    ]);
  });

  it('calls a group different only when its whole interval is on one side of the average', () => {
    const chart = chartOf([line('Wonen', 60, 0), line('Lezen', 20, 3), line('Reizen', 60, 30)]);

    expect(chart.rows.map(({ standing, verdict }) => `${standing}: ${verdict}`)).toEqual([
      'below: lager dan gemiddeld',
      'unclear: verschil niet zeker',
      'above: hoger dan gemiddeld',
    ]);
    expect(chart.summary).toBe('Deze groepen vonden minder vaak werk dan gemiddeld: Wonen (moeilijk).');
    expect(chartOf([line('Lezen', 20, 3)]).summary).toBe('Bij geen enkele groep is zeker dat het anders ging dan gemiddeld.');
  });

  it.each([
    [0, 60, 0.2, 'below'],
    [30, 60, 0.2, 'above'],
    [3, 20, 0.2, 'unclear'],
    [0, 20, 0, 'unclear'],
  ])('says of %i in %i beside %f: %s', (work, people, average, standing) => {
    expect(standingOf(share(work, people)!, average)).toBe(standing);
  });

  it('places everything on an axis that ends beyond the longest interval', () => {
    const chart = chartOf([line('Wonen', 60, 0), line('Reizen', 20, 6)]);
    const [first, second] = chart.rows;

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

  it('keeps its axis wide enough that a few per cent stay a little', () => {
    expect(outflowChart([line('Lezen', 400, 2)], outcomes(1000, 10), 'nl').axis.at(-1)?.label).toBe('30%');
    expect(outflowChart([line('Lezen', 20, 20)], outcomes(1000, 10), 'nl').axis.map(({ label }) => label)).toEqual([
      '0%',
      '20%',
      '40%',
      '60%',
      '80%',
      '100%',
    ]);
  });

  it('tells in words what it shows', () => {
    expect(chartOf([line('Lezen', 25, 0), line('Reizen', 20, 6)]).spoken).toBe(
      'Grafiek met 2 groepen: het deel dat werk vond, naast het gemiddelde van 20%. De laagste: Lezen, moeilijk: 0%; Reizen, moeilijk: 30%. Alle cijfers staan in de tabellen hieronder.',
    );
  });
});
