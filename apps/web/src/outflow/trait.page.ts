import { CURVE_CAUSES, type Clock, type CurvesFound, type OutflowQuestion, type TraitCurves } from '#libs/outflow';
import type { Language } from '#libs/platform';
import type { TraitDefinition } from '#libs/profiles';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { addressOf, monthsOf, type AskedQuestion } from './asking.js';
import { curveChart, type CurveChart } from './curve-chart.js';
import { curveLines, lastOf, rangeOf, valueOf, VIEWS, type CurveLine, type CurveView } from './curve-lines.js';
import { percent, tenths, whole } from './figures.js';
import { carried, frame } from './frame.js';

/** What this page lets choose beside what all outflow pages do. */
export interface TraitChoices {
  view: CurveView;
  clock: Clock;
}

export interface TraitGiven {
  trait: TraitDefinition;
  asked: AskedQuestion;
  /** null: there is no question. */
  found: CurvesFound | null;
  own: TraitChoices;
}

const CLOCK_WORDS: Record<Clock, string> = { period: 'periode', benefit: 'uitkering' };
/** More than this chance, and we call a difference no difference. */
const BY_CHANCE = 0.05;
const DEFINITIONS = ['who', 'groups', 'line', 'points', 'sight', 'ends', 'mean', 'chance', 'cause'] as const;

/** What is not there, or strange, is what is usual. */
export function readOwn({ beeld, klok }: { beeld?: string | undefined; klok?: string | undefined }): TraitChoices {
  return { view: VIEWS.find((view) => view === beeld) ?? 'werk', clock: klok === CLOCK_WORDS.benefit ? 'benefit' : 'period' };
}

/** Exactly what the page of one trait prints. Words for what goes together, never for what causes what. */
export function traitPage({ trait, asked, found, own }: TraitGiven, today: Temporal.PlainDate, language: Language) {
  const { question } = asked;
  const path = `/uitstroom/kenmerk/${trait.key}`;
  const shown = found?.state === 'shown' && question ? found.curves : null;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-trait.${key}`, values);
  const to = (changed: Partial<TraitChoices>) => addressOf(path, { ...carried(asked), ...ownWords({ ...own, ...changed }) });
  return {
    frame: frame({
      tab: 'traits',
      path,
      asked,
      headline: shown && question ? headline({ trait, curves: shown, question, own }, language) : trait.label[language],
      madeAt: found?.madeAt ?? null,
      language,
      today,
      own: ownWords(own),
      counting: ['censureren'],
      ...(question ? { defined: definedIn({ question, own }, language) } : {}),
      files: shown ? ['csv', 'json', 'svg'] : [],
    }),
    back: addressOf('/uitstroom', carried(asked)),
    views: VIEWS.map((view) => ({ label: say(`view.${view}`), href: to({ view }), isCurrent: view === own.view })),
    clocks: (['period', 'benefit'] as const).map((clock) => ({
      label: say(`clock.${clock}`),
      href: to({ clock }),
      isCurrent: clock === own.clock,
    })),
    nothing:
      found && found.state !== 'shown' ? { title: say(`nothing.${found.state}.title`), text: say(`nothing.${found.state}.text`) } : null,
    shown: shown && question ? parts({ trait, curves: shown, question, own }, language) : null,
    definitions: question
      ? DEFINITIONS.map((key) => ({
          term: say(`definition.${key}.term`),
          text: say(`definition.${key}.text`, datesOf(question, language)),
        }))
      : null,
  };
}

export interface CurvesGiven {
  trait: TraitDefinition;
  curves: TraitCurves;
  question: OutflowQuestion;
  own: TraitChoices;
}

/** `Schulden: binnen een jaar vond 41% van ‘geen’ werk, en 12% van ‘veel’.` The two known groups furthest apart, at the end of their lines. */
export function headline({ trait, curves, question, own }: CurvesGiven, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-trait.headline.${key}`, values);
  const { groups, everybody } = curveLines(trait.key, curves, language);
  const end = lastOf(everybody, own.view)?.month;
  const ranked = groups
    .flatMap((line) => (line.isKnown ? [{ line, last: lastOf(line, own.view) }] : []))
    .flatMap(({ line, last }) => (last && last.month === end ? [{ name: line.name, value: last.value }] : []))
    .toSorted((a, b) => b.value - a.value);
  const [most, least] = [ranked[0], ranked.at(-1)];
  const words = { trait: trait.label[language], within: texts.text(language, `outflow.within.${monthsOf(question.period)}`) };
  if (own.clock === 'benefit') return say('benefit', words);
  if (!most || !least || most === least) return say('plain', words);
  return say(own.view, {
    ...words,
    most: most.name,
    least: least.name,
    mostValue: percent(language, most.value),
    leastValue: percent(language, least.value),
  });
}

