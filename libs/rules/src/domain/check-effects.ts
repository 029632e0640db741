import { RESERVED_INPUTS } from './forbidden-inputs.js';
import { hasOtherFields, isRecord, type Reading } from './reading.js';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  suggest: ['stance', 'intervention', 'strength'],
  advise_against: ['stance', 'intervention', 'strength'],
  talk_first: ['stance', 'strength'],
  ask: ['stance', 'trait'],
};

/** What follows from a rule: what exists, what a rule may suggest, each once; and nothing that its inputs may not be used for. */
export function checkEffects(definition: Record<string, unknown>, complete: boolean, reading: Reading): void {
  const effects = definition['then'];
  if (!Array.isArray(effects) || effects.length === 0) return reading.refuse('then', 'empty', effects);
  const named = new Set<string>();
  const once = (what: unknown, at: string) => {
    if (named.has(String(what))) reading.refuse(at, 'named-twice', what);
    named.add(String(what));
  };
  effects.forEach((effect: unknown, index) => {
    const at = `then[${index}]`;
    if (!isRecord(effect)) return reading.refuse(at, 'unknown-shape', effect);
    const fields = typeof effect['stance'] === 'string' && Object.hasOwn(FIELDS, effect['stance']) ? FIELDS[effect['stance']] : undefined;
    if (!fields) return reading.refuse(`${at}.stance`, 'unknown-stance', effect['stance']);
    if (hasOtherFields(effect, fields)) reading.refuse(at, 'unknown-field', Object.keys(effect));
    if (fields.includes('strength') && ![1, 2, 3].includes(effect['strength'] as number))
      reading.refuse(`${at}.strength`, 'unknown-strength', effect['strength']);
    once(effect['intervention'] ?? effect['trait'] ?? effect['stance'], `${at}.${fields[1] === 'strength' ? 'stance' : fields[1]}`);
    if (fields.includes('intervention')) checkAdvice(effect, at, complete, reading);
    if (fields.includes('trait')) checkAsk(effect['trait'], `${at}.trait`, reading);
  });
  const isWish = definition['wish'];
  if (isWish !== undefined && typeof isWish !== 'boolean') reading.refuse('wish', 'unknown-shape', isWish);
  if (isWish === true && !isAboutWish(effects, reading)) reading.refuse('wish', 'not-a-wish', true);
}

function checkAdvice({ stance, intervention }: Record<string, unknown>, at: string, complete: boolean, reading: Reading): void {
  const found = typeof intervention === 'string' ? reading.catalogue.find(intervention) : null;
  if (!found) return reading.refuse(`${at}.intervention`, 'unknown-intervention', intervention);
  if (!found.suggestible) reading.refuse(`${at}.intervention`, 'not-for-rules', intervention);
  else if (complete && !found.isOffered) reading.refuse(`${at}.intervention`, 'no-longer-offered', intervention);
  if (reading.ageAt !== null && stance === 'advise_against') reading.refuse(reading.ageAt, 'age-advises-against', intervention);
  for (const [trait, place] of reading.traits)
    if (RESERVED_INPUTS.get(trait)?.includes(found.code) === false) reading.refuse(place, 'reserved-input', trait);
}

/** Asking leads to knowing: what is protected is not asked for a rule, and children are asked about for children only. */
function checkAsk(asked: unknown, at: string, reading: Reading): void {
  const found = typeof asked === 'string' ? reading.findTrait(asked) : null;
  if (!found) return reading.refuse(at, 'unknown-trait', asked);
  if (found.isProtected) reading.refuse(at, 'protected-input', asked);
  for (const [trait, place] of reading.traits)
    if (RESERVED_INPUTS.has(trait) && trait !== asked) reading.refuse(place, 'reserved-input', trait);
}

/** A wish suggests, and rests on what the client asked for. */
function isAboutWish(effects: readonly unknown[], reading: Reading): boolean {
  return (
    [...reading.traits.keys()].some((trait) => trait.startsWith('wish.')) &&
    effects.every((effect) => isRecord(effect) && effect['stance'] === 'suggest')
  );
}
