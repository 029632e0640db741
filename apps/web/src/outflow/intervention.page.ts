import type { InterventionInFull } from '#libs/insight';
import type { InterventionType } from '#libs/interventions';
import { meantFor, type Ratio, type SetComparison } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { addressOf, type AskedQuestion } from './asking.js';
import { percent, tenths, whole } from './figures.js';
import { carried, frame } from './frame.js';
import { directionOf, points, type ShownComparison } from './interventions-chart.js';
import { definitionsOf, partsInWords, traitName, withinInWords } from './interventions.page.js';

export interface InterventionGiven {
  asked: AskedQuestion;
  type: InterventionType;
  found: { figures: InterventionInFull; madeAt: Temporal.Instant } | null;
}

const PATH = '/uitstroom/interventies';
const DEFINITIONS = ['day', 'alike', 'later-start', 'share12', 'ratio', 'parts', 'rounded', 'after', 'cause'] as const;
const OUTCOMES = ['completed', 'running', 'stopped', 'foundWork'] as const;

/** Exactly what the page of one kind of help prints: chance first where chance decided, then who was alike, then what became of all who began. */
export function interventionPage({ asked, type, found }: InterventionGiven, today: Temporal.PlainDate, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-interventions.one.${key}`, values);
  const name = type.name[language];
  const figures = found?.figures ?? null;
  const isShown = figures !== null && (figures.started !== null || figures.lots !== null);
  return {
    frame: frame({
      tab: 'interventions',
      path: `${PATH}/${type.code}`,
      asked,
      headline: headline(figures, name, language),
      madeAt: isShown && found ? found.madeAt : null,
      language,
      today,
      counting: ['censureren'],
      defined: texts.text(language, 'outflow-interventions.defined'),
    }),
    back: addressOf(PATH, carried(asked)),
    nothing: figures && !isShown ? { title: say('nothing.title', { name }), text: say('nothing.text') } : null,
    summary: type.summary[language],
    lots: figures?.lots
      ? { ...comparedOf(figures.lots.comparison, 'lots', language), drawn: say('lots.drawn', { count: figures.lots.draws }) }
      : null,
    compared: figures?.started ? { ...comparedOf(figures.comparison, 'sets', language), ...who(figures, language) } : null,
    became: figures?.started ? becameOf(figures, language) : null,
    after: figures?.started ? afterOf(figures, type.code, language) : null,
    definitions: isShown ? definitionsOf(DEFINITIONS, language) : null,
  };
}

function headline(figures: InterventionInFull | null, name: string, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) =>
    texts.text(language, `outflow-interventions.one.headline.${key}`, { name, ...values });
  const lots = figures?.lots?.comparison;
  const comparison = lots?.state === 'shown' ? lots : figures?.comparison;
  if (comparison?.state !== 'shown') return say(figures?.started ? 'not-compared' : 'none');
  const { got, others } = comparison;
  return say(`${lots?.state === 'shown' ? 'lots' : 'sets'}-${directionOf(comparison)}`, {
    got: percent(language, got.share.value),
    others: percent(language, others.share.value),
  });
}

/** Two groups beside each other, in a picture, a table and words; or why not. */
function comparedOf(comparison: SetComparison | { state: 'not-shown' }, kind: 'sets' | 'lots', language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-interventions.one.${key}`, values);
  if (comparison.state !== 'shown') return { refused: say(`refused.${comparison.state}`), shown: null };
  const { difference } = comparison;
  return {
    refused: null,
    shown: {
      ...picture(comparison, kind, language),
      difference: say(`difference.${directionOf(comparison)}`, {
        value: whole(language, Math.abs(Math.round(100 * difference.value))),
        low: points(difference.low, language),
        high: points(difference.high, language),
      }),
      ratio: ratioInWords('ratio', comparison.ratio, language),
      adjusted: ratioInWords('adjusted', comparison.adjusted, language),
      steady: comparison.isSteady === null ? null : say(comparison.isSteady ? 'steady' : 'not-steady'),
    },
  };
}

