import { FAIRNESS_DIMENSIONS, type FairnessReport, type FairnessTable } from '#libs/insight';
import { share, type AskedPeriod, type ChosenPeriod, type Estimate } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { percent, whole } from '../outflow/figures.js';
import { standingOf } from '../outflow/outflow-chart.js';
import { periodForm } from '../outflow/period-form.js';

export interface FairnessGiven {
  chosen: ChosenPeriod;
  asked: AskedPeriod;
  /** null: there is no period, or no team. */
  report: FairnessReport | null;
  isOffice: boolean;
  maySeeSex: boolean;
  hasTeam: boolean;
}

const DEFINITIONS = ['who', 'suggested', 'heard', 'accepted', 'overridden', 'hidden', 'sex', 'cause'] as const;

/** Exactly what the page prints about alike treatment: each group beside everybody, with how certain that is. */
export function fairnessPage(
  { chosen, asked, report, isOffice, maySeeSex, hasTeam }: FairnessGiven,
  today: Temporal.PlainDate,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `fairness.${key}`, values);
  const { period } = chosen;
  const nothing = !hasTeam ? 'no-team' : report?.tables.length === 0 ? 'nobody' : null;
  const tables = report?.tables ?? [];
  return {
    period: period
      ? say(isOffice ? 'period-office' : 'period', {
          from: formatDate(language, period.from),
          until: formatDate(language, period.until.subtract({ days: 1 })),
        })
      : null,
    action: '/verantwoording/gelijk',
    form: { ...periodForm(chosen, asked, today, language), rules: null },
    nothing: nothing && { title: say(`nothing.${nothing}.title`), text: say(`nothing.${nothing}.text`) },
    dimensions: FAIRNESS_DIMENSIONS.flatMap((dimension) => {
      const its = tables.filter((table) => table.dimension === dimension);
      return its.length > 0
        ? [{ dimension, title: say(`dimension.${dimension}`), measures: its.map((table) => measureOf(table, language)) }]
        : [];
    }),
    sex: maySeeSex && report ? basisOf(report, language) : null,
    definitions: DEFINITIONS.map((key) => ({ term: say(`definition.${key}.term`), text: say(`definition.${key}.text`) })),
  };
}

/** On what ground sex is known; or that it is not, which is a good answer too. */
function basisOf({ basis }: FairnessReport, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `fairness.sex.${key}`, values);
  if (!basis) return { text: say('not-known'), facts: [] };
  return {
    text: say('known', { date: formatDate(language, Temporal.Instant.from(basis.recordedAt)) }),
    facts: [
      { label: say('basis'), value: basis.legalBasis },
      { label: say('dpia'), value: basis.dpiaReference },
      { label: say('approver'), value: basis.approver },
    ],
  };
}

function measureOf({ dimension, measure, whole: all, groups }: FairnessTable, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `fairness.${key}`, values);
  const id = `${dimension}-${measure}`;
  const heading = {
    id,
    title: say(`measure.${measure}`),
    region: `${say(`dimension.${dimension}`)}: ${say(`measure.${measure}`)}`,
    explanation: say(`explanation.${measure}`),
  };
  if (!all) return { ...heading, remark: say('too-few'), rows: [], average: null, axis: [], spoken: '', table: [] };
  const names = new Intl.ListFormat(language, { type: 'disjunction' });
  const lines = [
    ...groups.cells.map((cell) => ({
      name: names.format(cell.keys.map((key) => say(`group.${dimension}.${key}`))),
      counts: cell.outcomes,
    })),
    ...(groups.hidden ? [{ name: texts.text(language, 'outflow.hidden-together'), counts: groups.hidden }] : []),
  ].map(({ name, counts }) => ({ name, counts, estimate: counts && share(counts.work, counts.people) }));
  const place = (fraction: number) => `${Number((100 * fraction).toFixed(2))}%`;
  const inWords = ({ low, high }: Estimate) =>
    texts.text(language, 'outflow.chart.range', { low: percent(language, low), high: percent(language, high) });
  const rows = lines.flatMap(({ name, estimate }) => {
    if (!estimate) return [];
    const standing = standingOf(estimate, all.value);
    return [
      {
        name,
        standing,
        verdict: say(`standing.${standing}`),
        low: place(estimate.low),
        dot: place(estimate.value),
        high: place(estimate.high),
        share: percent(language, estimate.value),
        range: inWords(estimate),
      },
    ];
  });
  return {
    ...heading,
    remark: null,
    rows,
    average: {
      at: place(all.value),
      text: say('everybody-share', { share: percent(language, all.value) }),
      anchor: all.value < 0.2 ? 'start' : all.value > 0.8 ? 'end' : 'middle',
    },
    axis: [0, 0.2, 0.4, 0.6, 0.8, 1].map((tick) => ({
      at: place(tick),
      label: percent(language, tick),
      anchor: tick === 0 ? 'start' : tick === 1 ? 'end' : 'middle',
    })),
    spoken: say('spoken', {
      measure: heading.title,
      share: percent(language, all.value),
      groups: rows.map((row) => `${row.name} ${row.share} (${row.range})`).join('; '),
    }),
    table: [
      {
        name: texts.text(language, 'outflow.everybody'),
        people: whole(language, all.people),
        count: whole(language, all.count),
        share: percent(language, all.value),
        range: inWords(all),
        remark: null,
      },
      ...lines.map(({ name, counts, estimate }) => ({
        name,
        people: counts ? whole(language, counts.people) : '',
        count: counts ? whole(language, counts.work) : '',
        share: estimate ? percent(language, estimate.value) : '',
        range: estimate ? inWords(estimate) : '',
        remark: counts ? null : texts.text(language, 'outflow.not-shown'),
      })),
    ],
  };
}
