import type { Heard } from '#libs/profiles';
import type { ModuleKey, QuestionnaireDefinition } from './definition.js';

/** Why an item is asked now. Days are whole days since it was last heard of, in whatever way. */
export type Reason =
  /** Nothing was ever heard of it. */
  | { kind: 'never' }
  /** It is so long ago that it may be asked again. */
  | { kind: 'stale'; days: number }
  /** The last answer was "weet ik niet", or two sources contradict each other. */
  | { kind: 'uncertain'; because: 'unknown' | 'sources'; days: number }
  /** It moved: away from what is usual for this person, or far at once. */
  | { kind: 'changing'; direction: 'better' | 'worse' | 'different'; days: number }
  /** It may be asked, and a rule or the coach wants to know it: it goes before what is more overdue. null: nothing was ever heard of it. */
  | { kind: 'wanted'; by: Wanting; days: number | null }
  /** It belongs to another item, and is asked when the answer to that asks for it. */
  | { kind: 'follows'; item: string };

/** Who wants a trait asked again. */
export type Wanting = 'rule' | 'coach';

export interface AskingFacts {
  definition: Pick<QuestionnaireDefinition, 'items' | 'maxItems' | 'maxItemsPerMonth' | 'scores'>;
  /** By trait: what was heard of it, in any order. A dozen of the latest is enough. */
  heard: ReadonlyMap<string, readonly Heard[]>;
  /** By item: when it was last answered or refused, of items whose answers need not become observations. */
  answered?: ReadonlyMap<string, Temporal.Instant>;
  /** By trait: who wants it asked again. It makes nothing askable that may not be asked yet. */
  wanted?: ReadonlyMap<string, Wanting>;
  modulesOn: ReadonlySet<ModuleKey>;
  /** How many items this client was asked in the last thirty days, by whatever plan. */
  askedThisMonth: number;
  /** So many of them can be asked in a text message, as far as there are such: who answers there is asked something there. */
  byMessage?: number;
  now: Temporal.Instant;
}

export interface Composed {
  /** Item keys, in the questionnaire's own order. */
  items: string[];
  /** By item: why now. */
  because: Record<string, Reason>;
  /** By trait: the value that was known, of those that decide which of these items follow; refused, not known and expired are not in it. */
  known: Record<string, number>;
  /** Why nothing is asked; null when something is. */
  nothing: 'nothing_to_ask' | 'asked_enough' | null;
}
