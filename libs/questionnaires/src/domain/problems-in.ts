import type { TraitDefinition } from '#libs/profiles';
import type { ClientLanguage } from '#libs/platform';
import type { QuestionnaireDefinition } from './definition.js';
import type { DefinitionProblem } from './problem.js';

export interface ProblemContext {
  /** What may be observed: the registry. */
  traits: readonly TraitDefinition[];
  /** The languages it should be in; Dutch is needed whatever stands here. */
  languages: readonly ClientLanguage[];
}

/** Everything that is wrong with a definition, or could be better, in the order in which it is read. Pure and total, and empty for what may be published as it is. */
export function problemsIn(_definition: QuestionnaireDefinition, _context: ProblemContext): DefinitionProblem[] {
  return [];
}
