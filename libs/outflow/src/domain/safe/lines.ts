import type { Outcomes } from '../definition.js';
import type { Cell, SafeGroups } from '../safe-groups.js';
import type { Branch } from './branches.js';

/** The lines of a scope: a branch that is not opened is one line, and when it is of several families it is hidden. */
export function linesOf(
  stem: Branch,
  inOrder: readonly string[],
  isOpen: (branch: Branch) => boolean,
  outcomesOf: (branch: Branch) => Outcomes,
): SafeGroups {
  const cells: Cell[] = [];
  let hidden: Outcomes | null = null;
  walk(stem);
  return { cells: cells.toSorted((a, b) => place(a) - place(b)), hidden };

  function walk(branch: Branch): void {
    if (branch.parts && isOpen(branch)) return branch.parts.forEach(walk);
    if (branch.family) return void cells.push({ keys: [...branch.keys], family: branch.family, outcomes: outcomesOf(branch) });
    if (branch !== stem) hidden = outcomesOf(branch);
    for (const part of familiesOf(branch)) cells.push({ keys: [...part.keys], family: part.family!, outcomes: null });
  }

  function place({ keys }: Cell): number {
    return inOrder.indexOf(keys[0]!);
  }
}

function familiesOf(branch: Branch): Branch[] {
  return branch.family || !branch.parts ? [branch] : branch.parts.flatMap((part) => familiesOf(part));
}
