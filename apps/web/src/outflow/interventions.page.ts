import { firstOf, type ComparedLine, type Part, type WithinMonths } from '#libs/insight';
import type { Language } from '#libs/platform';
import { findTrait } from '#libs/profiles';
import { formatMonth } from '../http/dates.js';
import { texts } from '../http/views.js';
import { addressOf, type AskedQuestion } from './asking.js';
import { percent, whole } from './figures.js';
import { carried, frame } from './frame.js';
import { differenceChart, points, verdictOf } from './interventions-chart.js';
import type { InterventionFigures } from './interventions-figures.js';

export interface InterventionsGiven {
  asked: AskedQuestion;
  figures: InterventionFigures | null;
  /** As it stands in the address. */
  order: string | undefined;
}

/** By what the table can be put in order; the first is usual. */
const ORDERS = ['begonnen', 'naam', 'werk', 'verschil'] as const;
type Order = (typeof ORDERS)[number];
const PATH = '/uitstroom/interventies';
const DEFINITIONS = ['began', 'parts', 'work', 'estimated', 'alike', 'interval', 'after', 'hidden', 'cause'] as const;

/** Exactly what the page of all kinds of help prints. */
export function interventionsPage({ asked, figures, order: wanted }: InterventionsGiven, today: Temporal.PlainDate, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-interventions.${key}`, values);
  const order = ORDERS.find((each) => each === wanted) ?? ORDERS[0];
  const own = order === ORDERS[0] ? {} : { volgorde: order };
  const hrefOf = (code: string) => addressOf(`${PATH}/${code}`, carried(asked));
  const chart = figures && differenceChart(figures, hrefOf, language);
  const shown = figures?.lines.filter(({ started }) => started !== null) ?? [];
  const nameOf = (code: string) => figures?.catalogue.find(code)?.name[language] ?? code;
  return {
    frame: frame({
      tab: 'interventions',
      path: PATH,
      asked,
      headline: chart ? chart.title : say('title'),
      madeAt: shown.length > 0 && figures ? figures.madeAt : null,
      language,
      today,
      own,
      counting: ['censureren'],
      defined: say('defined'),
      files: chart ? ['csv', 'json', 'svg'] : ['csv', 'json'],
    }),
    nothing: figures && shown.length === 0 ? { title: say('nothing.title'), text: say('nothing.text') } : null,
    chart,
    noChart: figures && shown.length > 0 && !chart ? say('chart.nothing') : null,
    table:
      figures && shown.length > 0
        ? {
            columns: columnsOf(order, asked, language),
            rows: shown
              .toSorted(inOrder(order, nameOf, language))
              .map((line) => rowOf(line, nameOf(line.type), hrefOf(line.type), language)),
            rest: restOf(figures, language),
          }
        : null,
    definitions: shown.length > 0 ? definitionsOf(DEFINITIONS, language) : null,
  };
}

/** What words on a page mean: a term and a text each. */
export function definitionsOf(keys: readonly string[], language: Language) {
  return keys.map((key) => ({
    term: texts.text(language, `outflow-interventions.definition.${key}.term`),
    text: texts.text(language, `outflow-interventions.definition.${key}.text`),
  }));
}

/** As staff read it. */
export function traitName(trait: string, language: Language): string {
  return findTrait(trait)?.label[language] ?? trait;
}

/** `12%, tussen 8% en 17%, van 240 mensen`; what is not shown is a word, never an empty place. */
export function withinInWords(within: WithinMonths | null, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-interventions.${key}`, values);
  if (!within) return { share: say('not-shown'), range: null, people: null, isHidden: true };
  const { count, of, share } = within;
  return {
    share: percent(language, share.value),
    range: say('range', { low: percent(language, share.low), high: percent(language, share.high) }),
    people: say('of', { number: whole(language, count), of: whole(language, of), count: of }),
    isHidden: false,
  };
}

/** `januari 2026 tot en met juni 2026`, and more of those where a part between them is not shown. */
export function partsInWords(parts: readonly Part[], language: Language): string {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.until === part.from) last.until = part.until;
    else joined.push({ ...part });
  }
  return new Intl.ListFormat(language).format(
    joined.map(({ from, until }) =>
      until - from === 1
        ? formatMonth(language, firstOf(from))
        : texts.text(language, 'outflow-interventions.from-until', {
            from: formatMonth(language, firstOf(from)),
            until: formatMonth(language, firstOf(until - 1)),
          }),
    ),
  );
}

function columnsOf(order: Order, asked: AskedQuestion, language: Language) {
  const say = (key: string) => texts.text(language, `outflow-interventions.column.${key}`);
  const column = (key: string, by: Order | null = null) => ({
    label: say(key),
    href: by ? addressOf(PATH, { ...carried(asked), volgorde: by === ORDERS[0] ? undefined : by }) : null,
    sort: by === order ? (by === 'naam' ? 'ascending' : 'descending') : null,
    isNumber: key !== 'name' && key !== 'after' && key !== 'outcome',
  });
  return [
    column('name', 'naam'),
    column('started', 'begonnen'),
    column('outcome'),
    column('work6'),
    column('work12', 'werk'),
    column('difference', 'verschil'),
    column('after'),
  ];
}

function rowOf(line: ComparedLine, name: string, href: string, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-interventions.${key}`, values);
  const { started, offered, comparison } = line;
  const number = (count: number) => whole(language, count);
  return {
    name,
    href,
    parts: partsInWords(line.parts, language),
    started: number(started?.people ?? 0),
    offered: offered === null ? null : say('offered', { number: number(offered) }),
    outcomes: (['completed', 'running', 'stopped', 'foundWork'] as const).map((key) => ({
      label: say(`outcome.${key}`),
      number: number(started?.[key] ?? 0),
    })),
    work6: withinInWords(line.work6, language),
    work12: withinInWords(line.work12, language),
    estimated: line.estimated12 ? say('estimated', { share: percent(language, line.estimated12.value) }) : null,
    difference:
      comparison.state === 'shown'
        ? {
            value: points(comparison.difference.value, language),
            range: say('chart.range', {
              low: points(comparison.difference.low, language),
              high: points(comparison.difference.high, language),
            }),
            verdict: verdictOf(comparison, language),
          }
        : null,
    noDifference: comparison.state === 'shown' ? null : say('too-little'),
    after: line.after.map(({ trait, better, worse }) => ({
      trait: traitName(trait, language),
      text: say('after.short', { better: percent(language, better), worse: percent(language, worse) }),
    })),
  };
}

function restOf({ lines, catalogue }: InterventionFigures, language: Language) {
  const names = lines.filter(({ started }) => started === null).map(({ type }) => catalogue.find(type)?.name[language] ?? type);
  return names.length === 0 ? null : { summary: texts.text(language, 'outflow-interventions.rest', { count: names.length }), names };
}

function inOrder(order: Order, nameOf: (code: string) => string, language: Language) {
  const byName = (a: ComparedLine, b: ComparedLine) => nameOf(a.type).localeCompare(nameOf(b.type), language);
  const value = (line: ComparedLine): number => {
    if (order === 'begonnen') return line.started?.people ?? -1;
    if (order === 'werk') return line.work12?.share.value ?? -1;
    return line.comparison.state === 'shown' ? line.comparison.difference.value : -2;
  };
  return (a: ComparedLine, b: ComparedLine) => (order === 'naam' ? byName(a, b) : value(b) - value(a) || byName(a, b));
}
