import type { Wording } from '#libs/platform';
import type { BarrierLevel, TraitBand, TraitDefinition, TraitGroup, TraitLevel } from './trait.js';
import { TRAIT_REGISTER } from './trait-register.js';

const DEFAULT_VALID_DAYS = 90;
/**
 * Eleven weeks: who is asked every four weeks hears a question again after twelve, just before its answer expires. Twelve would make it
 * sixteen for whoever answered a day after the question, because a question never comes again before its validity is over.
 */
const ASK_AFTER_DAYS = 77;

export type LevelText = readonly [value: number, nl: string, en: string, barrier?: BarrierLevel];

/**
 * A trait of these levels, with what the register says of it.
 * @throws RangeError when the register does not say why it may be known
 */
export function trait(
  key: string,
  group: TraitGroup,
  better: TraitDefinition['better'],
  label: Wording,
  levels: readonly LevelText[],
  extra: { validDays?: number; askAfterDays?: number; bands?: readonly TraitBand[]; unit?: Wording } = {},
): TraitDefinition {
  const registration = TRAIT_REGISTER[key];
  if (!registration) throw new RangeError(`nothing says why "${key}" may be known`);
  const worded: TraitLevel[] = levels.map(([value, nl, en, barrier = 'none']) => ({ value, label: { nl, en }, barrier }));
  const bands = extra.bands ?? worded.map(({ value, label: words }) => ({ key: String(value), values: [value], label: words }));
  const { validDays = DEFAULT_VALID_DAYS, askAfterDays = Math.min(ASK_AFTER_DAYS, validDays), unit = null } = extra;
  return { key, group, label, ...registration, unit, levels: worded, better, validDays, askAfterDays, bands };
}

/** The band of the values from the first up to and including the last, in steps. */
export function band(from: number, to: number, nl: string, en: string, step = 1): TraitBand {
  const values = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  return { key: from === to ? String(from) : `${from}-${to}`, values, label: { nl, en } };
}
