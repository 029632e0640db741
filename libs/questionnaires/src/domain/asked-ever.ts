import type { TraitDefinition } from '#libs/profiles';
import { candidatesForItem, candidatesForTrait, type Candidate } from './answer-candidates.js';
import type { Condition } from './condition.js';
import type { Item, QuestionnaireDefinition } from './definition.js';
import { and, FALSE, has, negate, TRUE, UNKNOWN, type Outcomes } from './outcomes.js';
import { atomsIn, type Atom } from './problems-of-conditions.js';

/**
 * So many steps the search takes for one item, and for all together; what it has not found by then it calls undecided. Measured: the last of a
 * chain of 60 items takes some sixty, and 20,000 steps through conditions of 80 parts take two seconds.
 */
const MOST_STEPS = { item: 2_000, all: 20_000 };

/** What an item's condition can be true or false of. */
interface Variable {
  candidates: readonly Candidate[];
  /** When the item it stands for is asked: an answer is only there when it was. */
  needs: Condition | null;
}

export interface NeverAsked {
  /** By item, whether its own condition can never be so, or only because it follows what is never asked. */
  never: Map<string, 'unreachable' | 'follows-unreachable'>;
  /** Too much hangs together to say. */
  undecided: Set<string>;
}

/**
 * Which items nobody can ever be asked: there are no answers to the items before and no known traits that make their condition so, while every
 * answer it needs is to an item that is asked itself. An exact search over what can be answered, not a guess; conditions without problems only.
 */
export function neverAsked({ items }: Pick<QuestionnaireDefinition, 'items'>, registry: ReadonlyMap<string, TraitDefinition>): NeverAsked {
  const byKey = new Map(items.map((item) => [item.key, item]));
  const found: NeverAsked = { never: new Map(), undecided: new Set() };
  const budget = { left: MOST_STEPS.all };
  for (const { key, showWhen } of items) {
    if (!showWhen) continue;
    const variables = variablesOf(showWhen, byKey, registry);
    const answer = variables ? canBe(showWhen, variables, budget) : 'undecided';
    if (answer === 'undecided' || !variables) found.undecided.add(key);
    else if (!answer) {
      const alone = new Map([...variables].map(([name, variable]) => [name, { ...variable, needs: null }]));
      found.never.set(key, canBe(showWhen, alone, budget) === true ? 'follows-unreachable' : 'unreachable');
    }
  }
  return found;
}

/** Everything the condition hangs on, also by way of the items it asks about. @returns null when somebody can answer in too many ways */
function variablesOf(
  condition: Condition,
  items: ReadonlyMap<string, Item>,
  registry: ReadonlyMap<string, TraitDefinition>,
): Map<string, Variable> | null {
  const conditions = [condition];
  const names = new Set<string>();
  for (const one of conditions)
    for (const atom of atomsIn(one)) {
      const needs = atom.of === 'item' && !names.has(nameOf(atom)) && items.get(atom.key)?.showWhen;
      names.add(nameOf(atom));
      if (needs) conditions.push(needs);
    }
  const atoms = conditions.flatMap(atomsIn);
  const variables = new Map<string, Variable>();
  for (const name of names) {
    const about = atoms.filter((atom) => nameOf(atom) === name);
    const { of, key } = about[0] as Atom;
    const item = of === 'item' ? items.get(key) : undefined;
    const candidates = item ? candidatesForItem(item, about) : candidatesForTrait(registry.get(key)?.levels ?? [], about);
    if (!candidates) return null;
    variables.set(name, { candidates, needs: item?.showWhen ?? null });
  }
  return variables;
}

/** Whether some choice of candidates makes the condition so, with every answer it takes given to an item that is asked. */
function canBe(condition: Condition, variables: ReadonlyMap<string, Variable>, budget: { left: number }): boolean | 'undecided' {
  const names = [...variables.keys()];
  const chosen = new Map<string, Candidate>();
  let left = Math.min(MOST_STEPS.item, budget.left);
  return search(0);

  function search(depth: number): boolean | 'undecided' {
    if (left-- <= 0) return 'undecided';
    budget.left--;
    if (!isStillPossible()) return false;
    const name = names[depth];
    if (name === undefined) return true;
    for (const candidate of variables.get(name)?.candidates ?? []) {
      chosen.set(name, candidate);
      const answer = search(depth + 1);
      if (answer !== false) return answer;
    }
    chosen.delete(name);
    return false;
  }

  function isStillPossible(): boolean {
    if (!has(outcomesOf(condition), TRUE)) return false;
    return [...chosen].every(([name, { isGiven }]) => {
      const needs = isGiven && variables.get(name)?.needs;
      return !needs || has(outcomesOf(needs), TRUE);
    });
  }

  /** What can come out while not everything is chosen; exactly one thing when it is. */
  function outcomesOf(part: Condition): Outcomes {
    if ('all' in part) return and(part.all.map(outcomesOf));
    if ('any' in part) return negate(and(part.any.map((one) => negate(outcomesOf(one)))));
    if ('none' in part) return and(part.none.map((one) => negate(outcomesOf(one))));
    const candidate = chosen.get(nameOf(part));
    if (candidate) return candidate.outcomes.get(part) ?? UNKNOWN;
    return (variables.get(nameOf(part))?.candidates ?? []).reduce((all, one) => all | (one.outcomes.get(part) ?? UNKNOWN), 0) || FALSE;
  }
}

function nameOf({ of, key }: Atom): string {
  return `${of} ${key}`;
}