/** What is counted, in one line. */
export function definedIn({ question, own }: Pick<CurvesGiven, 'question' | 'own'>, language: Language): string {
  const say = (key: string) => texts.text(language, `outflow-trait.${key}`);
  return `${say(`defined.${own.view}`)} ${say(`sight.${question.definition.censoring}`)}`;
}

/** The sentence above the picture: whether the groups differ more than by chance. */
export function verdict({ curves: { tests }, own }: Pick<CurvesGiven, 'curves' | 'own'>, language: Language): string {
  const test = own.view === 'werk' ? tests?.work : tests?.stays;
  const key = !test || test.df === 0 ? 'none' : test.p < BY_CHANCE ? 'differ' : 'unclear';
  return texts.text(language, `outflow-trait.verdict.${own.view}.${key}`);
}

/** The picture, for the file of it as well. */
export function chartOf({ trait, curves, own }: CurvesGiven, language: Language): CurveChart {
  const { groups, everybody } = curveLines(trait.key, curves, language);
  return curveChart({ lines: groups, everybody, view: own.view, language });
}

function parts(given: CurvesGiven, language: Language) {
  const { trait, curves, own } = given;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-trait.${key}`, values);
  const { groups, everybody } = curveLines(trait.key, curves, language);
  const lines = [...groups, everybody];
  const isDrawn = groups.some((line) => lastOf(line, own.view));
  return {
    verdict: verdict(given, language),
    chart: isDrawn ? inPercent(chartOf(given, language)) : null,
    axis: say(`axis.${own.clock}`),
    explanation: say(`explanation.${own.view}`),
    points: say(`points.${own.clock}-${curves.grid}`, { from: curves.from }),
    hidden: curves.isAnyHidden ? say('hidden') : null,
    table: {
      title: say(`table.${own.view}`),
      explanation: say('table.explanation', { fewest: curves.fewest }),
      months: everybody.curve.points.map(({ month }) => (month === 0 ? say('table.start') : say('table.after', { count: month }))),
      rows: lines.map((line) => tableRow(line, everybody, own.view, language)),
    },
    ends: {
      rows: lines.flatMap((line) => endsRow(line, language)),
      months: lastOf(everybody, own.view)?.month ?? 0,
      hasOutOfSight: lines.some(({ curve }) => (curve.exits?.outOfSight ?? 0) > 0),
    },
    means: lines.map((line) => meanRow(line, language)),
    meanHead: say('mean.head', { count: (everybody.curve.points.at(-1)?.month ?? 0) - curves.from }),
    test: testWords(given, language),
  };
}

/** Numbers at risk under what the curve says; where too few are followed, that. */
function tableRow({ name, look, curve }: CurveLine, everybody: CurveLine, view: CurveView, language: Language) {
  return {
    name,
    look,
    people: whole(language, curve.people),
    points: everybody.curve.points.map(({ month }) => {
      const point = curve.points.find((each) => each.month === month);
      return point
        ? {
            value: percent(language, valueOf(view)(point).value),
            range: rangeOf(valueOf(view)(point), language),
            atRisk: texts.text(language, 'outflow-trait.table.followed', { count: point.atRisk, number: whole(language, point.atRisk) }),
          }
        : null;
    }),
  };
}

const ENDS = [...CURVE_CAUSES, 'stays'] as const;

/** Why the benefit stopped, as parts of a bar that is everybody. */
function endsRow({ name, curve }: CurveLine, language: Language) {
  const last = curve.points.at(-1);
  if (!curve.exits || !last || curve.points.length < 2) return [];
  const parts_ = { ...curve.exits, stays: last.stays.value };
  let x = 0;
  return [
    {
      name,
      month: last.month,
      parts: ENDS.map((kind) => {
        const from = x;
        x += parts_[kind];
        const size = (fraction: number) => `${Number((100 * fraction).toFixed(2))}%`;
        return {
          kind,
          x: size(from),
          width: size(parts_[kind]),
          share: percent(language, parts_[kind]),
          isOutOfSight: kind === 'outOfSight',
        };
      }),
    },
  ];
}

function meanRow({ name, curve: { people, meanMonths, medianMonths, points } }: CurveLine, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-trait.mean.${key}`, values);
  const isFollowed = points.length > 1;
  return {
    name,
    people: whole(language, people),
    mean: meanMonths ? say('months', { value: tenths(language, meanMonths.value) }) : say('not-known'),
    range:
      meanMonths && meanMonths.low !== null && meanMonths.high !== null
        ? say('range', { low: tenths(language, meanMonths.low), high: tenths(language, meanMonths.high) })
        : '',
    median: isFollowed ? (medianMonths === null ? say('median-later') : say('median', { count: medianMonths })) : say('not-known'),
  };
}

