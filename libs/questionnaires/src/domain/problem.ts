/**
 * Something about a definition: at which place (`title.nl`, `items.health.self_rated.options.2.label.nl`, `items.work.showWhen`), which
 * sentence of the screen, and what goes into that sentence. An item is named by its key, an option by its place in the list, from 1.
 */
export interface DefinitionProblem {
  place: string;
  code: ProblemCode;
  values: Record<string, string | number>;
  /** `refused`: it cannot be published so; `remark`: it could be better. */
  severity: 'refused' | 'remark';
}

/** Every code there is, with the values that its sentence may name. */
export const PROBLEM_CODES = [
  // Words: language; most; what, words, most; what, instead.
  'words-missing',
  'words-too-long',
  'long-sentence',
  'hard-word',
  // The questionnaire: what; min, max; most.
  'key-wrong',
  'legal-basis-missing',
  'retention-out-of-bounds',
  'max-items-out-of-bounds',
  'max-items-per-month-out-of-bounds',
  'closing-missing',
  'no-items',
  'too-many-items',
  'duplicate-item',
  'opens-twice',
  'opens-conditional',
  // Sections: what.
  'duplicate-section',
  'unknown-section',
  'empty-section',
  'section-in-pieces',
  // Answers of an item: least; most; value; what; min, max.
  'too-few-options',
  'too-many-options',
  'options-not-allowed',
  'duplicate-value',
  'value-not-whole',
  'icon-unknown',
  'number-missing',
  'number-bounds',
  'date-bounds',
  'text-length',
  // What it feeds: trait; value, trait; value.
  'unknown-trait',
  'trait-not-fed',
  'value-off-scale',
  'feed-not-possible',
  'feed-incomplete',
  'module-missing',
  'sensitive-missing',
  // Scores: what; count.
  'score-unknown-item',
  'score-item-count',
  'score-values',
  // When it is asked: what; what, value; least, most.
  'condition-unknown-trait',
  'condition-unknown-item',
  'condition-forward',
  'condition-impossible',
  'condition-empty',
  'condition-too-deep',
  'condition-state-impossible',
  // What can never be asked: what.
  'unreachable',
  'follows-unreachable',
  'section-never-asked',
  'nothing-can-be-asked',
  'not-decided',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** It cannot be published so. */
export function refused(place: string, code: ProblemCode, values: DefinitionProblem['values'] = {}): DefinitionProblem {
  return { place, code, values, severity: 'refused' };
}

/** It could be better, or somebody should look again. */
export function remark(place: string, code: ProblemCode, values: DefinitionProblem['values'] = {}): DefinitionProblem {
  return { place, code, values, severity: 'remark' };
}
