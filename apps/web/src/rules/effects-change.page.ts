import type { RuleSetChange, ShownCount } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { whole } from '../outflow/figures.js';

const COLUMNS = ['added', 'withdrawn', 'first', 'noLongerFirst'] as const;
const FIGURES = ['added', 'withdrawn', 'firstPlace'] as const;

/** What changes for the clients of today when rules take the place of others: for `partials/rules/effect-of-change`. */
export function changePage(change: RuleSetChange, catalogue: Catalogue, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rule-effects.${key}`, values);
  const shown = (count: ShownCount) => (count === null ? say('not-shown') : whole(language, count));
  const { touched, clients, looked, interventions } = change;
  const headline = touched === null ? 'headline-few' : touched === 0 ? 'headline-nobody' : 'headline';
  const isTold = touched !== null && touched > 0;
  return {
    headline: say(`change.${headline}`, { number: whole(language, touched ?? 0), clients: whole(language, looked) }),
    notes: [
      say('change.today'),
      ...(looked < clients ? [say('sample', { looked: whole(language, looked), clients: whole(language, clients) })] : []),
      ...(touched === 0 ? [] : [say('rounded')]),
    ],
    figures: isTold ? FIGURES.map((name) => ({ number: shown(change[name]), label: say(`change.figure.${name}`) })) : [],
    columns: COLUMNS.map((column) => say(`change.column.${column}`)),
    rows: interventions.map((each) => ({
      name: catalogue.find(each.intervention)?.name[language] ?? each.intervention,
      note: each.stance === 'advise_against' ? say('change.advise-against') : null,
      numbers: COLUMNS.map((column) => shown(each[column])),
    })),
  };
}
