import { INSTRUMENT_TRAITS } from './instrument-traits.js';
import { OFFICE_TRAITS } from './office-traits.js';
import { TRAIT_BANK } from './trait-bank.js';
import type { TraitBand, TraitDefinition, TraitLevel } from './trait.js';

/** The eighteen of the standard item bank, in its order: what a screen that lists traits always has a line for. */
export const STANDARD_TRAITS: readonly TraitDefinition[] = TRAIT_BANK;

/** The registry: everything that may be known about a client here, the standard ones first. What is not in it cannot be observed. */
export const TRAITS: readonly TraitDefinition[] = [...TRAIT_BANK, ...INSTRUMENT_TRAITS, ...OFFICE_TRAITS];

const COMPUTED_BY_INSTRUMENTS = ['social.loneliness', 'mental.distress', 'wellbeing.who5'];

/** What somebody of the office may record by hand: no question of the standard questionnaire asks it, and no instrument computes it. */
export const RECORDABLE_TRAITS: readonly TraitDefinition[] = TRAITS.filter(
  (trait) => !STANDARD_TRAITS.includes(trait) && !COMPUTED_BY_INSTRUMENTS.includes(trait.key),
);

export const TRAIT_KEYS: readonly string[] = TRAITS.map(({ key }) => key);

const traits = new Map(TRAITS.map((trait) => [trait.key, trait]));

export function findTrait(key: string): TraitDefinition | null {
  return traits.get(key) ?? null;
}

/** @throws RangeError for a key that is not registered: that is a defect in the caller, not something a person did */
export function traitOf(key: string): TraitDefinition {
  const trait = traits.get(key);
  if (!trait) throw new RangeError(`no trait "${key}" is registered`);
  return trait;
}

/** The level of a value, or null when the value is not on the scale of the trait (or either is not there at all). */
export function levelOf(key: string, value: number | null): TraitLevel | null {
  return traits.get(key)?.levels.find((level) => level.value === value) ?? null;
}

/** The chart group a value belongs to. */
export function bandOf(key: string, value: number | null): TraitBand | null {
  return value === null ? null : (traits.get(key)?.bands.find(({ values }) => values.includes(value)) ?? null);
}

/** The first moment at which a value observed then no longer counts. A day is 24 hours: a validity is no appointment. */
export function validUntil(trait: TraitDefinition, observedAt: Temporal.Instant): Temporal.Instant {
  return observedAt.add({ hours: trait.validDays * 24 });
}

/** Whether an observation has become history: valid is the half-open [observedAt, validUntil). */
export function isExpired(trait: TraitDefinition, observedAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return now.epochMilliseconds - observedAt.epochMilliseconds >= trait.validDays * 86_400_000;
}
