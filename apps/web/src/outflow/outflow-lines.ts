import { ANSWER_GROUPS, type Cell, type Family, type Outcomes, type TraitOutflow } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { traitOf } from '#libs/profiles';
import { texts } from '../http/views.js';

/** One line of figures, in words: the same for the chart, the tables and the CSV. */
export interface OutflowLine {
  trait: string;
  group: string;
  family: Family | 'hidden';
  /** null: not shown. */
  outcomes: Outcomes | null;
}

/** Every line of a trait; what is hidden closes it, together. */
export function linesOf({ trait, cells, hidden }: TraitOutflow, language: Language): OutflowLine[] {
  const name = traitOf(trait).label[language];
  const lines = cells.map((cell): OutflowLine => ({
    trait: name,
    group: groupName(trait, cell, language),
    family: cell.family,
    outcomes: cell.outcomes,
  }));
  const rest: OutflowLine[] = hidden
    ? [{ trait: name, group: texts.text(language, 'outflow.hidden-together'), family: 'hidden', outcomes: hidden }]
    : [];
  return [...lines, ...rest];
}

/** `slecht of zeer slecht`: the levels that stand on one line. */
function groupName(trait: string, { keys }: Cell, language: Language): string {
  const { bands } = traitOf(trait);
  const names = keys.map((key) => {
    const answer = ANSWER_GROUPS.find((group) => group === key);
    return answer ? texts.text(language, `outflow.answer.${answer}`) : String(bands.find((band) => band.key === key)?.label[language]);
  });
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
}
