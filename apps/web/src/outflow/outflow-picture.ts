import { escaped, wrap } from './chart-file.js';
import type { OutflowChart } from './outflow-chart.js';

/** Pixels. Names stand on the left, the plot in the middle, figures on the right. */
const WIDTH = 960;
const PLOT = { from: 330, to: 720 };
const ROW = { least: 30, leading: 17, padding: 13 };
const HEADING = 36;
const NAME_SIZE = 14;

const COLOUR = { below: 'var(--wp-below)', above: 'var(--wp-chart-2)', unclear: 'var(--wp-quiet)' } as const;

type Row = OutflowChart['sections'][number]['rows'][number];

/** The chart of the page as one drawing, for a file (see `pictureFile`): the same rows in the same order, with looks in attributes. */
export function outflowPicture({ sections, axis, average }: OutflowChart): string {
  const x = (fraction: number) => round(PLOT.from + fraction * (PLOT.to - PLOT.from));
  const top = 34;
  let y = top;
  const rows = sections.flatMap(({ heading, rows: its }) => {
    const words = heading ? [text(0, (y += HEADING) - 10, heading, { weight: 700, size: 15 })] : [];
    return [...words, ...its.map((row) => drawRow(row))];
  });
  const bottom = y + 6;
  const height = bottom + 26;
  const grid = axis.flatMap(({ fraction, label, anchor }) => [
    `<line x1="${x(fraction)}" x2="${x(fraction)}" y1="${top}" y2="${bottom}" stroke="var(--wp-line)"/>`,
    text(x(fraction), bottom + 18, label, { fill: 'var(--wp-quiet)', size: 12, anchor }),
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}">`,
    ...grid,
    `<line x1="${x(average.fraction)}" x2="${x(average.fraction)}" y1="${top - 8}" y2="${bottom}" stroke="var(--wp-ink)" stroke-width="2"/>`,
    text(x(average.fraction), 18, average.text, { weight: 700, anchor: average.anchor }),
    ...rows,
    '</svg>',
  ].join('\n');

  function drawRow({ name, group, standing, fractions: { low, dot, high }, isCut, value, range, people }: Row): string {
    const lines = wrap(`${name}: ${group}`, PLOT.from - 24, NAME_SIZE);
    const from = y;
    y += Math.max(ROW.least, lines.length * ROW.leading + ROW.padding);
    const middle = round((from + y) / 2);
    const first = middle + 5 - ((lines.length - 1) * ROW.leading) / 2;
    const colour = COLOUR[standing];
    return [
      ...lines.map((line, at) =>
        text(0, round(first + at * ROW.leading), line, { size: NAME_SIZE, weight: standing === 'unclear' ? 400 : 700 }),
      ),
      `<line x1="${x(low)}" x2="${x(high)}" y1="${middle}" y2="${middle}" stroke="${colour}" stroke-width="6" stroke-linecap="round" opacity="0.4"/>`,
      isCut ? text(PLOT.to + 4, middle + 5, '›', { size: 16, fill: 'var(--wp-quiet)' }) : '',
      `<circle cx="${x(dot)}" cy="${middle}" r="7" fill="${standing === 'unclear' ? 'var(--wp-surface)' : colour}" stroke="${colour}" stroke-width="2"/>`,
      text(PLOT.to + 20, middle + 5, value, { weight: 700, size: NAME_SIZE }),
      text(PLOT.to + 66, middle + 5, `(${range})`, { size: 12, fill: 'var(--wp-quiet)' }),
      text(WIDTH, middle + 5, people, { size: 12, fill: 'var(--wp-quiet)', anchor: 'end' }),
    ].join('');
  }
}

function text(
  x: number,
  y: number,
  words: string,
  { size = 13, weight = 400, fill = 'var(--wp-ink)', anchor = 'start' }: { size?: number; weight?: number; fill?: string; anchor?: string },
): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
