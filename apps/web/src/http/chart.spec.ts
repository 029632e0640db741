import { drawChart, embeddable } from './chart.js';

const picture = { name: 'verloop', title: 'Hoe het ging met "A & B"', width: 400, height: 200 };
const option = {
  xAxis: { type: 'time', min: 0, max: 1e9, axisLabel: { formatter: () => 'jan <b>' } },
  yAxis: { type: 'value' },
  series: [
    {
      type: 'line',
      data: [
        [0, 1],
        [1e9, 3],
      ],
      color: 'var(--wp-chart-1)',
      markArea: { data: [[{ xAxis: 1e8, name: 'Taalcursus' }, { xAxis: 3e8 }]] },
    },
  ],
};

describe('a chart in a page', () => {
  const svg = drawChart(option, picture);

  it('needs no inline style or script, which the browser would refuse', () => {
    expect(svg).not.toMatch(/ style=|<style|<script| on[a-z]+=/);
    expect(svg).toContain('font-size="12px"');
  });

  it('has a name for who cannot see it, and lets the theme choose its colours', () => {
    expect(svg).toContain('role="img" aria-label="Hoe het ging met &quot;A &amp; B&quot;"');
    expect(svg).toContain('stroke="var(--wp-chart-1)"');
  });

  it('takes words as words', () => {
    expect(svg).toContain('jan &lt;b');
    expect(svg).toContain('>Taalcursus<');
  });

  it('shares no names with another drawing on the page', () => {
    const names = (drawn: string) => [...drawn.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const other = drawChart(option, { ...picture, name: 'smal' });
    expect(names(svg).length).toBeGreaterThan(0);
    expect(names(svg).filter((name) => names(other).includes(name))).toEqual([]);
  });

  it('keeps of a style only what is drawing', () => {
    expect(
      embeddable('<svg viewBox="0 0 1 1"><text style="font:normal 700 12px sans-serif;cursor:default;fill:red"></text></svg>', 'a', 'b'),
    ).toContain('<text font-size="12px" fill="red">');
  });
});
