import { textIn, type Sent } from '../questionnaires/form-reading.js';
import { moved, moveIn } from './condition-moves.js';
import { emptyEffect, MOST_EFFECTS, type EffectFields } from './effect.form.js';
import { withEnglish, type RuleFields } from './rule.form.js';

/** The form after one of its buttons was pressed. Keeping and showing change nothing in it. */
export function carriedOut(fields: RuleFields, action: string, sent: Sent): RuleFields {
  if (action === 'kopieer') return withEnglish(fields);
  const effects = effectsAfter(fields.then, action);
  if (effects) return { ...fields, then: effects };
  const move = moveIn(action);
  return move ? { ...fields, when: moved(fields.when, move, textIn(sent, `${move.id}_over`, 200)) } : fields;
}

function effectsAfter(effects: readonly EffectFields[], action: string): EffectFields[] | null {
  if (action === 'erbij dan') return effects.length >= MOST_EFFECTS ? [...effects] : [...effects, emptyEffect()];
  const [, move, number] = /^(weg|omhoog|omlaag) dan-(\d)$/.exec(action) ?? [];
  if (move === undefined) return null;
  const place = Number(number) - 1;
  if (move === 'weg') return effects.toSpliced(place, 1);
  const next = move === 'omhoog' ? place - 1 : place + 1;
  const [own, other] = [effects[place], effects[next]];
  return own && other ? effects.with(place, other).with(next, own) : [...effects];
}
