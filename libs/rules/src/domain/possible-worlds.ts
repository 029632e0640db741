import { asksIn, type ConditionTree } from './condition-tree.js';
import { cutsOf, holdsFor, type Quantity } from './quantity.js';
import { HEARD } from './trait-quantities.js';
import type { Verdict } from './verdict.js';

/** What a tree should come to in the world that is looked for. */
export interface Goal {
  tree: ConditionTree;
  verdicts: readonly Verdict[];
}

/** What a quantity is in a world: a number, or NaN where it is not known. One of each stretch between two cuts, because within it nothing turns. */
interface Variable {
  quantity: Quantity;
  values: readonly number[];
}

type World = Map<string, number>;

/** So many half-made worlds are looked at; whoever makes a rule that is harder than that is told nothing instead of something wrong. */
const MOST_LOOKS = 20_000;
const BIT: Record<Verdict, number> = { no: 1, yes: 2, unknown: 4 };
const KNOWN = HEARD.indexOf('known');

/**
 * Whether there is a world (what somebody answered, refused, or never said; how it changed; what the office did) in which every goal is met at
 * once. Exact over the levels of a trait, why nothing is heard, ages, months, bands and counts of days. It takes more worlds for possible than there are
 * (two changes over different periods are not compared), so "there is none" is certain, and "there is one" nearly so.
 * @returns null when that takes too long to find out
 */
export function isPossible(goals: readonly Goal[]): boolean | null {
  const variables = variablesOf(goals.map(({ tree }) => tree));
  const world: World = new Map();
  let looks = 0;
  const search = (depth: number): boolean | null => {
    looks += 1;
    if (looks > MOST_LOOKS) return null;
    if (!goals.every(({ tree, verdicts }) => verdicts.some((verdict) => (canBe(tree, world) & BIT[verdict]) !== 0))) return false;
    const variable = variables[depth];
    if (!variable) return true;
    const { quantity, values } = variable;
    for (const value of values) {
      if (!fits(quantity, value, world)) continue;
      world.set(quantity.key, value);
      const found = search(depth + 1);
      if (found !== false) return found;
    }
    world.delete(quantity.key);
    return false;
  };
  return search(0);
}

/** What this can still come to, whatever is chosen for what has no value yet: bits of BIT. Once everything is chosen it is exactly one. */
function canBe(tree: ConditionTree, world: World): number {
  if (tree.kind === 'ask') {
    const value = world.get(tree.quantity.key);
    if (value === undefined) return tree.quantity.mayBeUnknown ? BIT.no | BIT.yes | BIT.unknown : BIT.no | BIT.yes;
    return Number.isNaN(value) ? BIT.unknown : holdsFor(tree.test, value) ? BIT.yes : BIT.no;
  }
  const parts = tree.parts.map((part) => canBe(part, world));
  const count = (holds: (bits: number) => boolean) => parts.filter(holds).length;
  const surelyYes = count((bits) => bits === BIT.yes);
  const canBeYes = count((bits) => (bits & BIT.yes) !== 0);
  const surelyNotNo = count((bits) => (bits & BIT.no) === 0);
  const canBeUnknown = count((bits) => (bits & BIT.unknown) !== 0);
  const canNotBeNo = count((bits) => bits !== BIT.no);
  const yes = canBeYes >= tree.least ? BIT.yes : 0;
  const no = surelyNotNo < tree.least ? BIT.no : 0;
  const unknown = canBeUnknown > 0 && surelyYes < tree.least && canNotBeNo >= tree.least ? BIT.unknown : 0;
  return tree.isNone ? (yes ? BIT.no : 0) | (no ? BIT.yes : 0) | unknown : yes | no | unknown;
}

/** Whether this can be, beside what was chosen already of the same trait. */
function fits(quantity: Quantity, value: number, world: World): boolean {
  if (quantity.trait === null || quantity.kind === 'heard') return true;
  const isKnown = world.get(heardKey(quantity.trait)) === KNOWN;
  if (!isKnown) return Number.isNaN(value);
  if (quantity.kind !== 'course') return !Number.isNaN(value);
  const level = world.get(`level ${quantity.trait}`);
  return Number.isNaN(value) || level === undefined || (quantity.isPossibleWith?.(level, value) ?? true);
}

function heardKey(trait: string): string {
  return `heard ${trait}`;
}

/** Of each trait first whether anything is known, then its level, then the rest: what depends comes after what it depends on. */
function variablesOf(trees: readonly ConditionTree[]): Variable[] {
  const asks = trees.flatMap(asksIn);
  const byKey = Map.groupBy(asks, ({ quantity }) => quantity.key);
  const variables: Variable[] = [];
  const subjects = new Set(asks.map(({ quantity }) => quantity.trait ?? quantity.key));
  for (const subject of subjects) {
    const own = [...byKey.values()].filter(([ask]) => (ask!.quantity.trait ?? ask!.quantity.key) === subject);
    const trait = own[0]![0]!.quantity.trait;
    if (trait !== null && !byKey.has(heardKey(trait))) variables.push(heardWithoutReason(trait));
    const inOrder = own.toSorted(([one], [other]) => ORDER[one!.quantity.kind] - ORDER[other!.quantity.kind]);
    for (const about of inOrder)
      variables.push({
        quantity: about[0]!.quantity,
        values: valuesOf(
          about.map(({ test }) => test),
          about[0]!.quantity,
        ),
      });
  }
  return variables;
}

const ORDER: Record<Quantity['kind'], number> = { heard: 0, level: 1, age: 2, course: 3, circumstance: 4 };

/** Where nobody asks why nothing is known, it is known or it is not. */
function heardWithoutReason(trait: string): Variable {
  const quantity: Quantity = {
    key: heardKey(trait),
    trait,
    kind: 'heard',
    mayBeUnknown: false,
    range: [KNOWN, KNOWN + 1],
    read: () => NaN,
    facts: () => [],
  };
  return { quantity, values: [KNOWN, KNOWN + 1] };
}

/** One value of every stretch in which no test turns, and not known where that may be. */
function valuesOf(tests: Parameters<typeof cutsOf>[0], { range, mayBeUnknown, trait }: Quantity): number[] {
  const cuts = cutsOf(tests);
  const stretch = (value: number) => cuts.filter((cut) => cut <= value).length;
  const candidates = 'from' in range ? [range.from, ...cuts.filter((cut) => cut > range.from && cut < range.below)] : range;
  const seen = new Set<number>();
  const values = candidates.filter((value) => !seen.has(stretch(value)) && seen.add(stretch(value)));
  return mayBeUnknown || trait !== null ? [...values, NaN] : values;
}
