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

/** Every code there is, so that a screen has a sentence for each. */
export const PROBLEM_CODES = [
  // words
  'words-missing',
  'words-too-long',
  'long-sentence',
  'hard-word',
  // what is recorded about the questionnaire
  'key-wrong',
  'legal-basis-missing',
  'retention-missing',
  'retention-out-of-bounds',
  'max-items-out-of-bounds',
  'max-items-per-month-out-of-bounds',
  'closing-missing',
  'no-items',
  'too-many-items',
  // items
  'duplicate-item',
  'duplicate-section',
  'unknown-section',
  'empty-section',
  'section-in-pieces',
  'opens-twice',
  'opens-conditional',
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
  // traits
  'unknown-trait',
  'trait-not-fed',
  'value-off-scale',
  'feed-not-possible',
  'feed-incomplete',
  'module-missing',
  'sensitive-missing',
  // scores
  'score-unknown-item',
  'score-item-count',
  // conditions
  'condition-unknown-trait',
  'condition-unknown-item',
  'condition-forward',
  'condition-impossible',
  'condition-empty',
  'condition-too-deep',
  'condition-state-impossible',
  'unreachable',
  'follows-unreachable',
  'nothing-can-be-asked',
  'section-never-asked',
  'not-decided',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];
