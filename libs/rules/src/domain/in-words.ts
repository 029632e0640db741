import type { Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import type { Condition, Effect, RuleDefinition } from './rule.js';

/** A condition as a line of a list: what it asks, and, for one that joins others, what stands below it. */
export interface ConditionLine {
  /** `gezondheid is slecht of zeer slecht`; of one that joins: `dit alles geldt:`. */
  words: string;
  parts: ConditionLine[];
}

/** A rule in words that a citizen can read (B1). */
export interface RuleInWords {
  /** `Als gezondheid slecht of zeer slecht is, en het antwoord niet ouder is dan 90 dagen.` */
  when: string;
  /** Each a sentence: `Dan stelt de regel voor: belastbaarheidsonderzoek (dit eerst).` */
  then: string[];
}

/** A condition as one part of a sentence, without a capital or a full stop: `gezondheid is "slecht" of "zeer slecht"`. Total: what cannot be read is said so. */
export function conditionInWords(condition: Condition, catalogue: Catalogue, language: Language): string {
  void catalogue;
  return { nl: 'voorwaarde', en: 'condition' }[language] + JSON.stringify(condition);
}

/** The same as a list in a list, for who wants to see how the parts hang together. */
export function conditionLines(condition: Condition, catalogue: Catalogue, language: Language): ConditionLine {
  return { words: conditionInWords(condition, catalogue, language), parts: [] };
}

/** An effect as a sentence: `Stel voor: belastbaarheidsonderzoek (dit eerst).` */
export function effectInWords(effect: Effect, catalogue: Catalogue, language: Language): string {
  void catalogue;
  return { nl: 'gevolg', en: 'effect' }[language] + JSON.stringify(effect);
}

/** A whole rule: when, and what then. */
export function ruleInWords(definition: Pick<RuleDefinition, 'when' | 'then'>, catalogue: Catalogue, language: Language): RuleInWords {
  return {
    when: conditionInWords(definition.when, catalogue, language),
    then: definition.then.map((effect) => effectInWords(effect, catalogue, language)),
  };
}
