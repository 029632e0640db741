import type { Item, ItemAnswer } from './definition.js';

/** What an answer says of a trait: as `Observation` of profiles has it. */
export interface Told {
  trait: string;
  state: 'answered' | 'refused' | 'unknown';
  value: number | null;
}

/**
 * What an answer says of the item's trait, by the item's feed; null when it says nothing of any: the item feeds none, it was passed over, or its
 * feed does not know the value. A refusal and "weet ik niet" are told as such.
 */
export function observedBy(item: Item, answer: ItemAnswer): Told | null {
  const { trait } = item;
  if (trait === null || answer.state === 'skipped') return null;
  if (answer.state !== 'answered') return { trait, state: answer.state, value: null };
  const value = fedValue(item, answer);
  return value === null ? null : { trait, state: 'answered', value };
}

/** The value of the trait that an answer with a value becomes; null: none. */
function fedValue(item: Item, { value, said }: ItemAnswer): number | null {
  if (item.feed?.how === 'count') return item.kind === 'several' && said ? said.split(',').length : null;
  if (value === null) return null;
  if (item.feed?.how === 'map') return item.feed.values[String(value)] ?? null;
  return item.feed?.how === 'reverse' ? mirrored(item, value) : value;
}

/** The first of the values in order becomes the last; of a number the lowest becomes the highest. */
function mirrored({ number, options }: Item, value: number): number | null {
  if (number) return number.min + number.max - value;
  const values = options.flatMap((option) => (option.value === null ? [] : [option.value])).toSorted((a, b) => a - b);
  const place = values.indexOf(value);
  return place === -1 ? null : (values.at(-1 - place) ?? null);
}
