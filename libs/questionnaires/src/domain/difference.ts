import type { ClientLanguage } from '#libs/platform';
import type { Condition } from './condition.js';
import type { Feed, QuestionnaireDefinition } from './definition.js';

/** The parts of a questionnaire and of its items that can differ. */
export type DifferencePart =
  | 'title'
  | 'purpose'
  | 'refusal'
  | 'closing'
  | 'legalBasis'
  | 'retentionMonths'
  | 'maxItems'
  | 'maxItemsPerMonth'
  | 'source'
  | 'scores'
  | 'section'
  | 'item'
  | 'kind'
  | 'trait'
  | 'feed'
  | 'wording'
  | 'help'
  | 'sensitive'
  | 'module'
  | 'opens'
  | 'showWhen'
  | 'option'
  | 'icon'
  | 'unit'
  | 'number'
  | 'date'
  | 'text';

export type DifferenceValue = string | number | boolean | Condition | Feed | object | null;

/** One thing that differs between two definitions, for a screen to put into words. */
export interface Difference {
  /** The item it is about; null: the questionnaire as a whole. */
  item: string | null;
  /** `words`: a text in a language; `setting`: anything else that has another value. */
  kind: 'added' | 'removed' | 'moved' | 'words' | 'setting';
  part: DifferencePart;
  /** Which option (`5`, `unknown`) or which section (its key), where the part has several. */
  which: string | null;
  /** Of `words`. */
  language: ClientLanguage | null;
  /** What it was; null: nothing. Of `moved`: its place, from 1. */
  before: DifferenceValue;
  after: DifferenceValue;
}

/** Everything that differs, the questionnaire first and then by item in the order of what is new. Empty for equal definitions. */
export function differenceBetween(_before: QuestionnaireDefinition, _after: QuestionnaireDefinition): Difference[] {
  return [];
}
