import type { Family } from '../safe-groups.js';

/** Groups of a trait that stand on one line, and how that line can be opened into two. */
export interface Branch {
  keys: readonly string[];
  /** null: groups of several families, of which a line would say nothing. */
  family: Family | null;
  /** null: one group. */
  parts: readonly [Branch, Branch] | null;
}

/**
 * The order in which a trait is told apart, the same for all scopes: what stands in the way from the rest, the rest into favourable and unknown,
 * and each of those into halves that stand together. Because a scope opens lines of this one tree, figures of two scopes never cut across
 * each other.
 */
export function branchesOf(groups: readonly { key: string; family: Family }[]): Branch | null {
  const [barrier, favourable, unknown] = (['barrier', 'favourable', 'unknown'] as const).map((family) => {
    const keys = groups.filter((group) => group.family === family).map(({ key }) => key);
    return family === 'unknown' ? oneByOne(keys, family) : inHalves(keys, family);
  });
  return fork(barrier ?? null, fork(favourable ?? null, unknown ?? null));
}

/** Every branch that can be opened, from the stem. */
export function forksOf(branch: Branch): Branch[] {
  return branch.parts ? [branch, ...branch.parts.flatMap((part) => forksOf(part))] : [];
}

function inHalves(keys: readonly string[], family: Family): Branch | null {
  if (keys.length <= 1) return leaf(keys, family);
  const middle = Math.floor(keys.length / 2);
  return fork(inHalves(keys.slice(0, middle), family), inHalves(keys.slice(middle), family));
}

/** Not known from who did answer, and those by their answer. */
function oneByOne(keys: readonly string[], family: Family): Branch | null {
  return keys.length <= 1 ? leaf(keys, family) : fork(leaf(keys.slice(0, 1), family), oneByOne(keys.slice(1), family));
}

function leaf(keys: readonly string[], family: Family): Branch | null {
  return keys.length === 1 ? { keys, family, parts: null } : null;
}

function fork(one: Branch | null, other: Branch | null): Branch | null {
  if (!one || !other) return one ?? other;
  return { keys: [...one.keys, ...other.keys], family: one.family === other.family ? one.family : null, parts: [one, other] };
}
