import { findTrait } from '#libs/profiles';

/** One thing that must be so of somebody's latest answer: it is one of these values, or at least or at most so much. */
export interface TraitCriterion {
  trait: string;
  is?: readonly number[];
  atLeast?: number;
  atMost?: number;
  /** An older answer does not count; nor does one whose own validity is over, whatever is said here. */
  notOlderThanDays?: number | null;
}

/** Who is in a saved selection: all of it must be so. What is not known of somebody, or not any more, never matches. */
export interface SelectionCriteria {
  traits: readonly TraitCriterion[];
  /** How long the benefit of today has run, in whole months. */
  spell: { monthsAtLeast?: number | null; monthsAtMost?: number | null } | null;
}

const MOST_TRAITS = 10;
const MOST_MONTHS = 600;

/** Everything that is wrong at once: field (`traits.0.value`) → text key; empty when it may be kept. Only what is registered as a trait can be asked for. */
export function problemsWithSelection(name: string, { traits, spell }: SelectionCriteria): Record<string, string> {
  const problems: Record<string, string> = {};
  if (name.trim() === '') problems['name'] = 'form.name-needed';
  else if (name.trim().length > 120) problems['name'] = 'form.too-long';
  if (traits.length === 0 && !hasBound(spell)) problems['criteria'] = 'form.criteria-needed';
  if (traits.length > MOST_TRAITS) problems['criteria'] = 'form.too-many-criteria';
  for (const [index, criterion] of traits.entries()) {
    if (!findTrait(criterion.trait)) problems[`traits.${index}.trait`] = 'form.unknown-trait';
    else if (valuesOf(criterion).length === 0) problems[`traits.${index}.value`] = 'form.off-the-scale';
    const days = criterion.notOlderThanDays ?? null;
    if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 3650)) problems[`traits.${index}.notOlderThanDays`] = 'form.days';
  }
  for (const bound of ['monthsAtLeast', 'monthsAtMost'] as const) {
    const months = spell?.[bound] ?? null;
    if (months !== null && !(Number.isInteger(months) && months >= 0 && months <= MOST_MONTHS)) problems[`spell.${bound}`] = 'form.months';
  }
  if ((spell?.monthsAtLeast ?? 0) > (spell?.monthsAtMost ?? MOST_MONTHS)) problems['spell.monthsAtMost'] = 'form.months-order';
  return problems;
}

/** A condition of SQL about a table or alias `client`, and the values of its parameters. */
export interface Condition {
  sql: string;
  values: unknown[];
}

/**
 * The selection as one parametrised condition. Every value is a parameter; of a trait only the latest answer counts, when it is an answer,
 * is still valid, and is not older than was asked.
 * @param firstParameter the number of the first parameter that is free
 */
export function selectionCondition(
  { traits, spell }: SelectionCriteria,
  firstParameter: number,
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): Condition {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${firstParameter + values.push(value) - 1}`;
  const conditions = traits.map((criterion) => {
    const days = Math.min(findTrait(criterion.trait)?.validDays ?? 0, criterion.notOlderThanDays ?? Infinity);
    return `exists (
      select from (
        select state, value, observed_at from trait_observation
         where client_id = client.id and trait = ${parameter(criterion.trait)}::text and observed_at <= ${parameter(now)}::timestamptz
         order by observed_at desc, id desc limit 1) latest
       where state = 'answered' and value = any (${parameter(valuesOf(criterion))}::smallint[])
         and observed_at > ${parameter(now.subtract({ hours: days * 24 }))}::timestamptz)`;
  });
  if (hasBound(spell)) {
    const bounds = [`during @> ${parameter(today)}::date`];
    const { monthsAtLeast, monthsAtMost } = spell ?? {};
    if (isSet(monthsAtLeast)) bounds.push(`lower(during) <= ${parameter(today.subtract({ months: monthsAtLeast }))}::date`);
    if (isSet(monthsAtMost)) bounds.push(`lower(during) > ${parameter(today.subtract({ months: monthsAtMost + 1 }))}::date`);
    conditions.push(`exists (select from benefit_spell where client_id = client.id and ${bounds.join(' and ')})`);
  }
  return { sql: conditions.length === 0 ? 'false' : conditions.join('\n and '), values };
}

/** The values on the trait's own scale that match; none when the criterion says nothing, or more than one thing. */
function valuesOf({ trait, is, atLeast, atMost }: TraitCriterion): number[] {
  const scale = (findTrait(trait)?.levels ?? []).map(({ value }) => value);
  if (is !== undefined && atLeast === undefined && atMost === undefined)
    return is.every((value) => scale.includes(value)) ? [...new Set(is)] : [];
  if (is !== undefined || (atLeast === undefined && atMost === undefined)) return [];
  return scale.filter((value) => value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity));
}

function hasBound(spell: SelectionCriteria['spell']): boolean {
  return isSet(spell?.monthsAtLeast) || isSet(spell?.monthsAtMost);
}

function isSet(months: number | null | undefined): months is number {
  return months !== null && months !== undefined;
}
