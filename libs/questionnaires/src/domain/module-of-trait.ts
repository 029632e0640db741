import { findTrait } from '#libs/profiles';
import type { ModuleKey } from './definition.js';

/** What the instruments measure belongs with their questions. */
const OF_INSTRUMENTS: Readonly<Record<string, ModuleKey>> = {
  'social.loneliness': 'loneliness',
  'mental.distress': 'mental_health',
  'wellbeing.who5': 'mental_health',
};

/** The module without which a trait may not be known, whoever tells it; null: it belongs to none. */
export function moduleOfTrait(trait: string): ModuleKey | null {
  return OF_INSTRUMENTS[trait] ?? (findTrait(trait)?.sensitivity === 'health' ? 'health' : null);
}
