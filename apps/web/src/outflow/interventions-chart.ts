import type { SetComparison } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { whole } from './figures.js';
import type { InterventionFigures } from './interventions-figures.js';

/** Which way a difference points when its whole interval is on one side of none. */
export type Direction = 'more' | 'less' | 'unclear';
export type ShownComparison = Extract<SetComparison, { state: 'shown' }>;
export type DifferenceChart = NonNullable<ReturnType<typeof differenceChart>>;

/** The axis ends at so many hundredths at least: a few are not to look like much. */
const LEAST_END = 0.2;
/** More than these are named in the title by their number. */
const MOST_NAMED = 2;

export function directionOf({ difference }: ShownComparison): Direction {
  return difference.low > 0 ? 'more' : difference.high < 0 ? 'less' : 'unclear';
}

/** `+7`, `−3`, `0`: hundredths of a difference. */
export function points(fraction: number, language: Language): string {
  const hundredths = Math.round(100 * fraction);
  return `${hundredths > 0 ? '+' : hundredths < 0 ? '−' : ''}${whole(language, Math.abs(hundredths))}`;
}

/** The words beside a difference: how sure it is which way it points. */
export function verdictOf(comparison: ShownComparison, language: Language): string {
  return texts.text(language, `outflow-interventions.verdict.${directionOf(comparison)}`);
}

/**
 * Of each kind of help how much more (or less) often who began it left for work within a year than people who were alike, with the interval, beside
 * the line of no difference; the largest first. Null when there is nothing to draw.
 */
export function differenceChart({ lines, catalogue }: InterventionFigures, hrefOf: (code: string) => string, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-interventions.chart.${key}`, values);
  const compared = lines
    .flatMap(({ type, comparison }) => (comparison.state === 'shown' ? [{ type, comparison }] : []))
    .toSorted((a, b) => b.comparison.difference.value - a.comparison.difference.value);
  if (compared.length === 0) return null;
  const furthest = Math.max(...compared.flatMap(({ comparison: { difference } }) => [-difference.low, difference.high]));
  const end = Math.min(1, Math.max(LEAST_END, Math.ceil(furthest * 10) / 10));
  const at = (fraction: number) => Math.min(1, Math.max(0, (fraction + end) / (2 * end)));
  const place = (fraction: number) => `${Number((100 * at(fraction)).toFixed(2))}%`;
  const step = end > 0.5 ? 0.5 : end > 0.3 ? 0.2 : 0.1;
  const ticks = Math.floor(end / step + 1e-9);
  return {
    title: titleOf(compared, (code) => catalogue.find(code)?.name[language] ?? code, language),
    rows: compared.map(({ type, comparison }) => {
      const { value, low, high } = comparison.difference;
      return {
        href: hrefOf(type),
        name: catalogue.find(type)?.name[language] ?? type,
        way: directionOf(comparison),
        verdict: verdictOf(comparison, language),
        low: place(low),
        dot: place(value),
        high: place(high),
        fractions: { low: at(low), dot: at(value), high: at(high) },
        value: points(value, language),
        range: say('range', { low: points(low, language), high: points(high, language) }),
        people: say('people', { number: whole(language, comparison.got.people) }),
      };
    }),
    none: { at: place(0), fraction: at(0), text: say('none') },
    axis: Array.from({ length: 2 * ticks + 1 }, (_, nth) => (nth - ticks) * step).map((tick) => ({
      at: place(tick),
      fraction: at(tick),
      label: points(tick, language),
      anchor: at(tick) <= 0.001 ? 'start' : at(tick) >= 0.999 ? 'end' : 'middle',
    })),
  };
}

function titleOf(
  compared: readonly { type: string; comparison: ShownComparison }[],
  nameOf: (code: string) => string,
  language: Language,
): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-interventions.chart.title.${key}`, values);
  const of = (direction: Direction) => compared.filter(({ comparison }) => directionOf(comparison) === direction).map(({ type }) => type);
  const list = (codes: string[]) =>
    codes.length > MOST_NAMED ? say('so-many', { count: codes.length }) : new Intl.ListFormat(language).format(codes.map(nameOf));
  const [more, less] = [of('more'), of('less')];
  if (more.length === 0 && less.length === 0) return say('unclear');
  return [
    ...(more.length > 0 ? [say('more', { what: list(more) })] : []),
    ...(less.length > 0 ? [say('less', { what: list(less) })] : []),
  ].join(' ');
}
