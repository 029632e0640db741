import type { Heard } from '#libs/profiles';
import type { AskingFacts, Reason } from './asking.js';
import type { Condition } from './condition.js';
import type { Item, Score } from './definition.js';
import { dueSince, type DueSince } from './due-since.js';
import { itemsNamedIn, mayFollow, traitsNamedIn } from './may-follow.js';

/** What is asked together or not at all: one item, or all those of an instrument, because a part of it has no score. */
export interface DueUnit {
  items: Item[];
  opens: boolean;
  /** Somebody wants to know it. */
  isWanted: boolean;
  /** Asked only after another item of the same check-in. */
  follows: boolean;
  /** The items it hangs on. */
  leaders: string[];
  condition: Condition;
  /** In days beyond the moment from which it may be asked again; infinite when it was never heard of. */
  overdue: number;
  reason: Reason;
}

/** What may be asked now, in the order of the questionnaire; what hangs on traits alone only when it is so. */
export function dueUnits(facts: AskingFacts, known: ReadonlyMap<string, number>): DueUnit[] {
  return unitsOf(facts.definition).flatMap(({ items, trait }) => {
    if (items.some(({ module }) => module && !facts.modulesOn.has(module))) return [];
    const since = latestOf(items, trait, facts);
    if (since === null) return [];
    const condition = { all: items.flatMap(({ showWhen }) => showWhen ?? []) };
    const own = new Set(items.map(({ key }) => key));
    const leaders = itemsNamedIn(condition).filter((key) => !own.has(key));
    if (leaders.length === 0 && !mayFollow(condition, own, known)) return [];
    const by = facts.wanted && [trait, ...items.map((item) => item.trait)].map((one) => facts.wanted?.get(one ?? '')).find(Boolean);
    const { overdue } = since;
    return {
      items,
      opens: items.some(({ opens }) => opens === true),
      isWanted: by !== undefined,
      follows: leaders.length > 0,
      leaders,
      condition,
      overdue,
      reason: by === undefined ? since.reason : { kind: 'wanted', by, days: 'days' in since.reason ? since.reason.days : null },
    };
  });
}

/** The traits that decide what a questionnaire asks: those it asks after, and those its conditions look at. */
export function traitsAskedBy({ items, scores = [] }: { items: readonly Item[]; scores?: readonly Score[] }): string[] {
  const asked = [...items.map(({ trait }) => trait), ...scores.map(({ trait }) => trait)].filter((trait) => trait !== null);
  return [...new Set([...asked, ...items.flatMap(({ showWhen }) => (showWhen ? traitsNamedIn(showWhen) : []))])];
}

function unitsOf({ items, scores = [] }: { items: readonly Item[]; scores?: Score[] }): { items: Item[]; trait: string | null }[] {
  const scoreOf = (key: string) => scores.find((score) => score.items.includes(key));
  return items.flatMap((item) => {
    const score = scoreOf(item.key);
    if (!score) return { items: [item], trait: null };
    const together = items.filter(({ key }) => scoreOf(key) === score);
    return together[0] === item ? { items: together, trait: score.trait } : [];
  });
}

/** Of everything it would be asked for, the last to become due: null while any of them was heard within its validity. */
function latestOf(items: readonly Item[], scoreTrait: string | null, { heard, answered, now }: AskingFacts): DueSince | null {
  const traits = [scoreTrait, ...items.map(({ trait }) => trait)];
  const parts = items.map(({ key, trait }) => ({ trait: trait ?? scoreTrait, heard: [], at: answered?.get(key) ?? null }));
  const all = [...traits.map((trait) => ({ trait, heard: historyOf(trait, heard), at: null })), ...parts].map((part) =>
    dueSince(part, now),
  );
  const due = all.filter((part) => part !== null);
  if (due.length < all.length) return null;
  return due.reduce((one, other) => (other.overdue < one.overdue ? other : one));
}

function historyOf(trait: string | null, heard: ReadonlyMap<string, readonly Heard[]>): readonly Heard[] {
  return trait === null ? [] : (heard.get(trait) ?? []);
}
