import type { Language } from '#libs/platform';
import type { Selection, SelectionCount, SelectionCriteria, TraitCriterion } from '#libs/planning';
import { findTrait, levelOf, TRAITS, type TraitDefinition } from '#libs/profiles';
import { texts } from '../http/views.js';
import { whole } from '../outflow/figures.js';
import { doneInWords, type Done } from './plans.page.js';
import { COMPARISONS, MOST_CONDITIONS, type ConditionFields, type SelectionFields } from './selection.form.js';

/** The list of saved selections; who is in them is counted on a page of their own. */
export function selectionsPage(selections: readonly Selection[], language: Language) {
  return { selections: selections.map(({ id, name, criteria }) => ({ id, name, criteria: criteriaInWords(criteria, language) })) };
}

/** One saved selection, with how many are in it now. */
export function selectionPage(selection: Selection, count: SelectionCount, done: Done | null, language: Language) {
  return {
    id: selection.id,
    name: selection.name,
    done: doneInWords(done, language),
    criteria: criteriaInWords(selection.criteria, language),
    isSensitive: selection.criteria.traits.some(({ trait }) => isSensitive(trait)),
    count: countInWords(count, language),
  };
}

export interface SelectionFormGiven {
  fields: SelectionFields;
  /** By field of the form: text keys. */
  problems: Record<string, string>;
  /** null: not counted. */
  count: SelectionCount | null;
}

/** The form of a new selection as it was filled in. */
export function selectionFormPage({ fields, problems, count }: SelectionFormGiven, language: Language) {
  const error = (field: string) => {
    const problem = problems[field];
    return problem === undefined ? null : texts.text(language, `plans.${problem}`);
  };
  const input = (name: string, value: string) => ({
    name,
    value,
    label: texts.text(language, `plans.selection.${name.replace(/\d$/, '')}`),
    error: error(name),
  });
  return {
    problems: Object.keys(problems).map((field) => ({ href: `#${targetOf(field)}`, text: error(field) })),
    name: input('naam', fields.name),
    conditions: fields.conditions.map((condition, index) => conditionForm(condition, index + 1)),
    adding:
      fields.conditions.length >= MOST_CONDITIONS
        ? null
        : { ...input('nieuw', ''), options: TRAITS.map(({ key, label }) => ({ value: key, label: label[language] })) },
    addError: error('nieuw'),
    monthsFrom: input('maandenvan', fields.monthsFrom),
    monthsUntil: input('maandentot', fields.monthsUntil),
    isSensitive: fields.conditions.some(({ trait }) => isSensitive(trait)),
    count: count === null ? null : countInWords(count, language),
  };

  function conditionForm({ trait, comparison, answers, atLeast, atMost, days }: ConditionFields, number: number) {
    const { key, label, levels, better } = findTrait(trait) as TraitDefinition;
    const options = (value: string) =>
      levels.map((level) => ({ value: String(level.value), label: level.label[language], isChosen: String(level.value) === value }));
    return {
      number,
      key,
      label: label[language],
      remove: texts.text(language, 'plans.selection.remove', { name: label[language] }),
      // Without an order there is no more or less.
      comparisons: COMPARISONS.filter((each) => better !== null || each === 'is').map((value) => ({
        value,
        label: texts.text(language, `plans.selection.comparison.${value}`),
        isChosen: value === comparison,
        isList: value === 'is',
        field: value === 'is' ? `antwoord${number}` : `${value}${number}`,
        error: error(value === 'is' ? `antwoord${number}` : `${value}${number}`),
        levels: levels.map((level) => ({
          value: String(level.value),
          label: level.label[language],
          isChosen: value === 'is' ? answers.includes(String(level.value)) : false,
        })),
        options: options(value === 'minstens' ? atLeast : atMost),
      })),
      days: input(`dagen${number}`, days),
    };
  }

  /** A group of boxes is entered by its first. */
  function targetOf(field: string): string {
    const [, number] = /^antwoord(\d)$/.exec(field) ?? [];
    const first = number === undefined ? undefined : findTrait(fields.conditions[Number(number) - 1]?.trait ?? '')?.levels[0];
    return first ? `${field}-${first.value}` : field;
  }
}

/** `Schulden: heeft schulden of betaalt rekeningen te laat`, one sentence a condition. */
export function criteriaInWords({ traits, spell }: SelectionCriteria, language: Language): string[] {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `plans.selection.${key}`, values);
  const conditions = traits.map((criterion) => {
    const name = findTrait(criterion.trait)?.label[language] ?? criterion.trait;
    const days = criterion.notOlderThanDays ?? null;
    const values = { name, answers: answersInWords(criterion, language), count: days ?? 0 };
    return days === null ? say('condition', values) : say('condition-recent', values);
  });
  const [from, until] = [spell?.monthsAtLeast ?? null, spell?.monthsAtMost ?? null];
  if (from !== null && until !== null) return [...conditions, say('spell-between', { from, until })];
  if (from !== null) return [...conditions, say('spell-from', { count: from })];
  return until === null ? conditions : [...conditions, say('spell-until', { count: until })];
}

function answersInWords({ trait, is, atLeast, atMost }: TraitCriterion, language: Language): string {
  const name = (value: number) => levelOf(trait, value)?.label[language] ?? String(value);
  if (is) return new Intl.ListFormat(language, { type: 'disjunction' }).format(is.map(name));
  return [
    ...(atLeast === undefined ? [] : [texts.text(language, 'plans.selection.at-least', { answer: name(atLeast) })]),
    ...(atMost === undefined ? [] : [texts.text(language, 'plans.selection.at-most', { answer: name(atMost) })]),
  ].join(', ');
}

/** Counts by team. A total that would betray a hidden team is not shown either: it would be the difference. */
function countInWords({ total, teams }: SelectionCount, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `plans.selection.${key}`, values);
  const seen = teams.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const betrays = total !== null && total !== seen && total - seen < 10;
  const totalWords =
    total === null
      ? say('count-few')
      : betrays
        ? say('count-at-least', { number: whole(language, seen) })
        : say('count', { count: total, number: whole(language, total) });
  return {
    total: total !== null && betrays && seen === 0 ? say('count-some') : totalWords,
    teams: teams.map(({ teamName, count }) => ({ name: teamName, count: count === null ? say('under-ten') : whole(language, count) })),
  };
}

/** What somebody answers about health, money or home is nobody's business but for the purpose it was asked for. */
function isSensitive(trait: string): boolean {
  const group = findTrait(trait)?.group;
  return group === 'health' || group === 'money' || group === 'home' || group === 'wellbeing';
}
