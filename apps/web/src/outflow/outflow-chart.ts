import { share, type Estimate, type Outcomes } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { percent, whole } from './figures.js';
import type { OutflowLine } from './outflow-lines.js';

/** What lies wholly on one side of the average line is called different; the rest may well be chance. */
export type Standing = 'below' | 'above' | 'unclear';

interface ChartRow {
  trait: string;
  group: string;
  standing: Standing;
  verdict: string;
  /** Positions from 0 to 100, as an SVG takes them: `12.5%`. */
  low: string;
  dot: string;
  high: string;
  share: string;
  range: string;
  people: string;
}

/**
 * The picture the page is about: for every circumstance that can stand in the way of work, the share that found work, with its interval,
 * beside the line of the average; furthest below first, and of those the most certain.
 */
export function outflowChart(lines: readonly OutflowLine[], total: Outcomes, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow.chart.${key}`, values);
  const average = share(total.work, total.people)?.value ?? 0;
  const drawn = lines
    .flatMap((line) => estimated(line))
    .toSorted(
      (a, b) =>
        a.estimate.value - b.estimate.value || a.estimate.high - b.estimate.high || a.line.trait.localeCompare(b.line.trait, language),
    );
  const end = axisEnd([average, ...drawn.map(({ estimate }) => estimate.high)]);
  const place = (fraction: number) => `${Number(((100 * fraction) / end).toFixed(2))}%`;
  const rows = drawn.map(({ line, estimate, people }): ChartRow => {
    const standing = standingOf(estimate, average);
    return {
      trait: line.trait,
      group: line.group,
      standing,
      verdict: say(standing),
      low: place(estimate.low),
      dot: place(estimate.value),
      high: place(estimate.high),
      share: percent(language, estimate.value),
      range: say('range', { low: percent(language, estimate.low), high: percent(language, estimate.high) }),
      people: say('people', { count: people, number: whole(language, people) }),
    };
  });
  const below = rows.filter(({ standing }) => standing === 'below').map((row) => `${row.trait} (${row.group})`);
  const lowest = rows.slice(0, 3).map((row) => `${row.trait}, ${row.group}: ${row.share}`);
  return {
    summary: below.length > 0 ? say('summary-below', { groups: new Intl.ListFormat(language).format(below) }) : say('summary-unclear'),
    rows,
    average: {
      at: place(average),
      text: say('average', { share: percent(language, average) }),
      anchor: average < end * 0.2 ? 'start' : average > end * 0.8 ? 'end' : 'middle',
    },
    axis: ticks(end).map((tick) => ({
      at: place(tick),
      label: percent(language, tick),
      anchor: tick === 0 ? 'start' : tick === end ? 'end' : 'middle',
    })),
    spoken: say('spoken', { count: rows.length, average: percent(language, average), lowest: lowest.join('; ') }),
  };
}

function estimated(line: OutflowLine): { line: OutflowLine; estimate: Estimate; people: number }[] {
  const { outcomes } = line;
  const estimate = line.family === 'barrier' && outcomes ? share(outcomes.work, outcomes.people) : null;
  return estimate && outcomes ? [{ line, estimate, people: outcomes.people }] : [];
}

export function standingOf({ low, high }: Estimate, average: number): Standing {
  return high < average ? 'below' : low > average ? 'above' : 'unclear';
}

/** The end of the axis: the first ten per cent beyond everything, and never so near that a few per cent look like much. */
function axisEnd(values: number[]): number {
  return Math.min(1, Math.max(0.3, Math.ceil(Math.max(...values) * 10) / 10));
}

function ticks(end: number): number[] {
  const step = end > 0.6 ? 0.2 : 0.1;
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, at) => Math.round(at * step * 10) / 10);
}
