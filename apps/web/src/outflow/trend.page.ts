import type { EndedOf, MonthLine, Totals, TrendView } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import type { AskedQuestion } from './asking.js';
import { monthName, percent, tenths, whole } from './figures.js';
import { frame } from './frame.js';
import { trendPictures, type ShownTrend } from './trend-picture.js';
import { yearsInWords } from './trend-years.js';

export interface TrendGiven {
  asked: AskedQuestion;
  view: TrendView | null;
}

const DEFINITIONS = ['person', 'month', 'work', 'pending', 'team', 'benefit', 'earlier', 'hidden', 'cause'];
const OUTFLOWS = ['work', 'other', 'outOfSight'] as const;

/** Exactly what the page of the trend prints: what happened, in plain numbers; nothing about what will. */
export function trendPage({ asked, view }: TrendGiven, today: Temporal.PlainDate, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-trend.${key}`, values);
  const shown = view?.state === 'shown' ? view : null;
  return {
    frame: frame({
      tab: 'trend',
      path: '/uitstroom/verloop',
      asked,
      headline: shown ? trendHeadline(shown, language) : say('title'),
      madeAt: shown?.madeAt ?? null,
      language,
      today,
      counting: [],
      files: ['csv', 'json', 'svg'],
    }),
    nothing: view && view.state !== 'shown' ? { title: say(`nothing.${view.state}.title`), text: say(`nothing.${view.state}.text`) } : null,
    figures: shown && figures(shown, language),
    definitions: asked.question
      ? DEFINITIONS.map((key) => ({ term: say(`definition.${key}.term`), text: say(`definition.${key}.text`) }))
      : null,
  };
}

/** `In 12 maanden kwamen 214 mensen erbij en gingen 198 weg, van wie 84 naar werk`; only when all of that may be told. */
export function trendHeadline({ months, totals }: ShownTrend, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-trend.headline.${key}`, values);
  if (!totals) return texts.text(language, 'outflow-trend.title');
  const { came, work } = totals;
  const left = leftOf(totals);
  return say('whole', {
    months: months.length,
    came: say('came', { count: came, number: whole(language, came) }),
    left: say('left', { count: left, number: whole(language, left) }),
    work: left > 0 ? say('work', { count: work, number: whole(language, work) }) : '',
  });
}

/** `Het aantal mensen met een uitkering ging van 1.204 (1 oktober 2025) naar 1.190 (1 september 2026).` */
export function stockSentence({ months }: ShownTrend, language: Language): string | null {
  const [first, last] = [months[0]!, months.at(-1)!];
  if (!first.counts || !last.counts) return null;
  return texts.text(language, 'outflow-trend.stock', {
    from: formatDate(language, first.month),
    before: whole(language, first.counts.stock),
    until: formatDate(language, last.month),
    after: whole(language, last.counts.stock),
  });
}

function figures(view: ShownTrend, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-trend.${key}`, values);
  const { months, totals, unitsKnown, workKnownFrom } = view;
  const hidden = months.filter(({ counts }) => counts === null).length;
  const isPending = months.some(({ counts }) => (counts?.pending ?? 0) > 0);
  const kinds = ['came', ...OUTFLOWS, ...(isPending ? ['pending'] : [])];
  return {
    summary: stockSentence(view, language),
    hidden: hidden > 0 ? say('hidden', { count: hidden }) : null,
    key: kinds.map((kind) => ({
      kind,
      label: say(`kind.${kind}`),
      number: totals ? whole(language, totals[kind as keyof Totals] as number) : '',
    })),
    pictures: trendPictures(view, say('chart.spoken', { headline: trendHeadline(view, language) }), language),
    hasEarlier: months.some(({ before }) => before !== null),
    isPending,
    // A column that says the same in every line says it better below the table.
    hasWork: workKnownFrom !== null,
    unsettled: months.some(({ isSettled }) => !isSettled) ? say('unsettled') : null,
    rows: months.map((line) => monthRow(line, language)),
    total: totals && totalRow(totals, language),
    work: workKnownFrom === null ? say('part-time.none') : say('part-time.from', { month: monthName(language, workKnownFrom) }),
    percentages: totals && percentages(totals, months.length, unitsKnown > 0, language),
    units: unitsNote(unitsKnown, language),
    hasUnits: unitsKnown > 0,
    years: yearsInWords(view.years, language),
  };
}

function monthRow({ month, counts, before, isSettled }: MonthLine, language: Language) {
  const number = (value: number) => whole(language, value);
  return {
    month: monthName(language, month),
    isSettled,
    isHidden: counts === null,
    stock: counts ? number(counts.stock) : '',
    came: counts ? number(counts.came) : '',
    work: counts ? number(counts.work) : '',
    other: counts ? number(counts.other) : '',
    outOfSight: counts ? number(counts.outOfSight) : '',
    pending: counts ? number(counts.pending) : '',
    cameBefore: before ? number(before.came) : '–',
    leftBefore: before ? number(leftOf(before)) : '–',
    partTime:
      counts?.partTime == null
        ? texts.text(language, 'outflow-trend.part-time.not-told')
        : counts.stock === 0
          ? '–'
          : percent(language, counts.partTime / counts.stock),
    benefitStock: counts ? number(counts.benefitStock) : '',
    benefitCame: counts ? number(counts.benefitCame) : '',
    benefitEnded: counts ? number(counts.benefitEnded) : '',
    benefitPending: counts ? number(counts.benefitPending) : '',
  };
}

function totalRow(totals: Totals, language: Language) {
  const { came, work, other, outOfSight, pending } = totals;
  const [cameText, workText, otherText, outText, pendingText] = [came, work, other, outOfSight, pending].map((value) =>
    whole(language, value),
  );
  return { came: cameText, work: workText, other: otherText, outOfSight: outText, pending: pendingText };
}

function leftOf({ work, other, outOfSight }: Pick<Totals, 'work' | 'other' | 'outOfSight'>): number {
  return work + other + outOfSight;
}

/** The same number of ends beside each of the three denominators, of persons and of benefits. */
function percentages({ persons, benefits }: Totals, months: number, hasUnits: boolean, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-trend.percentage.${key}`, values);
  const cell = ({ ended, ...of }: EndedOf, kind: 'start' | 'average' | 'years') => ({
    value:
      of[kind] === 0
        ? '–'
        : kind === 'years'
          ? say('per-hundred', { rate: tenths(language, (100 * ended) / of.years) })
          : `${tenths(language, (100 * ended) / of[kind])}%`,
    sum: say(`sum.${kind}`, { ended: whole(language, ended), of: whole(language, of[kind]) }),
  });
  return {
    explanation: say(months === 12 ? 'explanation' : 'explanation-not-a-year', { months }),
    rows: (['start', 'average', 'years'] as const).map((kind) => ({
      label: say(kind),
      persons: cell(persons, kind),
      benefits: hasUnits ? cell(benefits, kind) : null,
    })),
  };
}

function unitsNote(unitsKnown: number, language: Language): string | null {
  if (unitsKnown >= 1) return null;
  return unitsKnown === 0
    ? texts.text(language, 'outflow-trend.units.none')
    : texts.text(language, 'outflow-trend.units.some', { share: percent(language, unitsKnown) });
}
