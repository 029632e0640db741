import type { Wording } from '#libs/platform';

/** One way to answer an item. `state: 'unknown'` is "weet ik niet": an answer without a value, never a low value. */
export interface ItemOption {
  value: number | null;
  label: Wording;
  state?: 'unknown';
  /** A picture beside the words for who reads with difficulty: `face-1` (very bad) to `face-5` (very good). */
  icon?: string;
}

export interface Item {
  /** Stable in a questionnaire: answers are kept by it. */
  key: string;
  /** The trait an answer is an observation of. */
  trait: string;
  /** `choice`: a list to pick from; `scale`: a row of numbers, of which only the ends carry words. */
  kind: 'choice' | 'scale';
  wording: Wording;
  help?: Wording;
  /** Never in a text message, where anybody may read it: asked only behind the link. */
  sensitive?: true;
  /** In the order in which they are shown, which need not be the order of their values. */
  options: ItemOption[];
}

/** What is published: everything a client reads and may answer. A published version never changes. */
export interface QuestionnaireDefinition {
  key: string;
  title: Wording;
  /** Why this is asked, for the person who is asked. */
  purpose: Wording;
  /** At most this many items a check-in. */
  maxItems: number;
  /** Stands on every item: nothing is mandatory. */
  refusal: Wording;
  items: Item[];
}

/** `refused` (dat wil ik niet zeggen) and `unknown` (weet ik niet) are answers without a value. */
export type AnswerState = 'answered' | 'refused' | 'unknown';

export interface ItemAnswer {
  state: AnswerState;
  value: number | null;
}

/** @returns the item with this key, or undefined: an older version may have had others */
export function itemOf(definition: QuestionnaireDefinition, key: string): Item | undefined {
  return definition.items.find((item) => item.key === key);
}
