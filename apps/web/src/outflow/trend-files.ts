import type { MonthCounts, OutflowQuestion, TrendView } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { monthOf, type AskedQuestion } from './asking.js';
import { pictureFile } from './chart-file.js';
import { about } from './frame.js';
import { csvOf } from './outflow.csv.js';
import { trendPicture, type ShownTrend } from './trend-picture.js';
import { stockSentence, trendHeadline } from './trend.page.js';

const COLUMNS = [
  'stock',
  'came',
  'work',
  'other',
  'outOfSight',
  'pending',
  'partTime',
  'benefitStock',
  'benefitCame',
  'benefitEnded',
  'benefitPending',
] as const satisfies readonly (keyof MonthCounts)[];
const EARLIER = ['came', 'work', 'other', 'outOfSight'] as const;

/** For a spreadsheet: a line a month; an empty field is not shown, or not told. Whom it is about and when it was made stand below. */
export function trendCsv(view: TrendView, question: OutflowQuestion, asked: AskedQuestion, language: Language): string {
  const say = (key: string) => texts.text(language, `outflow-trend.csv.${key}`);
  const field = (value: number | null | undefined) => (value == null ? '' : String(value));
  const head = [
    say('month'),
    ...COLUMNS.map((column) => say(column)),
    ...EARLIER.map((column) => `${say(column)} ${say('earlier')}`),
    say('remark'),
  ];
  const lines =
    view.state === 'shown'
      ? view.months.map(({ month, counts, before, isSettled }) => [
          monthOf(month),
          ...COLUMNS.map((column) => field(counts?.[column])),
          ...EARLIER.map((column) => field(before?.[column])),
          counts ? (isSettled ? '' : say('unsettled')) : say('hidden'),
        ])
      : [[texts.text(language, `outflow-trend.nothing.${view.state}.title`)]];
  return csvOf([head, ...lines, ...aboutTrend(view, question, asked, language).map((text) => [text])]);
}

/**
 * The same for programs, with keys that stay: `months`, each with `counts` (of persons: on a benefit on the first `stock`, in the month `came`, left
 * for `work`, `other`, `outOfSight`, or so lately that it is `pending`; `partTime` of the stock; of benefits, in which partners are one: `benefit…`),
 * `before` (a year earlier), `isSettled`; `totals` with three numbers to divide `ended` by (`start`, `average`, `years`); `years`, by calendar year. null:
 * not shown, or not told; `later`: not known yet.
 */
export function trendJson(view: TrendView, { period, scope }: OutflowQuestion, team: string | null) {
  return {
    about: 'outflow-trend',
    madeAt: String(view.madeAt),
    period: { from: String(period.from), until: String(period.until) },
    scope: { team, scheme: scope.scheme },
    state: view.state,
    ...(view.state === 'shown'
      ? {
          months: view.months.map(({ month, counts, before, isSettled }) => ({ month: monthOf(month), counts, before, isSettled })),
          totals: view.totals,
          years: view.years,
          workKnownFrom: view.workKnownFrom && monthOf(view.workKnownFrom),
        }
      : { months: [], totals: null, years: [], workKnownFrom: null }),
  };
}

/** The picture as a file that stands alone. */
export function trendSvg(view: ShownTrend, question: OutflowQuestion, asked: AskedQuestion, language: Language): string {
  const title = trendHeadline(view, language);
  return pictureFile(trendPicture(view, 'wide', title, language), {
    title,
    lines: [
      stockSentence(view, language) ?? '',
      texts.text(language, 'outflow-trend.chart.colours'),
      ...aboutTrend(view, question, asked, language),
    ],
    width: 1108,
  });
}

function aboutTrend(view: TrendView, question: OutflowQuestion, asked: AskedQuestion, language: Language): string[] {
  return [
    about(question, asked, language),
    texts.text(language, 'outflow-trend.defined'),
    texts.text(language, 'outflow-trend.made', { moment: formatMoment(language, view.madeAt) }),
  ];
}
