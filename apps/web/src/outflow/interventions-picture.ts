import { escaped, wrap } from './chart-file.js';
import type { DifferenceChart } from './interventions-chart.js';

/** Pixels. Names stand on the left, the plot in the middle, figures on the right. */
const WIDTH = 960;
const PLOT = { from: 290, to: 700 };
const ROW = { least: 34, leading: 17, padding: 16 };
const COLOUR = { less: 'var(--wp-below)', more: 'var(--wp-chart-2)', unclear: 'var(--wp-quiet)' } as const;

/** The chart of the page as one drawing, for a file (see `pictureFile`): the same rows in the same order, with looks in attributes. */
export function differencesPicture({ rows, axis, none }: DifferenceChart): string {
  const x = (fraction: number) => Math.round(10 * (PLOT.from + fraction * (PLOT.to - PLOT.from))) / 10;
  const top = 34;
  let y = top;
  const drawn = rows.map(({ name, way, fractions: { low, dot, high }, value, range, people }) => {
    const lines = wrap(name, PLOT.from - 20, 14);
    const from = y;
    y += Math.max(ROW.least, lines.length * ROW.leading + ROW.padding);
    const middle = Math.round((from + y) / 2);
    const first = middle + 5 - ((lines.length - 1) * ROW.leading) / 2;
    const colour = COLOUR[way];
    return [
      ...lines.map((line, at) => text(0, first + at * ROW.leading, line, { size: 14, weight: way === 'unclear' ? 400 : 700 })),
      `<line x1="${x(low)}" x2="${x(high)}" y1="${middle}" y2="${middle}" stroke="${colour}" stroke-width="6" stroke-linecap="round" opacity="0.4"/>`,
      `<circle cx="${x(dot)}" cy="${middle}" r="7" fill="${way === 'unclear' ? 'var(--wp-surface)' : colour}" stroke="${colour}" stroke-width="2"/>`,
      text(PLOT.to + 20, middle + 5, value, { weight: 700, size: 14 }),
      text(PLOT.to + 60, middle + 5, `(${range})`, { fill: 'var(--wp-quiet)', size: 12 }),
      text(WIDTH, middle + 5, people, { fill: 'var(--wp-quiet)', size: 12, anchor: 'end' }),
    ].join('');
  });
  const bottom = y + 6;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 26}">`,
    ...axis.flatMap(({ fraction, label, anchor }) => [
      `<line x1="${x(fraction)}" x2="${x(fraction)}" y1="${top}" y2="${bottom}" stroke="var(--wp-line)"/>`,
      text(x(fraction), bottom + 18, label, { fill: 'var(--wp-quiet)', size: 12, anchor }),
    ]),
    `<line x1="${x(none.fraction)}" x2="${x(none.fraction)}" y1="${top - 8}" y2="${bottom}" stroke="var(--wp-ink)" stroke-width="2"/>`,
    text(x(none.fraction), 18, none.text, { weight: 700, anchor: 'middle' }),
    ...drawn,
    '</svg>',
  ].join('\n');
}

interface Looks {
  size?: number;
  weight?: number;
  fill?: string;
  anchor?: string;
}

function text(x: number, y: number, words: string, { size = 13, weight = 400, fill = 'var(--wp-ink)', anchor = 'start' }: Looks): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`;
}
