import type { Wording } from '#libs/platform';
import type { Condition } from './condition.js';

/** One way to answer an item. `state: 'unknown'` is "weet ik niet": an answer without a value, never a low value. */
export interface ItemOption {
  value: number | null;
  label: Wording;
  state?: 'unknown';
  /** A picture beside the words for who reads with difficulty: `face-1` (very bad) to `face-5` (very good). */
  icon?: string;
}

/**
 * `choice`: one of a list (with pictures: faces); `scale`: a row of numbers, of which only the ends carry words; `several`: any number of a list;
 * `yes_no`: two buttons; `number`: a whole number with a unit; `date`: a day; `text`: some words.
 */
export const ITEM_KINDS = ['choice', 'scale', 'several', 'yes_no', 'number', 'date', 'text'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** What is off until a basis, a DPIA and an approver are recorded. */
export const MODULES = ['health', 'mental_health', 'loneliness'] as const;
export type ModuleKey = (typeof MODULES)[number];

/** How an answer becomes a value of the item's trait. Without one: the value as it was answered. */
export type Feed =
  /** By the answer's value. What is not in it is no observation. */
  | { how: 'map'; values: Record<string, number> }
  /** The other way around: the best option of the item is the worst of the trait. */
  | { how: 'reverse' }
  /** Of several choices: how many. */
  | { how: 'count' };

export interface Item {
  /** Stable in a questionnaire: answers are kept by it. */
  key: string;
  /** The trait an answer is an observation of; null: it is only an answer. */
  trait: string | null;
  kind: ItemKind;
  wording: Wording;
  help?: Wording;
  /** Never in a text message, where anybody may read it: asked only behind the link. */
  sensitive?: true;
  /** Asked only while this module is on. */
  module?: ModuleKey;
  /** Opens a check-in: whenever it may be asked again it is asked, and first. */
  opens?: true;
  /** The key of the section it stands in. */
  section?: string;
  /** Asked only when this is so; what is not known makes it not so. */
  showWhen?: Condition;
  feed?: Feed;
  /** In the order in which they are shown, which need not be the order of their values; none for a number, a date or words. */
  options: ItemOption[];
  /** Of a `number`: whole, from `min` up to and including `max`. */
  number?: { unit: Wording; min: number; max: number };
  /** Of a `date`: ISO dates, both included; `today` stands for the day it is answered. */
  date?: { from?: string; until?: string };
  /** Of a `text`: in characters, as people count them. */
  text?: { maxLength: number };
}

/** A score over several items, which is an observation of its own. */
export interface Score {
  trait: string;
  instrument: 'djg6' | 'phq4' | 'who5';
  /** The keys of its items, in the instrument's own order. */
  items: string[];
}

export const LEGAL_GROUNDS = ['public_task', 'explicit_consent', 'legal_obligation'] as const;
export type LegalGround = (typeof LEGAL_GROUNDS)[number];

/** What is published: everything a client reads and may answer. A published version never changes. */
export interface QuestionnaireDefinition {
  key: string;
  title: Wording;
  /** Why this is asked, for the person who is asked. */
  purpose: Wording;
  /** On what ground it may be asked, with the article of law. Versions from before it was recorded have none. */
  legalBasis?: { ground: LegalGround; article: string };
  /** How long answers are kept, in whole months. */
  retentionMonths?: number;
  /** At most this many items a check-in. */
  maxItems: number;
  /** At most this many items of one client in thirty days, whatever the plan. */
  maxItemsPerMonth?: number;
  /** Stands on every item: nothing is mandatory. */
  refusal: Wording;
  sections?: { key: string; title: Wording }[];
  items: Item[];
  scores?: Score[];
  /** The open question at the end of each check-in; its words go to the coach. */
  closing?: Wording;
  /** Whom to cite, and under what licence its words may be used. */
  source?: { citation: string; licence: string };
}

/** `refused` (dat wil ik niet zeggen) and `unknown` (weet ik niet) are answers without a value; `skipped`: somebody went on without answering. */
export type AnswerState = 'answered' | 'refused' | 'unknown' | 'skipped';

export interface ItemAnswer {
  state: AnswerState;
  /** Of a choice, a scale, a yes or no, or a number. */
  value: number | null;
  /** Instead of a value: words, a date as ISO, or several choices as `1,3`. */
  said?: string | null;
}

/** @returns the item with this key, or undefined: an older version may have had others */
export function itemOf(definition: QuestionnaireDefinition, key: string): Item | undefined {
  return definition.items.find((item) => item.key === key);
}
