import type { FlaggedRule, Funnel, InterventionLines } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import { FEWEST_PEOPLE, type AskedPeriod, type ChosenPeriod } from '#libs/outflow';
import type { Language, Wording } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { whole } from '../outflow/figures.js';
import { monthOf, monthsOf } from '../outflow/asking.js';
import { periodForm } from '../outflow/period-form.js';
import { bar, spoken } from './bars.js';
import { reasonsInWords } from './reasons.js';

export interface LearningGiven {
  chosen: ChosenPeriod;
  asked: AskedPeriod;
  /** null: there is no period, or no team. */
  lines: InterventionLines[] | null;
  flagged: FlaggedRule[];
  catalogue: Catalogue;
  isOffice: boolean;
  hasTeam: boolean;
}

const DECIDED = ['accepted', 'adjusted', 'declined'] as const;
const COLUMNS = ['suggested', ...DECIDED, 'open', 'withdrawn', 'begun', 'completed', 'stoppedEarly', 'foundWork'] as const;
const DEFINITIONS = ['suggested', 'decided', 'begun', 'small', 'cause'] as const;

/** Exactly what the page prints that looks back on suggestions. */
export function learningPage(
  { chosen, asked, lines, flagged, catalogue, isOffice, hasTeam }: LearningGiven,
  today: Temporal.PlainDate,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `learning.${key}`, values);
  const { period } = chosen;
  const query = period ? `?vanaf=${monthOf(period.from)}&maanden=${monthsOf(period)}` : '';
  const inOrder = (lines ?? []).toSorted((a, b) => (b.funnel?.suggested ?? 0) - (a.funnel?.suggested ?? 0));
  const shown = inOrder.flatMap((line) => (line.funnel ? [{ ...line, funnel: line.funnel }] : []));
  const nothing = !hasTeam ? 'no-team' : lines?.length === 0 ? 'none' : lines && shown.length === 0 ? 'too-few' : null;
  return {
    period: period
      ? say(isOffice ? 'period-office' : 'period', {
          from: formatDate(language, period.from),
          until: formatDate(language, period.until.subtract({ days: 1 })),
        })
      : null,
    action: '/leren',
    form: { ...periodForm(chosen, asked, today, language), rules: null },
    nothing: nothing && { title: say(`nothing.${nothing}.title`), text: say(`nothing.${nothing}.text`) },
    flagged: flagged.map((rule) => ({
      title: titleOf(rule, language),
      count: say('flagged.count', { declined: whole(language, rule.declined), decided: whole(language, rule.decided) }),
      reasons: reasonsInWords(rule.reasons, language),
    })),
    flaggedTitle: flagged.length > 0 ? say('flagged.title', { count: flagged.length }) : null,
    isOffice,
    legend: [...DECIDED, 'undecided'].map((kind) => ({ kind, label: say(`way.${kind}`) })),
    bars: shown.map(({ intervention, funnel }) => {
      const parts = bar(language, [
        ...DECIDED.map((kind) => ({ kind, label: say(`way.${kind}`), count: funnel[kind] })),
        { kind: 'undecided', label: say('way.undecided'), count: funnel.open + funnel.withdrawn },
      ]);
      return {
        name: nameOf(intervention),
        href: `/leren/${intervention}${query}`,
        suggested: say('times', { count: funnel.suggested, number: whole(language, funnel.suggested) }),
        parts,
        spoken: spoken(parts),
      };
    }),
    columns: COLUMNS.map((column) => say(`column.${column}`)),
    tables: inOrder.map(({ intervention, funnel, rules }) => ({
      name: nameOf(intervention),
      href: funnel ? `/leren/${intervention}${query}` : null,
      rows: [rowOf(say('all-rules'), funnel), ...rules.map((rule) => rowOf(titleOf(rule, language), rule.funnel))],
    })),
    definitions: DEFINITIONS.map((key) => ({ term: say(`definition.${key}.term`), text: say(`definition.${key}.text`) })),
  };

  function nameOf(intervention: string): string {
    return catalogue.find(intervention)?.name[language] ?? intervention;
  }

  function rowOf(name: string, funnel: Funnel | null) {
    return {
      name,
      remark: funnel ? null : say('not-shown', { fewest: FEWEST_PEOPLE }),
      cells: funnel ? COLUMNS.map((column) => whole(language, funnel[column])) : [],
    };
  }
}

/** What a rule is called; a rule that is gone has its key only. */
export function titleOf({ rule, title }: { rule: string; title: Wording | null }, language: Language): string {
  return title?.[language] ?? rule;
}
