import type { ConditionTree } from './condition-tree.js';
import { isPossible } from './possible-worlds.js';
import type { Condition } from './rule.js';

export interface ImpossiblePart {
  at: string;
  reason: 'never-holds' | 'says-nothing';
  condition: Condition;
}

/**
 * The parts of a condition that can never hold, and those that hold whatever is known; each where it stands deepest, because what is around it
 * follows from it.
 */
export function impossibleParts(tree: ConditionTree): ImpossiblePart[] {
  if (tree.kind === 'join') {
    const inside = tree.parts.flatMap(impossibleParts);
    if (inside.length > 0) return inside;
  }
  const { at, condition } = tree;
  if (isPossible([{ tree, verdicts: ['yes'] }]) === false) return [{ at, reason: 'never-holds', condition }];
  if (isPossible([{ tree, verdicts: ['no'] }]) === false) return [{ at, reason: 'says-nothing', condition }];
  return [];
}
