import {
  personYears,
  ratePerHundredYears,
  share,
  type AskedPeriod,
  type ChosenPeriod,
  type Outcomes,
  type Outflow,
  type OutflowPeriod,
  type TraitOutflow,
} from '#libs/outflow';
import type { Language } from '#libs/platform';
import { traitOf } from '#libs/profiles';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { monthOf, monthsOf } from './asking.js';
import { percent, tenths, whole } from './figures.js';
import { outflowChart } from './outflow-chart.js';
import { linesOf, type OutflowLine } from './outflow-lines.js';
import { periodForm } from './period-form.js';

// The old front door of these: other screens over a period come in by it.
export { monthOf, monthsOf, periodForm };

/** What there is to show; `no-team` is a team lead without a team. */
export type Asked = { chosen: ChosenPeriod; asked: AskedPeriod; outflow: Outflow | { state: 'no-team' } | null };

const OUTCOMES = ['work', 'other', 'staying', 'pending'] as const;

/** Exactly what the outflow page prints. Words for what goes together, never for what causes what. */
export function outflowPage({ chosen, asked, outflow }: Asked, today: Temporal.PlainDate, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow.${key}`, values);
  const shown = outflow?.state === 'shown' ? outflow : null;
  const { period } = chosen;
  return {
    headline: shown && period ? headline(shown.total, period, language) : say('title'),
    period: period ? say('period', { from: formatDate(language, period.from), until: formatDate(language, lastDay(period)) }) : null,
    form: periodForm(chosen, asked, today, language),
    nothing:
      outflow && outflow.state !== 'shown'
        ? { title: say(`nothing.${outflow.state}.title`), text: say(`nothing.${outflow.state}.text`) }
        : null,
    figures: shown && period ? figures(shown, period, language) : null,
    definitions: period ? definitions(period, language) : null,
  };
}

function headline({ work, people }: Outcomes, period: OutflowPeriod, language: Language): string {
  return texts.text(language, 'outflow.headline', {
    number: whole(language, people),
    from: formatDate(language, period.from),
    share: percent(language, people > 0 ? work / people : 0),
    within: texts.text(language, `outflow.within.${monthsOf(period)}`),
  });
}

function figures({ total, traits }: Extract<Outflow, { state: 'shown' }>, period: OutflowPeriod, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow.${key}`, values);
  const chart = outflowChart(
    traits.flatMap((trait) => linesOf(trait, language)),
    total,
    language,
  );
  return {
    csv: `/uitstroom.csv?vanaf=${monthOf(period.from)}&maanden=${monthsOf(period)}`,
    outcomes: OUTCOMES.map((kind) => ({
      kind,
      number: whole(language, total[kind]),
      share: percent(language, total[kind] / total.people),
      label: say(`outcome.${kind}`, { count: total[kind] }),
    })),
    chart: chart.rows.length > 0 ? chart : null,
    noChart:
      chart.rows.length > 0
        ? null
        : say(traits.every(isUnanswered) ? 'chart.no-answers' : 'chart.all-hidden', { from: formatDate(language, period.from) }),
    total: row({ trait: '', group: say('everybody'), family: 'favourable', outcomes: total }, language),
    tables: traits.map((trait) => ({
      trait: traitOf(trait.trait).label[language],
      unanswered: isUnanswered(trait) ? say('table.unanswered') : null,
      rows: isUnanswered(trait) ? [] : linesOf(trait, language).map((line) => row(line, language)),
    })),
  };
}

/** Nobody was asked yet, or nobody answered. */
function isUnanswered({ cells }: TraitOutflow): boolean {
  return cells.every(({ keys, outcomes }) => keys.includes('not-known') || outcomes?.people === 0);
}

/** A group of nobody says so, a hidden one too: a nought is a figure, and neither of these is. */
function row({ group, family, outcomes }: OutflowLine, language: Language) {
  const found = outcomes && share(outcomes.work, outcomes.people);
  const rate = outcomes && ratePerHundredYears(outcomes.work, personYears(outcomes));
  const range = (low: string, high: string) => texts.text(language, 'outflow.chart.range', { low, high });
  return {
    group,
    isRest: family === 'hidden',
    remark: found ? null : texts.text(language, outcomes ? 'outflow.nobody-here' : 'outflow.not-shown'),
    people: outcomes ? whole(language, outcomes.people) : '',
    work: outcomes ? whole(language, outcomes.work) : '',
    share: found ? percent(language, found.value) : '',
    shareRange: found ? range(percent(language, found.low), percent(language, found.high)) : '',
    rate: rate ? tenths(language, rate.value) : '',
    rateRange: rate ? range(tenths(language, rate.low), tenths(language, rate.high)) : '',
  };
}

const DEFINITIONS = ['who', 'work', 'other', 'pending', 'groups', 'certainty', 'rate', 'hidden', 'period', 'cause'] as const;

function definitions(period: OutflowPeriod, language: Language) {
  const dates = { from: formatDate(language, period.from), until: formatDate(language, lastDay(period)) };
  return DEFINITIONS.map((key) => ({
    term: texts.text(language, `outflow.definition.${key}.term`),
    text: texts.text(language, `outflow.definition.${key}.text`, dates),
  }));
}

function lastDay({ until }: OutflowPeriod): Temporal.PlainDate {
  return until.subtract({ days: 1 });
}