function picture({ got, others }: ShownComparison, kind: 'sets' | 'lots', language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-interventions.one.${key}`, values);
  const end = Math.min(1, Math.max(0.3, Math.ceil(Math.max(got.share.high, others.share.high) * 10) / 10));
  const place = (fraction: number) => `${Number(((100 * fraction) / end).toFixed(2))}%`;
  const step = end > 0.6 ? 0.2 : 0.1;
  const rows = [
    { side: 'got', ...got },
    { side: 'others', ...others },
  ].map(({ side, people, share }) => ({
    side,
    name: say(`${kind}.${side}`),
    low: place(share.low),
    dot: place(share.value),
    high: place(share.high),
    share: percent(language, share.value),
    range: texts.text(language, 'outflow-interventions.range', { low: percent(language, share.low), high: percent(language, share.high) }),
    people: whole(language, people),
    about: texts.text(language, 'outflow-interventions.chart.people', { number: whole(language, people) }),
  }));
  return {
    rows,
    spoken: rows.map(({ name, share, range, people }) => say('spoken', { name, share, range, people })).join(' '),
    axis: Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, nth) => nth * step).map((tick) => ({
      at: place(tick),
      label: percent(language, tick),
      anchor: tick === 0 ? 'start' : tick >= end - 1e-9 ? 'end' : 'middle',
    })),
  };
}

function ratioInWords(key: 'ratio' | 'adjusted', ratio: Ratio | null, language: Language): string | null {
  if (!ratio) return null;
  const direction = ratio.low > 1 ? 'more' : ratio.high < 1 ? 'less' : 'unclear';
  const numbers = { value: tenths(language, ratio.value), low: tenths(language, ratio.low), high: tenths(language, ratio.high) };
  return texts.text(language, `outflow-interventions.one.${key}.${direction}`, numbers);
}

/** By what people were alike, and who found nobody. */
function who({ alone, comparedBy: { alike, also } }: InterventionInFull, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-interventions.one.${key}`, values);
  const list = (traits: readonly string[]) => new Intl.ListFormat(language).format(traits.map((trait) => traitName(trait, language)));
  return {
    alike: say('alike-by', { traits: list(alike) }),
    also: say('also', { traits: list(also) }),
    alone: alone === null ? null : alone === 0 ? say('alone-few') : say('alone', { number: whole(language, alone) }),
  };
}

function becameOf(figures: InterventionInFull, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-interventions.${key}`, values);
  const { started, offered, work6, work12, estimated12, parts } = figures;
  const all = started?.people ?? 0;
  return {
    title: say('one.became', { number: whole(language, all), count: all }),
    about: say('one.about', { parts: partsInWords(parts, language) }),
    offered: offered === null ? null : say('one.offered', { number: whole(language, offered) }),
    outcomes: OUTCOMES.map((key) => ({
      key,
      number: whole(language, started?.[key] ?? 0),
      label: say(`outcome.${key}`),
      share: percent(language, (started?.[key] ?? 0) / Math.max(1, all)),
    })),
    work: [
      { label: say('column.work6'), ...withinInWords(work6, language) },
      { label: say('column.work12'), ...withinInWords(work12, language) },
      ...(estimated12
        ? [
            {
              label: say('one.estimated'),
              share: percent(language, estimated12.value),
              range: say('range', { low: percent(language, estimated12.low), high: percent(language, estimated12.high) }),
              people: say('one.all-of-them'),
              isHidden: false,
            },
          ]
        : []),
    ],
  };
}

function afterOf({ after }: InterventionInFull, code: string, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-interventions.${key}`, values);
  const hidden = meantFor(code).filter((trait) => !after.some((one) => one.trait === trait));
  return {
    rows: after.map(({ trait, people, better, same, worse }) => ({
      trait: traitName(trait, language),
      people: say('chart.people', { number: whole(language, people) }),
      parts: [
        { how: 'better', share: better },
        { how: 'same', share: same },
        { how: 'worse', share: worse },
      ].map(({ how, share }, nth, all) => ({
        how,
        label: say(`after.${how}`),
        share: percent(language, share),
        // Rounded to twentieths each, so together they may be a little more than the whole.
        x: `${Math.round(100 * all.slice(0, nth).reduce((sum, part) => sum + part.share, 0))}%`,
        width: `${Math.round(100 * share)}%`,
      })),
    })),
    hidden:
      hidden.length > 0
        ? say('after.too-few', { traits: new Intl.ListFormat(language).format(hidden.map((trait) => traitName(trait, language))) })
        : null,
  };
}
