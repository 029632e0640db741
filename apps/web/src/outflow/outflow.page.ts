import { choosesDenominator, type OutflowQuestion, type PerTrait } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { addressOf, monthsOf, type AskedQuestion } from './asking.js';
import { percent, roundly, whole } from './figures.js';
import { carried, frame } from './frame.js';
import { ORDERS, outflowChart, type Order, type OutflowChart } from './outflow-chart.js';
import { isUnanswered } from './outflow-lines.js';
import { drawable, outflowTable } from './outflow-table.js';

type Shown = Extract<PerTrait, { state: 'shown' }>;

/** What this page lets choose beside what all outflow pages do. */
export interface OwnChoices {
  /** All groups, or only what stands in the way of work. */
  all: boolean;
  order: Order;
}

export interface OutflowGiven {
  asked: AskedQuestion;
  /** null: there is no question. */
  figures: PerTrait | null;
  own: OwnChoices;
}

const PATH = '/uitstroom';
const FATES = ['work', 'other', 'outOfSight', 'staying', 'pending'] as const;

/** Exactly what the page "per kenmerk" prints. Words for what goes together, never for what causes what. */
export function outflowPage({ asked, figures, own }: OutflowGiven, today: Temporal.PlainDate, language: Language) {
  const { question } = asked;
  const shown = figures?.state === 'shown' && question ? figures : null;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow.${key}`, values);
  return {
    frame: frame({
      tab: 'traits',
      path: PATH,
      asked,
      headline: shown && question ? headline(shown, question, language) : say('title'),
      madeAt: figures?.madeAt ?? null,
      language,
      today,
      own: ownWords(own),
      files: shown ? ['csv', 'json', 'svg'] : [],
    }),
    nothing:
      figures && figures.state !== 'shown'
        ? { title: say(`nothing.${figures.state}.title`), text: say(`nothing.${figures.state}.text`) }
        : null,
    shown: shown && question ? parts(shown, question, { asked, figures, own }, language) : null,
    definitions: question ? definitions(question, language) : null,
  };
}

/** The sentence the page begins with: of whom, what, and how it is divided. */
export function headline({ total, definition: { measure } }: Shown, question: OutflowQuestion, language: Language): string {
  const estimate = total.estimate;
  const words = {
    number: whole(language, total.people),
    of: whole(language, total.of),
    count: total.count,
    counted: whole(language, total.count),
    from: formatDate(language, question.period.from),
    within: texts.text(language, `outflow.within.${monthsOf(question.period)}`),
    value: estimate ? roundly(language, total.kind, estimate.value) : '',
  };
  if (!estimate) return texts.text(language, 'outflow.headline.none', words);
  return texts.text(language, `outflow.headline.${measure}${measure === 'work' || measure === 'any' ? `-${total.base}` : ''}`, words);
}

function parts(shown: Shown, question: OutflowQuestion, given: OutflowGiven, language: Language) {
  const { own, asked } = given;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow.${key}`, values);
  const chart = chartOf(shown, asked, own, language);
  const choices = carried(asked);
  const to = (changed: Partial<OwnChoices>) => addressOf(PATH, { ...choices, ...ownWords({ ...own, ...changed }) });
  const isDrawn = chart.sections.length > 0;
  return {
    fates: FATES.filter((fate) => fate !== 'pending' || shown.fates.pending > 0).map((fate) => ({
      fate,
      number: whole(language, shown.fates[fate]),
      share: percent(language, shown.fates[fate] / shown.fates.people),
      label: say(`fate.${fate}`, { count: shown.fates[fate] }),
    })),
    chart: isDrawn ? chart : null,
    noChart: isDrawn
      ? null
      : say(shown.traits.every(isUnanswered) ? 'chart.no-answers' : 'chart.all-hidden', {
          from: formatDate(language, question.period.from),
        }),
    leavesOut: shown.leavesOut ? say('leaves-out') : null,
    explanation: say(`chart.explanation.${shown.total.kind}`),
    scope: say(own.all ? 'chart.all-groups' : 'chart.barriers-only'),
    orders: ORDERS.map((order) => ({ label: say(`order.${order}`), href: to({ order }), isCurrent: order === own.order })),
    shows: [false, true].map((all) => ({ label: say(all ? 'show.all' : 'show.barriers'), href: to({ all }), isCurrent: all === own.all })),
    table: outflowTable(shown, language, traitAddress(asked)),
  };
}

/** The chart of the page, for the file of it as well. */
export function chartOf(shown: Shown, asked: AskedQuestion, { all, order }: OwnChoices, language: Language): OutflowChart {
  const { total, definition } = shown;
  return outflowChart({
    lines: drawable(shown.traits, all, language),
    average: total.estimate ?? { value: 0, low: 0, high: 0 },
    unit: total.kind,
    order,
    measure: definition.measure,
    language,
    hrefOf: traitAddress(asked),
  });
}

function traitAddress(asked: AskedQuestion): (trait: string) => string {
  const choices = carried(asked);
  return (trait) => addressOf(`${PATH}/kenmerk/${trait}`, choices);
}

/** As the address carries them; what is usual is left out. */
function ownWords({ all, order }: OwnChoices): Record<string, string | undefined> {
  return { toon: all ? 'alles' : undefined, volgorde: order === ORDERS[0] ? undefined : order };
}

/** What is not known falls back to the usual: no field asks for it, so no field could say what was wrong. */
export function readOwn({ toon, volgorde }: { toon?: string | undefined; volgorde?: string | undefined }): OwnChoices {
  return { all: toon === 'alles', order: ORDERS.find((order) => order === volgorde) ?? ORDERS[0] };
}

/** What has to be explained of a measure; the rest of every one. */
const OF_MEASURE: Record<string, readonly string[]> = {
  work: ['work'],
  any: ['any'],
  sustained: ['work', 'sustained'],
  back: ['work', 'back'],
  'part-time': ['part-time'],
  ladder: ['ladder'],
};
const OF_ALL = ['other', 'outOfSight', 'pending', 'groups', 'certainty', 'bounds', 'hidden', 'period', 'cause'] as const;

function definitions({ period, definition: { measure } }: OutflowQuestion, language: Language) {
  const dates = { from: formatDate(language, period.from), until: formatDate(language, period.until.subtract({ days: 1 })) };
  const ofMeasure = OF_MEASURE[measure.replace(/-\d+$/, '')] ?? [];
  return ['who', ...ofMeasure, ...(choosesDenominator(measure) ? ['denominator'] : []), ...OF_ALL].map((key) => ({
    term: texts.text(language, `outflow.definition.${key}.term`),
    text: texts.text(language, `outflow.definition.${key}.text`, dates),
  }));
}
