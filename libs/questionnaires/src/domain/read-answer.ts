import type { Item, ItemAnswer } from './definition.js';

/** What a form sends for "dat wil ik niet zeggen" and for "weet ik niet"; any other answer is its value in digits. */
export const REFUSED = 'refused';
export const UNKNOWN = 'unknown';

/**
 * Reads what a form sent for an item. Total: whatever comes in, either an answer this item allows comes out, or null.
 * Nothing is guessed: an empty field is no answer, `0` is zero and never a refusal, `03` or ` 3` was not sent by our form.
 */
export function readAnswer(item: Item, raw: unknown): ItemAnswer | null {
  if (raw === REFUSED) return { state: 'refused', value: null };
  const option = item.options.find((candidate) => raw === formValue(candidate));
  return option ? { state: option.state ?? 'answered', value: option.value } : null;
}

/** The other way around: the form's value of an answer, to show again what was chosen. */
export function formValue(answer: { state?: ItemAnswer['state']; value: number | null }): string {
  if (answer.state === 'refused') return REFUSED;
  return answer.state === 'unknown' ? UNKNOWN : String(answer.value);
}

/** Whether an answer that did not come from a form is one the item allows. */
export function isPossibleAnswer(item: Item, answer: ItemAnswer): boolean {
  const read = readAnswer(item, formValue(answer));
  return read !== null && read.state === answer.state && read.value === answer.value;
}
