import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { wrap } from './chart-file.js';
import { lastOf, rangeOf, valueOf, type CurveLine, type CurveView } from './curve-lines.js';
import { percent } from './figures.js';

export interface CurveChartGiven {
  lines: readonly CurveLine[];
  everybody: CurveLine;
  view: CurveView;
  language: Language;
}

export type CurveChart = ReturnType<typeof curveChart>;

/** Between two names beside the picture, as a part of its height; a name of two lines takes it twice. */
const NAME_GAP = 0.062;
const NAME = { width: 215, size: 14 };
const LEAST_END = 0.2;

/**
 * The picture: a line for each group, straight from point to point, with its name where it ends. Positions are fractions of the plot, from the left and
 * from the top.
 */
export function curveChart({ lines, everybody, view, language }: CurveChartGiven) {
  const drawn = [...lines, everybody].filter((line) => lastOf(line, view));
  const values = drawn.flatMap(({ curve }) => curve.points.map((point) => valueOf(view)(point).value));
  const [from, until] = [everybody.curve.points[0]?.month ?? 0, Math.max(0, ...drawn.map((line) => lastOf(line, view)!.month))];
  const end = view === 'blijft' ? 1 : Math.min(1, Math.max(LEAST_END, Math.ceil(Math.max(0, ...values) * 10 + 0.3) / 10));
  const x = (month: number) => (until > from ? (month - from) / (until - from) : 0);
  const y = (value: number) => 1 - value / end;
  const placed = spread(
    drawn.map((line) => {
      const last = lastOf(line, view)!;
      return { line, last, end: y(last.value), words: wrap(line.name, NAME.width, NAME.size) };
    }),
  );
  return {
    lines: drawn.map((line) => ({
      look: line.look,
      dots: line.curve.points.map((point) => ({ x: x(point.month), y: y(valueOf(view)(point).value) })),
    })),
    names: placed.map(({ line, last, end: at, top, words }) => ({
      look: line.look,
      words,
      value: percent(language, last.value),
      range: rangeOf(last, language),
      endX: x(last.month),
      endY: at,
      top,
    })),
    rows: ticks(end).map((value) => ({ y: y(value), label: percent(language, value) })),
    columns: everybody.curve.points
      .filter(({ month }, at, all) => (all.length <= 9 || at % 3 === 0) && month <= until)
      .map(({ month }) => ({ x: x(month), label: String(month) })),
    spoken: texts.text(language, `outflow-trait.spoken.${view}`, {
      month: until,
      groups: drawn.map((line) => `${line.name}: ${percent(language, lastOf(line, view)!.value)}`).join('; '),
    }),
  };
}

/** Moves names that would lie on each other apart, each as little as it takes, within the picture. */
function spread<T extends { end: number; words: readonly string[] }>(names: readonly T[]): (T & { top: number })[] {
  const sorted = names.toSorted((a, b) => a.end - b.end).map((name) => ({ ...name, top: name.end }));
  const size = ({ words }: T) => NAME_GAP * (words.length + 0.35);
  sorted.forEach((name, at) => {
    const before = sorted[at - 1];
    if (before) name.top = Math.max(name.top, before.top + size(before));
  });
  let limit = 1.04;
  for (const name of sorted.toReversed()) {
    name.top = Math.min(name.top, limit - size(name) + NAME_GAP);
    limit = name.top - NAME_GAP;
  }
  return sorted;
}

function ticks(end: number): number[] {
  const step = end > 0.5 ? 0.2 : end > 0.25 ? 0.1 : 0.05;
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, at) => Math.round(at * step * 100) / 100);
}
