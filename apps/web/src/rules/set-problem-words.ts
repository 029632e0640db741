import type { Language } from '#libs/platform';
import type { RuleSetProblem } from '#libs/rules';
import { texts } from '../http/views.js';

/** How two rules are at odds, as a sentence. @param titles of rules, by their key */
export function setProblemInWords({ kind, rule, by }: RuleSetProblem, titles: ReadonlyMap<string, string>, language: Language): string {
  return texts.text(language, `rules.set-problem.${kind}`, { rule: titles.get(rule) ?? rule, by: titles.get(by) ?? by });
}
