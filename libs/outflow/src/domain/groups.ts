import { TRAITS, type TraitDefinition } from '#libs/profiles';
import { DOES_NOT_KNOW, FIRST_VALUE, NOT_KNOWN, REFUSED } from './cohort.js';
import type { Family } from './safe-groups.js';

/** The groups that are about the answer itself: not known, "weet ik niet", "dat wil ik niet zeggen". The others are bands of the trait. */
export const ANSWER_GROUPS = ['not-known', 'does-not-know', 'refused'] as const;

/**
 * The traits that are split by: every registered one that is a circumstance, whoever tells it (the standard questionnaire, an instrument, the
 * office). A wish is a request, and wanting to work is no circumstance either: neither is split by.
 */
export const OUTFLOW_TRAITS: readonly TraitDefinition[] = TRAITS.filter(({ group }) => group !== 'wish');

/** One group of a trait, and the codes of who is in it. */
export interface TraitGroup {
  key: string;
  family: Family;
  codes: readonly number[];
}

/** Every band of the trait in its order, and then the groups without a value. A value that is on no band (any more) is not known. */
export function traitGroups(trait: TraitDefinition, codes: Iterable<number> = []): TraitGroup[] {
  const bands = trait.bands.map(({ key, values }): TraitGroup => ({
    key,
    family: familyOf(trait, values),
    codes: values.map((value) => FIRST_VALUE + value),
  }));
  const inBands = new Set(bands.flatMap((band) => band.codes));
  const astray = [...codes].filter((code) => code >= FIRST_VALUE && !inBands.has(code));
  return [
    ...bands,
    { key: 'not-known', family: 'unknown', codes: [NOT_KNOWN, ...astray] },
    { key: 'does-not-know', family: 'unknown', codes: [DOES_NOT_KNOW] },
    { key: 'refused', family: 'unknown', codes: [REFUSED] },
  ];
}

/** A band is a barrier as soon as one of its levels is. */
export function familyOf(trait: TraitDefinition, values: readonly number[]): Family {
  return trait.levels.some(({ value, barrier }) => barrier !== 'none' && values.includes(value)) ? 'barrier' : 'favourable';
}
