import type { SelectionCriteria, TraitCriterion } from '#libs/planning';
import { findTrait } from '#libs/profiles';

/** How many things may be asked of somebody's answers at once: more is a group that nobody understands. */
export const MOST_CONDITIONS = 5;
export const COMPARISONS = ['is', 'minstens', 'hoogstens'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** One condition as it was filled in. */
export interface ConditionFields {
  trait: string;
  comparison: Comparison;
  answers: string[];
  atLeast: string;
  atMost: string;
  days: string;
}

export interface SelectionFields {
  name: string;
  conditions: ConditionFields[];
  monthsFrom: string;
  monthsUntil: string;
}

/** What is to be done with the form: a condition more or less, count, or keep it. */
export type SelectionAction = { kind: 'add'; trait: string } | { kind: 'remove'; index: number } | { kind: 'count' } | { kind: 'keep' };

type Sent = Record<string, unknown>;

/** The form as it was sent; only conditions about registered traits are read. */
export function readSelection(body: unknown): { fields: SelectionFields; action: SelectionAction } {
  const sent = (typeof body === 'object' && body !== null ? body : {}) as Sent;
  const numbers = Array.from({ length: MOST_CONDITIONS }, (_, index) => index + 1);
  const conditions = numbers.flatMap((number): ConditionFields[] => {
    const trait = text(sent, `kenmerk${number}`);
    if (!findTrait(trait)) return [];
    const comparison = COMPARISONS.find((known) => known === text(sent, `soort${number}`)) ?? 'is';
    return [
      {
        trait,
        comparison,
        answers: texts(sent, `antwoord${number}`),
        atLeast: text(sent, `minstens${number}`),
        atMost: text(sent, `hoogstens${number}`),
        days: text(sent, `dagen${number}`),
      },
    ];
  });
  const fields = { name: text(sent, 'naam'), conditions, monthsFrom: text(sent, 'maandenvan'), monthsUntil: text(sent, 'maandentot') };
  return { fields, action: actionOf(sent) };
}

function actionOf(sent: Sent): SelectionAction {
  const action = text(sent, 'actie');
  const [, removed] = /^weg-(\d)$/.exec(action) ?? [];
  if (removed !== undefined) return { kind: 'remove', index: Number(removed) - 1 };
  if (action === 'erbij') return { kind: 'add', trait: text(sent, 'nieuw') };
  return { kind: action === 'tel' ? 'count' : 'keep' };
}

/** The form after a condition more or less; anything else leaves it as it is. */
export function carriedOut(fields: SelectionFields, action: SelectionAction): SelectionFields {
  if (action.kind === 'remove') return { ...fields, conditions: fields.conditions.filter((_, index) => index !== action.index) };
  const trait = action.kind === 'add' ? findTrait(action.trait) : undefined;
  if (!trait || fields.conditions.length >= MOST_CONDITIONS) return fields;
  const fresh: ConditionFields = { trait: trait.key, comparison: 'is', answers: [], atLeast: '', atMost: '', days: '' };
  return { ...fields, conditions: [...fields.conditions, fresh] };
}

/** What the form asks for; a number that is none becomes NaN, which no selection accepts. */
export function criteriaOf({ conditions, monthsFrom, monthsUntil }: SelectionFields): SelectionCriteria {
  const spell = { monthsAtLeast: numberOrNull(monthsFrom), monthsAtMost: numberOrNull(monthsUntil) };
  return {
    traits: conditions.map((condition): TraitCriterion => ({
      trait: condition.trait,
      ...valuesOf(condition),
      notOlderThanDays: numberOrNull(condition.days),
    })),
    spell: spell.monthsAtLeast === null && spell.monthsAtMost === null ? null : spell,
  };
}

/** The field of the form that a problem of a selection stands beside. */
export function selectionField(problem: string, { conditions }: SelectionFields): string {
  const [, index, part] = /^traits\.(\d+)\.(\w+)$/.exec(problem) ?? [];
  if (index !== undefined) {
    const number = Number(index) + 1;
    if (part === 'notOlderThanDays') return `dagen${number}`;
    const comparison = conditions[Number(index)]?.comparison ?? 'is';
    return comparison === 'is' ? `antwoord${number}` : `${comparison}${number}`;
  }
  return { name: 'naam', criteria: 'nieuw', 'spell.monthsAtLeast': 'maandenvan', 'spell.monthsAtMost': 'maandentot' }[problem] ?? 'naam';
}

function valuesOf({ comparison, answers, atLeast, atMost }: ConditionFields): Pick<TraitCriterion, 'is' | 'atLeast' | 'atMost'> {
  if (comparison === 'minstens') return { atLeast: numberOf(atLeast) };
  return comparison === 'hoogstens' ? { atMost: numberOf(atMost) } : { is: answers.map(numberOf) };
}

function numberOf(given: string): number {
  return /^\d{1,6}$/.test(given.trim()) ? Number(given.trim()) : NaN;
}

function numberOrNull(given: string): number | null {
  return given.trim() === '' ? null : numberOf(given);
}

function text(sent: Sent, field: string): string {
  const value = sent[field];
  return typeof value === 'string' ? value.slice(0, 200) : '';
}

/** One box ticked is a text, several are a list. */
function texts(sent: Sent, field: string): string[] {
  const value = sent[field];
  const all: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return all.filter((each): each is string => typeof each === 'string').slice(0, 20);
}