function testWords({ curves: { tests }, own }: CurvesGiven, language: Language): string | null {
  const test = own.view === 'werk' ? tests?.work : tests?.stays;
  if (!test || test.df === 0) return null;
  const p = test.p < 0.001 ? '< 0,001' : `= ${test.p.toFixed(3).replace('.', ',')}`;
  return texts.text(language, `outflow-trait.test.${test.p < BY_CHANCE ? 'differ' : 'unclear'}`, {
    p: language === 'nl' ? p : p.replace(',', '.'),
    chisq: tenths(language, test.chisq),
    count: test.df,
  });
}

/** Positions as an SVG takes them that has no size of its own. */
function inPercent({ lines, names, rows, columns, spoken }: CurveChart) {
  const at = (fraction: number) => `${Number((100 * fraction).toFixed(2))}%`;
  return {
    spoken,
    rows: rows.map(({ y, label }) => ({ y: at(y), label })),
    columns: columns.map(({ x, label }) => ({ x: at(x), label, anchor: x === 0 ? 'start' : x === 1 ? 'end' : 'middle' })),
    lines: lines.map(({ look, dots }) => ({
      look,
      dots: look === 'all' ? [] : dots.map(({ x, y }) => ({ x: at(x), y: at(y) })),
      parts: dots.slice(1).map((dot, place) => ({ x1: at(dots[place]!.x), y1: at(dots[place]!.y), x2: at(dot.x), y2: at(dot.y) })),
    })),
    names: names.map(({ look, words, value, range, endY, top }) => ({
      look,
      words: words.map((text, line) => ({ text, dy: line === 0 ? '0.35em' : '1.15em' })),
      name: words.join(' '),
      value,
      range,
      endY: at(endY),
      top: at(top),
    })),
  };
}

function datesOf({ period }: OutflowQuestion, language: Language) {
  return { from: formatDate(language, period.from), until: formatDate(language, period.until.subtract({ days: 1 })) };
}

function ownWords({ view, clock }: TraitChoices) {
  return { beeld: view === 'werk' ? undefined : view, klok: clock === 'period' ? undefined : CLOCK_WORDS[clock] };
}
