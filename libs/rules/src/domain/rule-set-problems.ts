import { STANDARD_CATALOGUE, type Catalogue } from '#libs/interventions';
import { compileRule, type CompiledRule } from './compile-rule.js';
import { isPossible } from './possible-worlds.js';
import { adviceOf, type Effect, type RuleDefinition } from './rule.js';

/** What is wrong with rules beside each other. */
export interface RuleSetProblem {
  /**
   * 'same-name': two rules of one name; 'equal': the same people, and nothing that the other does not say; 'shadowed': whoever gets it gets
   * it from the other rule already, as strongly; 'contradictory': whoever gets a suggestion of it is advised against the same by the other.
   */
  kind: 'same-name' | 'equal' | 'shadowed' | 'contradictory';
  rule: string;
  /** The other rule. */
  by: string;
  /** What both are about: codes of the catalogue. */
  interventions: readonly string[];
}

/**
 * What is wrong with these rules beside each other, in the order of their names; what cannot be found out in time, and a rule that does not
 * compile, is not told. A rule that says the same more strongly of fewer people is no repetition.
 */
export function problemsInSet(definitions: readonly RuleDefinition[], catalogue: Catalogue = STANDARD_CATALOGUE): RuleSetProblem[] {
  const rules = definitions
    .flatMap((definition) => {
      const compiled = compileRule(definition, catalogue);
      return 'problems' in compiled ? [] : [compiled];
    })
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return rules.flatMap((one, index) => rules.slice(index + 1).flatMap((other) => problemsBetween(one, other)));
}

function problemsBetween(one: CompiledRule, other: CompiledRule): RuleSetProblem[] {
  const told = (kind: RuleSetProblem['kind'], rule: CompiledRule, by: CompiledRule, interventions: readonly string[]) => [
    { kind, rule: nameOf(rule), by: nameOf(by), interventions },
  ];
  if (nameOf(one) === nameOf(other)) return told('same-name', one, other, []);
  const about = ({ definition }: CompiledRule) => adviceOf(definition).map(({ intervention }) => intervention);
  const isShadowed = addsNothing(one, other) && implies(one, other);
  const shadows = addsNothing(other, one) && implies(other, one);
  if (isShadowed && shadows) return told('equal', other, one, about(other));
  if (isShadowed) return told('shadowed', one, other, about(one));
  if (shadows) return told('shadowed', other, one, about(other));
  return [...contradiction(one, other), ...contradiction(other, one)];

  function contradiction(rule: CompiledRule, by: CompiledRule): RuleSetProblem[] {
    // What the client asked for is suggested, whatever speaks against it.
    if (rule.definition.wish) return [];
    const against = new Set(adviceOf(by.definition).flatMap((advice) => (advice.stance === 'advise_against' ? advice.intervention : [])));
    const both = adviceOf(rule.definition).flatMap(({ stance, intervention }) =>
      stance === 'suggest' && against.has(intervention) ? intervention : [],
    );
    return both.length > 0 && implies(rule, by) ? told('contradictory', rule, by, both) : [];
  }
}

/** Whether everything that follows from a rule follows from the other too, and at least as strongly. */
function addsNothing({ definition: rule }: CompiledRule, { definition: other }: CompiledRule): boolean {
  if (rule.wish && !other.wish) return false;
  return rule.then.every((effect) => other.then.some((one) => isSame(effect, one) && strengthOf(one) >= strengthOf(effect)));
}

function isSame(one: Effect, other: Effect): boolean {
  return one.stance === other.stance && objectOf(one) === objectOf(other);
}

function objectOf(effect: Effect): string {
  return 'intervention' in effect ? effect.intervention : 'trait' in effect ? effect.trait : '';
}

function strengthOf(effect: Effect): number {
  return 'strength' in effect ? effect.strength : 0;
}

/** Whether there is nobody for whom one holds and the other does not; certain, or false. */
function implies(one: CompiledRule, other: CompiledRule): boolean {
  const exception = isPossible([
    { tree: one.tree, verdicts: ['yes'] },
    { tree: other.tree, verdicts: ['no', 'unknown'] },
  ]);
  return exception === false;
}

function nameOf({ definition }: CompiledRule): string {
  return definition.rule;
}
