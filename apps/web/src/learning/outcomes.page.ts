import type { Felt, InterventionLines, Learned, TraitChange } from '#libs/insight';
import type { InterventionType } from '#libs/interventions';
import type { AskedPeriod, ChosenPeriod, ComparedGroup, Comparison } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { findTrait } from '#libs/profiles';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { percent, whole } from '../outflow/figures.js';
import { monthOf, monthsOf } from '../outflow/asking.js';
import { periodForm } from '../outflow/period-form.js';
import { bar, spoken } from './bars.js';
import { titleOf } from './learning.page.js';
import { reasonName } from './reasons.js';

export interface OutcomesGiven {
  chosen: ChosenPeriod;
  asked: AskedPeriod;
  type: InterventionType;
  line: InterventionLines | null;
  /** The rule that is looked at; null: all of them. */
  rule: string | null;
  learned: Learned | null;
  isOffice: boolean;
}

const DEFINITIONS = ['situation', 'began', 'early', 'weighed', 'work', 'certainty', 'change', 'cause'] as const;
const HOW = ['better', 'same', 'worse', 'notHeard'] as const;

/** What came of one intervention, beside who was in the same situation and did not begin it. What goes together, never what causes what. */
export function outcomesPage(
  { chosen, asked, type, line, rule, learned, isOffice }: OutcomesGiven,
  today: Temporal.PlainDate,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `learning.${key}`, values);
  const { period } = chosen;
  const rules = (line?.rules ?? []).filter(({ funnel }) => funnel);
  const funnel = rule ? (rules.find((one) => one.rule === rule)?.funnel ?? null) : (line?.funnel ?? null);
  return {
    title: say('outcomes.title', { name: type.name[language] }),
    back: period ? `/leren?vanaf=${monthOf(period.from)}&maanden=${monthsOf(period)}` : '/leren',
    period: period
      ? say(isOffice ? 'period-office' : 'period', {
          from: formatDate(language, period.from),
          until: formatDate(language, period.until.subtract({ days: 1 })),
        })
      : null,
    action: `/leren/${type.code}`,
    form: {
      ...periodForm(chosen, asked, today, language),
      rules: [
        { value: '', label: say('all-rules'), isChosen: rule === null },
        ...rules.map((one) => ({ value: one.rule, label: titleOf(one, language), isChosen: one.rule === rule })),
      ],
    },
    funnel: funnel
      ? (['suggested', 'accepted', 'adjusted', 'declined', 'begun', 'completed'] as const).map((kind) => ({
          kind,
          number: whole(language, funnel[kind]),
          label: say(`column.${kind}`),
        }))
      : null,
    nothing: learned || chosen.problems ? null : { title: say('nothing.too-few.title'), text: say('nothing.too-few.text') },
    found: learned
      ? { ...comparisonOf(learned, language), ...changesOf(learned.changes, language), ...reasonsOf(learned, language) }
      : null,
    definitions: DEFINITIONS.map((key) => ({ term: say(`outcomes.definition.${key}.term`), text: say(`outcomes.definition.${key}.text`) })),
  };
}

function comparisonOf({ comparison, running, leftBefore }: Learned, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `learning.outcomes.${key}`, values);
  const remarks = [
    people('running', running),
    people('left-before', leftBefore),
    ...(comparison.state === 'shown' && comparison.leftOut > 0
      ? [people('left-out', comparison.leftOut >= 10 ? comparison.leftOut : null)]
      : []),
  ].filter((remark) => remark !== null);
  return {
    remarks,
    compared: comparison.state === 'shown' ? chart(comparison, language) : null,
    noComparison: comparison.state === 'shown' ? null : say(comparison.state),
  };

  /** null: some, too few to count out loud. */
  function people(key: string, count: number | null): string | null {
    if (count === 0) return null;
    return count === null ? say(`${key}-few`) : say(key, { count, number: whole(language, count) });
  }
}

function chart({ did, didNot, difference }: Extract<Comparison, { state: 'shown' }>, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `learning.outcomes.${key}`, values);
  const end = Math.min(1, Math.max(0.3, Math.ceil(Math.max(did.share.high, didNot.share.high) * 10) / 10));
  const place = (fraction: number) => `${Number(((100 * fraction) / end).toFixed(2))}%`;
  const points = (fraction: number) => whole(language, Math.round(100 * fraction));
  const standing = difference.low > 0 ? 'more' : difference.high < 0 ? 'less' : 'unclear';
  const row = (kind: 'did' | 'did-not', { people, work, share }: ComparedGroup) => ({
    kind,
    name: say(kind),
    low: place(share.low),
    dot: place(share.value),
    high: place(share.high),
    people: whole(language, people),
    work: whole(language, work),
    share: percent(language, share.value),
    range: say('range', { low: percent(language, share.low), high: percent(language, share.high) }),
  });
  const rows = [row('did', did), row('did-not', didNot)];
  const step = end > 0.6 ? 0.2 : 0.1;
  return {
    headline: say(`headline.${standing}`, { did: percent(language, did.share.value), didNot: percent(language, didNot.share.value) }),
    difference: say('difference', {
      value: points(difference.value),
      low: points(difference.low),
      high: points(difference.high),
    }),
    rows,
    axis: Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, at) => Math.round(at * step * 10) / 10).map((tick) => ({
      at: place(tick),
      label: percent(language, tick),
      anchor: tick === 0 ? 'start' : tick === end ? 'end' : 'middle',
    })),
    spoken: rows.map(({ name, share, range, people }) => say('spoken', { name, share, range, people })).join(' '),
  };
}

function changesOf(changes: readonly TraitChange[], language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `learning.outcomes.${key}`, values);
  const group = (kind: 'did' | 'did-not', felt: Felt | null) => {
    const parts =
      felt &&
      bar(
        language,
        HOW.map((how) => ({ kind: how, label: say(`how.${how}`), count: felt[how] })),
      );
    return { name: say(kind), parts, spoken: parts && spoken(parts), remark: parts ? null : say('change-few') };
  };
  return {
    legend: HOW.map((kind) => ({ kind, label: say(`how.${kind}`) })),
    changes: changes.map(({ trait, did, didNot }) => ({
      trait: findTrait(trait)?.label[language] ?? trait,
      groups: [group('did', did), group('did-not', didNot)],
    })),
    noChanges: changes.length === 0 ? say('no-changes') : null,
  };
}

function reasonsOf({ reasons }: Learned, language: Language) {
  return {
    reasons:
      reasons?.map(({ decision, code, count }) => ({
        decision: texts.text(language, `learning.way.${decision}`),
        reason: reasonName(code, language),
        count: whole(language, count),
      })) ?? null,
  };
}
