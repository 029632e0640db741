import type { Item, ItemAnswer } from './definition.js';

/**
 * What an answer says of the item's trait, by the item's feed; null when it says nothing of any: the item feeds none, it was passed over, or its
 * feed does not know the value. A refusal and "weet ik niet" are told as such.
 */
export function observedBy(
  { trait }: Item,
  { state, value }: ItemAnswer,
): { trait: string; state: 'answered' | 'refused' | 'unknown'; value: number | null } | null {
  return trait === null || state === 'skipped' ? null : { trait, state, value };
}
