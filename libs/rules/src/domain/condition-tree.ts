import type { Quantity, Test } from './quantity.js';
import type { Condition } from './rule.js';

/** A condition that was checked: what is asked, and how it is joined. */
export type ConditionTree = Ask | Join;

export interface Ask {
  kind: 'ask';
  condition: Condition;
  /** Where it stands in the rule: `when.all[1]`. */
  at: string;
  quantity: Quantity;
  test: Test;
}

/** At least so many of the parts hold; or, for `none`, not even one. */
export interface Join {
  kind: 'join';
  condition: Condition;
  at: string;
  least: number;
  isNone: boolean;
  parts: readonly ConditionTree[];
}

/** Everything that is asked, however deep it stands. */
export function asksIn(tree: ConditionTree): Ask[] {
  return tree.kind === 'ask' ? [tree] : tree.parts.flatMap(asksIn);
}
