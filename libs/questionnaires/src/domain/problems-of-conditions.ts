import type { TraitDefinition } from '#libs/profiles';
import type { Condition } from './condition.js';
import type { Item, QuestionnaireDefinition } from './definition.js';
import { refused, type DefinitionProblem } from './problem.js';

/** Deeper, or with more parts, nobody understands it any more. */
const DEEPEST = 4;
const MOST_PARTS = 40;

interface Around {
  place: string;
  /** The items that are asked before it. */
  earlier: ReadonlyMap<string, Item>;
  all: ReadonlySet<string>;
  registry: ReadonlyMap<string, TraitDefinition>;
}

/** What is wrong with when items are asked: something that is not there, comes later, or can never be so. */
export function problemsOfConditions(
  { items }: QuestionnaireDefinition,
  registry: ReadonlyMap<string, TraitDefinition>,
): DefinitionProblem[] {
  const all = new Set(items.map(({ key }) => key));
  return items.flatMap(({ key, showWhen }, index) => {
    if (!showWhen) return [];
    const place = `items.${key}.showWhen`;
    if (depthOf(showWhen) > DEEPEST || atomsIn(showWhen).length > MOST_PARTS)
      return [refused(place, 'condition-too-deep', { most: DEEPEST, parts: MOST_PARTS })];
    const earlier = new Map(items.slice(0, index).map((item) => [item.key, item]));
    return problemsOf(showWhen, { place, earlier, all, registry });
  });
}

/** A condition that asks one thing: of an item or of a trait. */
export type Atom = Extract<Condition, { of: string }>;

/** Everything that a condition asks, from left to right. */
export function atomsIn(condition: Condition): Atom[] {
  return 'of' in condition ? [condition] : partsOf(condition).flatMap(atomsIn);
}

function partsOf(condition: Exclude<Condition, Atom>): Condition[] {
  if ('all' in condition) return condition.all;
  return 'any' in condition ? condition.any : condition.none;
}

function depthOf(condition: Condition): number {
  return 'of' in condition ? 1 : 1 + Math.max(0, ...partsOf(condition).map(depthOf));
}

function problemsOf(condition: Condition, around: Around): DefinitionProblem[] {
  if ('of' in condition) return condition.of === 'item' ? problemsOfItemAtom(condition, around) : problemsOfTraitAtom(condition, around);
  const parts = partsOf(condition);
  if (parts.length === 0) return [refused(around.place, 'condition-empty')];
  return parts.flatMap((part) => problemsOf(part, around));
}

function problemsOfItemAtom(atom: Atom, { place, earlier, all }: Around): DefinitionProblem[] {
  const { key } = atom;
  const item = earlier.get(key);
  if (!item) return [refused(place, all.has(key) ? 'condition-forward' : 'condition-unknown-item', { what: key })];
  if ('state' in atom) {
    const isPossible = atom.state !== 'unknown' || item.options.some(({ state }) => state === 'unknown');
    return isPossible ? [] : [refused(place, 'condition-state-impossible', { what: key })];
  }
  const { number } = item;
  if (item.kind === 'number' && number) return problemsOfValues(atom, place, (from, to) => from <= number.max && to >= number.min);
  const values = item.options.flatMap(({ value }) => value ?? []);
  return problemsOfValues(atom, place, (from, to) => values.some((value) => value >= from && value <= to));
}

function problemsOfTraitAtom(atom: Atom, { place, registry }: Around): DefinitionProblem[] {
  const trait = registry.get(atom.key);
  if (!trait) return [refused(place, 'condition-unknown-trait', { what: atom.key })];
  return problemsOfValues(atom, place, (from, to) => trait.levels.some(({ value }) => value >= from && value <= to));
}

/** @param has whether any value lies there, both ends included */
function problemsOfValues(atom: Atom, place: string, has: (from: number, to: number) => boolean): DefinitionProblem[] {
  if ('state' in atom) return [];
  const what = atom.key;
  if ('is' in atom) {
    if (atom.is.length === 0) return [refused(place, 'condition-empty')];
    return atom.is.filter((value) => !has(value, value)).map((value) => refused(place, 'condition-impossible', { what, value }));
  }
  const { from = -Infinity, to = Infinity } = atom;
  if (from === -Infinity && to === Infinity) return [refused(place, 'condition-empty')];
  if (has(from, to)) return [];
  return [refused(place, 'condition-impossible', { what, value: [atom.from, atom.to].filter((end) => end !== undefined).join('–') })];
}
