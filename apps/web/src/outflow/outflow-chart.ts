import type { Estimate } from '#libs/outflow';
import type { Language } from '#libs/platform';
import type { TraitGroup } from '#libs/profiles';
import { texts } from '../http/views.js';
import { list, roundly, whole, type Unit } from './figures.js';
import type { TraitLine } from './outflow-lines.js';
import { range } from './range.js';
import { scaleOf } from './scale.js';

/** What lies wholly on one side of the average line is called different; the rest may well be chance. */
export type Standing = 'below' | 'above' | 'unclear';
export const STANDINGS = ['below', 'unclear', 'above'] as const;

/** In which order the groups stand: furthest below first, by kind and name of trait, or the largest first. */
export const ORDERS = ['laagste', 'naam', 'mensen'] as const;
export type Order = (typeof ORDERS)[number];

const KINDS: readonly TraitGroup[] = ['wellbeing', 'health', 'money', 'language', 'home', 'work', 'wish'];
/** More than these are named in the title by their number. */
const MOST_NAMED = 3;
/** Of an interval of 95%, how often the real value lies outside it by chance. */
const BY_CHANCE = 0.05;

export interface ChartGiven {
  lines: readonly TraitLine[];
  average: Estimate;
  unit: Unit;
  order: Order;
  /** What is counted, as the words of the title need it: a Measure. */
  measure: string;
  language: Language;
  hrefOf: (trait: string) => string;
}

type Drawn = TraitLine & { estimate: Estimate; people: number; standing: Standing };
export type OutflowChart = ReturnType<typeof outflowChart>;

/**
 * The picture the page is about: for every circumstance that can stand in the way of work, how it went with interval, beside the line of the
 * average; furthest below first, and of those the most certain.
 */
export function outflowChart({ lines, average, unit, order, measure, language, hrefOf }: ChartGiven) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow.chart.${key}`, values);
  const drawn = lines.flatMap((line): Drawn[] => {
    const estimate = line.figure?.estimate;
    return line.figure && estimate
      ? [{ ...line, estimate, people: line.figure.people, standing: standingOf(estimate, average.value) }]
      : [];
  });
  const scale = scaleOf(
    drawn.map(({ estimate }) => estimate),
    average.value,
    unit === 'share' ? 100 : 1,
  );
  const words = (value: number) => roundly(language, unit, value);
  return {
    title: titleOf(drawn, measure, language),
    sections: sectionsOf(drawn.toSorted(inOrder(order, language)), order, language).map(({ heading, rows }) => ({
      heading,
      rows: rows.map(rowOf),
    })),
    average: {
      at: scale.place(average.value),
      fraction: scale.at(average.value),
      text: say(`average.${unit}`, { share: words(average.value) }),
      anchor: scale.at(average.value) < 0.4 ? 'start' : scale.at(average.value) > 0.6 ? 'end' : 'middle',
    },
    axis: scale.ticks.map((tick, place) => ({
      at: scale.place(tick),
      fraction: scale.at(tick),
      label: words(tick),
      anchor: place === 0 ? 'start' : place === scale.ticks.length - 1 ? 'end' : 'middle',
    })),
    chance:
      drawn.length >= 10 ? say('chance', { count: drawn.length, expected: whole(language, Math.ceil(drawn.length * BY_CHANCE)) }) : null,
    spoken: say('spoken', { count: drawn.length, average: words(average.value) }),
  };

  function rowOf({ trait, name, group, estimate, people, standing }: Drawn) {
    const isCut = scale.isBeyond(estimate.high);
    return {
      name,
      group,
      href: hrefOf(trait),
      standing,
      // Where the heading says it already, a row does not.
      verdict: order === 'laagste' ? null : say(standing),
      low: scale.place(estimate.low),
      dot: scale.place(estimate.value),
      high: scale.place(estimate.high),
      fractions: { low: scale.at(estimate.low), dot: scale.at(estimate.value), high: scale.at(estimate.high) },
      isCut,
      value: words(estimate.value),
      range: range(language, words(estimate.low), words(estimate.high)),
      people: say('people', { count: people, number: whole(language, people) }),
    };
  }
}

export function standingOf({ low, high }: Estimate, average: number): Standing {
  return high < average ? 'below' : low > average ? 'above' : 'unclear';
}

/** The picture in one sentence: who differs from the average beyond what chance does, by name while they are few. */
function titleOf(drawn: readonly Drawn[], measure: string, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow.chart.${key}`, values);
  const sentences = (['below', 'above'] as const).flatMap((standing) => {
    const its = drawn.filter((one) => one.standing === standing).toSorted(inOrder('laagste', language));
    const furthest = standing === 'below' ? its : its.toReversed();
    const named = furthest
      .slice(0, furthest.length > MOST_NAMED + 1 ? MOST_NAMED : MOST_NAMED + 1)
      .map(({ name, group }) => `${name} (${group})`);
    const rest = its.length - named.length;
    const groups = list(language, 'conjunction', rest > 0 ? [...named, say('more', { count: rest })] : named);
    return its.length > 0 ? [say(`title.${standing}`, { groups, verb: say(`verb.${measure}.${standing}`) })] : [];
  });
  return sentences.length > 0 ? sentences.join(' ') : say('title.unclear');
}

function inOrder(order: Order, language: Language): (a: Drawn, b: Drawn) => number {
  const byName = (a: Drawn, b: Drawn) => a.name.localeCompare(b.name, language);
  if (order === 'naam') return (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || byName(a, b);
  if (order === 'mensen') return (a, b) => b.people - a.people || byName(a, b);
  return (a, b) => a.estimate.value - b.estimate.value || a.estimate.high - b.estimate.high || byName(a, b);
}

/** Under headings, so that many rows can still be read: who stands where, or what kind of trait it is. By number of people there are none. */
function sectionsOf(rows: readonly Drawn[], order: Order, language: Language): { heading: string | null; rows: readonly Drawn[] }[] {
  if (order === 'mensen') return [{ heading: null, rows }];
  const sections =
    order === 'laagste'
      ? STANDINGS.map((standing) => {
          const its = rows.filter((row) => row.standing === standing);
          return { heading: texts.text(language, `outflow.chart.section.${standing}`, { count: its.length }), rows: its };
        })
      : KINDS.map((kind) => ({ heading: texts.text(language, `traits.group.${kind}`), rows: rows.filter((row) => row.kind === kind) }));
  return sections.filter((section) => section.rows.length > 0);
}
