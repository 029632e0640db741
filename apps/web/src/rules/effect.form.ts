import type { Effect, Strength } from '#libs/rules';
import { textIn, wholeIn, type Sent } from '../questionnaires/form-reading.js';

export const EFFECT_KINDS = ['suggest', 'advise_against', 'talk_first', 'ask'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];
export const STRENGTHS = ['1', '2', '3'] as const;
/** More advice from one rule is advice that nobody reads. */
export const MOST_EFFECTS = 8;

/** What follows, one line of it; what does not belong to its kind is kept as it was filled in. */
export interface EffectFields {
  kind: EffectKind;
  intervention: string;
  strength: string;
  trait: string;
}

export function emptyEffect(): EffectFields {
  return { kind: 'suggest', intervention: '', strength: '2', trait: '' };
}

export function readEffects(sent: Sent): EffectFields[] {
  const effects: EffectFields[] = [];
  for (let number = 1; number <= MOST_EFFECTS; number++) {
    const given = textIn(sent, `dan-${number}_soort`, 20);
    if (given === '') break;
    effects.push({
      kind: EFFECT_KINDS.find((kind) => kind === given) ?? 'suggest',
      intervention: textIn(sent, `dan-${number}_wat`, 100),
      strength: textIn(sent, `dan-${number}_sterk`, 2),
      trait: textIn(sent, `dan-${number}_kenmerk`, 200),
    });
  }
  return effects;
}

/** What was not chosen yet is empty in it: the compiler says so. */
export function effectOf({ kind, intervention, strength, trait }: EffectFields): Effect {
  if (kind === 'ask') return { stance: kind, trait };
  const strong = wholeIn(strength) as Strength;
  return kind === 'talk_first' ? { stance: kind, strength: strong } : { stance: kind, intervention, strength: strong };
}

/** Of any effect, also one of a file that says something else than it should. */
export function fieldsOfEffect(effect: Effect): EffectFields {
  const { stance, intervention, strength, trait } = effect as Partial<Record<string, unknown>>;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    kind: EFFECT_KINDS.find((kind) => kind === stance) ?? 'suggest',
    intervention: text(intervention),
    strength: typeof strength === 'number' ? String(strength) : '2',
    trait: text(trait),
  };
}
