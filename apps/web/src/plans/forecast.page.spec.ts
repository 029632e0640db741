import type { PlanForecast } from '#libs/planning';
import { niceTop } from './forecast-chart.js';
import { forecastPage } from './forecast.page.js';

const FROM = Temporal.PlainDate.from('2026-12-07');

/** @param perCoach invitations of each coach on the first days; null is who has no coach */
function aForecast(perCoach: [name: string | null, perDay: number[]][], change: Partial<PlanForecast> = {}): PlanForecast {
  const days = Array.from({ length: 91 }, (_, index) => ({
    date: FROM.add({ days: index }),
    isSendDay: true,
    invitations: perCoach.reduce((sum, [, perDay]) => sum + (perDay[index] ?? 0), 0),
    waiting: 0,
    missed: 0,
  }));
  return {
    days,
    people: 500,
    invitations: days.reduce((sum, { invitations }) => sum + invitations, 0),
    missed: {},
    coaches: perCoach.map(([name, given]) => {
      const perDay = days.map((_, index) => given[index] ?? 0);
      return { staffId: name, name, perDay, invitations: perDay.reduce((a, b) => a + b, 0), most: Math.max(...perDay), missed: 0 };
    }),
    ...change,
  };
}
const page = (forecast: PlanForecast, { hidesSmall = false } = {}) => forecastPage(forecast, { hidesSmall, isDraft: true }, 'nl');

describe('the forecast of a plan', () => {
  it.each<[number[], string]>([
    [[12, 31, 0, 20], 'Dit plan vraagt 12 tot 31 mensen per dag'],
    [[8, 0, 8], 'Dit plan vraagt 8 mensen per dag'],
    [[1], 'Dit plan vraagt 1 persoon per dag'],
    [[9_250], 'Dit plan vraagt 9.250 mensen per dag'],
  ])('of %j a day says what it shows: %s', (perDay, headline) => {
    expect(page(aForecast([['L. Maas', perDay]])).headline).toBe(headline);
  });

  it('warns of a day that floods a coach, of the three worst by name', () => {
    const shown = page(
      aForecast([
        ['A', [13]],
        ['B', [0, 0, 40]],
        ['C', [15]],
        ['L. Maas', Array.from({ length: 29 }, (_, index) => (index === 28 ? 19 : 0))],
        ['D', [12]],
      ]),
    );

    expect(shown.figures?.warnings.map((text) => text.split('.')[0] + '.')).toEqual([
      'Op 9 december worden 40 klanten van B op één dag gevraagd.',
      'Op 4 januari worden 19 klanten van L.',
      'Op 7 december worden 15 klanten van C op één dag gevraagd.',
      'Dat geldt ook voor nog 1 coach: kijk in de tabel.',
    ]);
    expect(shown.figures?.coaches.first.map(({ name, isMany }) => `${name} ${isMany}`)).toEqual([
      'B true',
      'L. Maas true',
      'C true',
      'A true',
      'D false',
    ]);
  });

  it('warns of what would never be asked, by its cause, and of answers that nobody sees', () => {
    const { figures } = page(aForecast([[null, [2]]], { missed: { coach_bound: 1_200, no_window: 1 } }));

    expect(figures?.warnings).toEqual([
      expect.stringContaining('1.200 uitnodigingen passen niet binnen de grens per coach'),
      expect.stringContaining('1 uitnodiging gaat niet uit, want er wordt dan niet verstuurd'),
      '2 uitnodigingen gaan naar mensen zonder coach. Niemand ziet die antwoorden.',
    ]);
  });

  it('gives the same numbers by week and by coach', () => {
    const { figures } = page(aForecast([['L. Maas', [4, 6, 0, 0, 0, 0, 0, 2]]]));

    expect(figures?.weeks).toHaveLength(13);
    expect(figures?.weeks[0]).toEqual({ week: '7 dec – 13 dec', total: '10', busiest: '6 (8 dec)' });
    expect(figures?.weeks[2]).toMatchObject({ total: '0', busiest: '' });
    expect(figures?.coaches.first[0]).toMatchObject({ total: '12', average: '4,0', most: '6 (8 dec)', missed: '0' });
  });

  it('has words instead of a picture when there is nothing to draw', () => {
    expect(page(aForecast([], { people: 0 }))).toMatchObject({ figures: null, nothing: expect.stringContaining('nu niemand') });
    expect(page(aForecast([]))).toMatchObject({ figures: null, nothing: expect.stringContaining('niemand iets') });
  });

  it('shows nothing of a small group by what is known of people', () => {
    const few = aForecast([['L. Maas', [9]]], { people: 9 });

    expect(page(few, { hidesSmall: true })).toMatchObject({ figures: null, nothing: expect.stringContaining('minder dan 10') });
    expect(page(few).figures).not.toBeNull();
    expect(page({ ...few, people: 10 }, { hidesSmall: true }).figures).not.toBeNull();
  });

  it('draws every day, twice, with its title and without anything that a browser must run', () => {
    const { figures } = page(aForecast([['L. Maas', [12, 31]]]));

    for (const picture of [figures?.wide, figures?.narrow]) {
      expect(picture).toContain('aria-label="Dit plan vraagt 12 tot 31 mensen per dag. Grafiek');
      expect(picture).toContain('31 op 8 december');
      expect(picture).not.toMatch(/<script| style=/);
    }
  });
});

describe('the scale of the forecast', () => {
  it.each([
    [1, 1],
    [3, 3],
    [5, 6],
    [31, 32],
    [109, 120],
    [999, 1000],
    [9_250, 10_000],
  ])('for %i ends at %i', (most, top) => {
    expect(niceTop(most)).toBe(top);
  });
});
