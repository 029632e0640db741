import type { ExampleLine, RuleTouch, VerdictSplit } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { levelOf, traitOf } from '#libs/profiles';
import { conditionLines } from '#libs/rules';
import { texts } from '../http/views.js';
import { percent, whole } from '../outflow/figures.js';

const PARTS = ['yes', 'no', 'unknown', 'rest'] as const;

/** Whom a rule touches today, in words and a bar; null: its condition is not finished. */
export function touchPage(touch: RuleTouch | null, catalogue: Catalogue, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rule-effects.${key}`, values);
  if (!touch)
    return { headline: say('unfinished'), notes: [], split: null, columns: [], columnCount: 0, teams: [], hiddenTeams: null, examples: [] };
  const { total, teams, examples } = touch;
  const kinds = PARTS.filter((kind) => total && kind in total);
  const isSeveral = teams.length > 1 && total !== null;
  return {
    headline: headlineOf(touch, language),
    notes: [
      ...(touch.looked < touch.clients
        ? [say('sample', { looked: whole(language, touch.looked), clients: whole(language, touch.clients) })]
        : []),
      ...(touch.clients > 0 ? [say('rounded')] : []),
    ],
    split: total && { parts: barOf(total, language) },
    columns: kinds.map((kind) => say(`touch.verdict.${kind}`)),
    columnCount: kinds.length,
    teams: isSeveral
      ? teams.map(({ team, split }) => ({
          team: team === '' ? say('touch.no-team') : team,
          numbers: split ? kinds.map((kind) => whole(language, numbersOf(split)[kind] ?? 0)) : null,
        }))
      : [],
    hiddenTeams: isSeveral && teams.some(({ split }) => !split) ? say('touch.hidden-teams') : null,
    examples: examples.map(({ kind, lines }, at) => ({
      name: say('example.name', { letter: String.fromCodePoint(65 + at) }),
      kind,
      verdict: say(`example.kind.${kind}`),
      isFirst: at === 0,
      lines: lines.filter((line) => lines.length === 1 || line.depth > 0).map((line) => lineOf(line, catalogue, language)),
    })),
  };
}

function headlineOf({ clients, looked, total, yesShare }: RuleTouch, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rule-effects.touch.${key}`, values);
  if (clients === 0) return say('headline-no-clients');
  if (!total) return say('headline-few');
  if (total.yes === 0) return say('headline-nobody');
  if (looked === clients || !yesShare) return say('headline', { number: whole(language, total.yes), clients: whole(language, clients) });
  return say('headline-sample', {
    share: percent(language, yesShare.value),
    low: percent(language, yesShare.low),
    high: percent(language, yesShare.high),
    clients: whole(language, clients),
    number: whole(language, Number((yesShare.value * clients).toPrecision(2))),
  });
}

function numbersOf(split: VerdictSplit): Partial<Record<(typeof PARTS)[number], number>> {
  return split;
}

/** The parts of a bar from left to right, with what each is. */
function barOf(split: VerdictSplit, language: Language) {
  const numbers = numbersOf(split);
  const kinds = PARTS.filter((kind) => numbers[kind] !== undefined);
  const all = Math.max(
    1,
    kinds.reduce((sum, kind) => sum + (numbers[kind] ?? 0), 0),
  );
  let x = 0;
  return kinds.map((kind) => {
    const number = numbers[kind] ?? 0;
    const part = {
      kind,
      x: place(x / all),
      width: place(number / all),
      number: whole(language, number),
      label: texts.text(language, `rule-effects.touch.verdict.${kind}`),
    };
    x += number;
    return part;
  });
}

/** As an SVG takes it: `12.5%`. */
export function place(fraction: number): string {
  return `${Number((100 * fraction).toFixed(2))}%`;
}

function lineOf({ condition, verdict, depth, known }: ExampleLine, catalogue: Catalogue, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rule-effects.example.${key}`, values);
  const told = known.map(({ trait, value, ago }) =>
    say('known', {
      trait: traitOf(trait).label[language],
      level: levelOf(trait, value)?.label[language] ?? String(value),
      ago: ago.unit === 'week' && ago.count === 0 ? say('ago.week_zero') : say(`ago.${ago.unit}`, { count: ago.count }),
    }),
  );
  return {
    depth: Math.min(depth, 3),
    verdict,
    label: say(`verdict.${verdict}`),
    words: conditionLines(condition, catalogue, language).words,
    known: told.length > 0 ? `(${told.join('; ')})` : null,
  };
}
