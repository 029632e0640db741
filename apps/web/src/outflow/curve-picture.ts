import { escaped } from './chart-file.js';
import type { CurveChart } from './curve-chart.js';
import type { Look } from './curve-lines.js';

/** Pixels. */
const WIDTH = 960;
const HEIGHT = 430;
const PLOT = { left: 52, right: 690, top: 14, bottom: 380 };

/** As in assets/styles/staff/outflow-trait.css, which a file does not have. */
const DRAWN: Record<Look, { colour: string; dashes: string; width: number }> = {
  '1': { colour: 'var(--wp-chart-2)', dashes: '', width: 3 },
  '2': { colour: 'var(--wp-chart-3)', dashes: '9 4', width: 3 },
  '3': { colour: 'var(--wp-chart-4)', dashes: '2 4', width: 3 },
  '4': { colour: 'var(--wp-chart-1)', dashes: '12 4 2 4', width: 3 },
  '5': { colour: 'var(--wp-chart-5)', dashes: '5 5', width: 3 },
  'unknown-1': { colour: 'var(--wp-quiet)', dashes: '1 5', width: 2 },
  'unknown-2': { colour: 'var(--wp-quiet)', dashes: '6 6', width: 2 },
  'unknown-3': { colour: 'var(--wp-quiet)', dashes: '10 6 1 6', width: 2 },
  all: { colour: 'var(--wp-ink)', dashes: '', width: 2 },
};

/** The picture of the page as one drawing, for a file (see `pictureFile`). */
export function curvePicture({ lines, names, rows, columns }: CurveChart, axis: string): string {
  const x = (fraction: number) => round(PLOT.left + fraction * (PLOT.right - PLOT.left));
  const y = (fraction: number) => round(PLOT.top + fraction * (PLOT.bottom - PLOT.top));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    ...rows.map(
      (row) =>
        `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(row.y)}" y2="${y(row.y)}" stroke="var(--wp-line)"/>` +
        text(PLOT.left - 8, y(row.y) + 4, row.label, { anchor: 'end', fill: 'var(--wp-quiet)' }),
    ),
    ...columns.map((column) => text(x(column.x), PLOT.bottom + 20, column.label, { anchor: 'middle', fill: 'var(--wp-quiet)' })),
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 42, axis, { anchor: 'middle', fill: 'var(--wp-quiet)' }),
    ...lines.map(({ look, dots }) => {
      const { colour, dashes, width } = DRAWN[look];
      const points = dots.map((dot) => `${x(dot.x)},${y(dot.y)}`).join(' ');
      const marks = look === 'all' ? '' : dots.map((dot) => `<circle cx="${x(dot.x)}" cy="${y(dot.y)}" r="4" fill="${colour}"/>`).join('');
      return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="${width}"${dashes ? ` stroke-dasharray="${dashes}"` : ''}/>${marks}`;
    }),
    ...names.map(({ look, words, value, range, endX, endY, top }) => {
      const { colour } = DRAWN[look];
      const figures = range ? `${value} (${range})` : value;
      return [
        `<line x1="${x(endX) + 6}" x2="${PLOT.right + 22}" y1="${y(endY)}" y2="${y(top)}" stroke="${colour}"/>`,
        ...words.map((line, at) => text(PLOT.right + 28, y(top) + 5 + at * 17, line, { fill: colour, weight: 700, size: 14 })),
        text(WIDTH, y(top) + 5 + (words.length - 1) * 17, figures, { anchor: 'end', fill: 'var(--wp-ink)', size: 12 }),
      ].join('');
    }),
    '</svg>',
  ].join('\n');
}

interface Written {
  size?: number;
  weight?: number;
  fill?: string;
  anchor?: string;
}

function text(x: number, y: number, words: string, { size = 13, weight = 400, fill = 'var(--wp-ink)', anchor = 'start' }: Written): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
