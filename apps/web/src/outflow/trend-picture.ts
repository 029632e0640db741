import type { TrendView } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { drawChart } from '../http/chart.js';
import { texts } from '../http/views.js';
import { whole } from './figures.js';
import { trendOption } from './trend-chart.js';

export type ShownTrend = Extract<TrendView, { state: 'shown' }>;

/** Drawn three times, because a picture that shrinks to a telephone shrinks its words as well; the style sheet shows the one that fits. */
const SIZES = {
  wide: { width: 1060, height: 460, most: 13 },
  medium: { width: 640, height: 420, most: 8 },
  narrow: { width: 290, height: 400, most: 4 },
};
export type TrendSize = keyof typeof SIZES;

/** The picture in one size. @param title what it shows, for who cannot see it */
export function trendPicture({ months }: ShownTrend, size: TrendSize, title: string, language: Language): string {
  const { width, height, most } = SIZES[size];
  const every = Math.ceil(months.length / most);
  const say = (key: string) => texts.text(language, `outflow-trend.chart.${key}`);
  const option = trendOption(months, {
    width,
    height,
    monthLabel: (month, index) => (index % every === 0 ? shortMonth(month, language) : ''),
    number: (value) => whole(language, value),
    titles: { stock: say('stock'), flow: say('flow') },
  });
  return drawChart(option, { name: `verloop-${size}`, title, width, height });
}

export function trendPictures(view: ShownTrend, title: string, language: Language) {
  return (Object.keys(SIZES) as TrendSize[]).map((name) => ({ name, svg: trendPicture(view, name, title, language) }));
}

/** `okt ’25` */
function shortMonth(month: Temporal.PlainDate, language: Language): string {
  const name = month.toLocaleString(language === 'nl' ? 'nl-NL' : 'en-GB', { month: 'short' });
  return `${name} ’${String(month.year).slice(2)}`;
}
