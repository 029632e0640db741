import { findTrait, isExpired, whatCounts, type Heard } from '#libs/profiles';
import type { Condition } from './condition.js';
import type { Item } from './definition.js';
import { holds } from './holds.js';

type Leaf = Extract<Condition, { of: string }>;

/** Whether the answers to what is asked can still make a condition so: what hangs on a question that is not asked will not be. */
export function mayFollow(
  condition: Condition,
  asked: Pick<ReadonlyMap<string, unknown>, 'has'>,
  known: ReadonlyMap<string, number>,
): boolean {
  return outcomesOf(condition, asked, known).canBeSo;
}

/** The items whose answers it looks at. */
export function itemsNamedIn(condition: Condition): string[] {
  return leavesOf(condition).flatMap(({ of, key }) => (of === 'item' ? [key] : []));
}

/** The traits it looks at. */
export function traitsNamedIn(condition: Condition): string[] {
  return leavesOf(condition).flatMap(({ of, key }) => (of === 'trait' ? [key] : []));
}

/** By trait that a questionnaire's conditions look at: its value, as far as one is known; refused, "weet ik niet" and expired are not. */
export function knownTraits(
  { items }: { items: readonly Item[] },
  heard: ReadonlyMap<string, readonly Heard[]>,
  now: Temporal.Instant,
): Map<string, number> {
  const named = new Set(items.flatMap(({ showWhen }) => (showWhen ? traitsNamedIn(showWhen) : [])));
  return new Map(
    [...named].flatMap((key) => {
      const latest = whatCounts(heard.get(key) ?? [], now).at(-1);
      const trait = findTrait(key);
      return trait && latest && latest.value !== null && !isExpired(trait, latest.observedAt, now) ? [[key, latest.value]] : [];
    }),
  );
}

interface Outcomes {
  canBeSo: boolean;
  canBeNotSo: boolean;
}

function outcomesOf(condition: Condition, asked: Pick<ReadonlyMap<string, unknown>, 'has'>, known: ReadonlyMap<string, number>): Outcomes {
  const parts = partsOf(condition).map((part) => outcomesOf(part, asked, known));
  const every = (key: keyof Outcomes) => parts.every((part) => part[key]);
  const some = (key: keyof Outcomes) => parts.some((part) => part[key]);
  if ('all' in condition) return { canBeSo: every('canBeSo'), canBeNotSo: some('canBeNotSo') };
  if ('any' in condition) return { canBeSo: some('canBeSo'), canBeNotSo: every('canBeNotSo') };
  if ('none' in condition) return { canBeSo: every('canBeNotSo'), canBeNotSo: some('canBeSo') };
  if (condition.of === 'item') return { canBeSo: asked.has(condition.key), canBeNotSo: asked.has(condition.key) };
  const isSo = holds(condition, new Map(), known);
  return { canBeSo: isSo, canBeNotSo: !isSo && known.has(condition.key) };
}

function leavesOf(condition: Condition): Leaf[] {
  return 'of' in condition ? [condition] : partsOf(condition).flatMap(leavesOf);
}

function partsOf(condition: Condition): Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  return 'none' in condition ? condition.none : [];
}
