import { figureOf, share, USUAL_DEFINITION } from '#libs/outflow';
import { counted } from '../../../../test/support/per-trait.js';
import { pictureFile } from './chart-file.js';
import { outflowChart } from './outflow-chart.js';
import type { TraitLine } from './outflow-lines.js';
import { outflowPicture } from './outflow-picture.js';

const line = (name: string, people: number, work: number): TraitLine => ({
  trait: 'x.y',
  name,
  kind: 'home',
  keys: ['1'],
  group: 'heeft <geen> vaste plek & zoekt al heel lang een betaalbare woning in de regio',
  family: 'barrier',
  figure: figureOf({ ...USUAL_DEFINITION, denominator: 'start' }, counted(people, work), 12),
  bounds: null,
});
const chart = outflowChart({
  lines: [line('Wonen', 60, 0), line('Lezen', 20, 6), line('Reizen', 12, 5)],
  average: share(40, 200)!,
  unit: 'share',
  order: 'laagste',
  measure: 'work',
  language: 'nl',
  hrefOf: () => '/',
});
const drawing = outflowPicture(chart);

describe('the picture of the outflow', () => {
  it('has a dot, an interval and its figures for every row of the page, under the same headings', () => {
    expect(drawing.match(/<circle /g)).toHaveLength(3);
    expect(drawing.match(/stroke-linecap="round"/g)).toHaveLength(3);
    expect(drawing).toContain('>Lager dan gemiddeld: 1 groep</text>');
    expect(drawing).toContain('>60 mensen</text>');
    expect(drawing).toContain('>gemiddeld 20%</text>');
  });

  it('breaks long names over lines within their column, and writes signs as signs', () => {
    expect(drawing).toContain('>Wonen: heeft &lt;geen&gt; vaste plek &amp;');
    expect(drawing).not.toContain('<geen>');
  });

  it('draws no row over another: the dots stand apart', () => {
    const heights = [...drawing.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/g)].map(([, y]) => Number(y));

    expect(heights.every((y, place) => place === 0 || y - heights[place - 1]! >= 30)).toBe(true);
    expect(Number(/viewBox="0 0 960 ([\d.]+)"/.exec(drawing)?.[1])).toBeGreaterThan(heights.at(-1)! + 30);
  });

  it('makes a file that needs nothing else', () => {
    expect(pictureFile(drawing, { title: chart.title, lines: [], width: 1008 })).not.toMatch(/var\(|class=|NaN|undefined/);
  });
});
