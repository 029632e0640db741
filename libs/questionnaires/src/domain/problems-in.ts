import type { ClientLanguage } from '#libs/platform';
import type { TraitDefinition } from '#libs/profiles';
import { neverAsked } from './asked-ever.js';
import type { QuestionnaireDefinition } from './definition.js';
import { problemsOfConditions } from './problems-of-conditions.js';
import { problemsOfFeed } from './problems-of-feed.js';
import { problemsOfItem } from './problems-of-item.js';
import { problemsOfScores } from './problems-of-scores.js';
import { problemsOfWhole } from './problems-of-whole.js';
import { problemsOfWords } from './problems-of-words.js';
import { refused, remark, type DefinitionProblem } from './problem.js';

export interface ProblemContext {
  /** What may be observed: the registry. */
  traits: readonly TraitDefinition[];
  /** The languages it should be in; Dutch is needed whatever stands here. */
  languages: readonly ClientLanguage[];
}

/**
 * Everything that is wrong with a definition, or could be better: first the questionnaire, then item by item. Pure and total; without a problem
 * of severity `refused` it may be published.
 */
export function problemsIn(definition: QuestionnaireDefinition, { traits, languages }: ProblemContext): DefinitionProblem[] {
  const registry = new Map(traits.map((trait) => [trait.key, trait]));
  const ofConditions = problemsOfConditions(definition, registry);
  return [
    ...problemsOfWhole(definition),
    ...problemsOfWords(definition, languages),
    ...definition.items.flatMap((item) => [...problemsOfItem(item), ...problemsOfFeed(item, registry)]),
    ...problemsOfScores(definition, registry),
    ...ofConditions,
    // What cannot be read cannot be reasoned about: first things first.
    ...(ofConditions.length === 0 ? problemsOfReach(definition, registry) : []),
  ];
}

/** Dead ends: what nobody can ever be asked. */
function problemsOfReach(definition: QuestionnaireDefinition, registry: ReadonlyMap<string, TraitDefinition>): DefinitionProblem[] {
  const { never, undecided } = neverAsked(definition, registry);
  const isNever = (item: { key: string }) => never.has(item.key);
  const sections = (definition.sections ?? []).filter(({ key }) => {
    const items = definition.items.filter(({ section }) => section === key);
    return items.length > 0 && items.every(isNever);
  });
  return [
    ...[...never].map(([key, why]) => refused(`items.${key}.showWhen`, why)),
    ...[...undecided].map((key) => remark(`items.${key}.showWhen`, 'not-decided')),
    ...sections.map(({ key }) => refused(`sections.${key}`, 'section-never-asked', { what: key })),
    ...(definition.items.length > 0 && definition.items.every(isNever) ? [refused('items', 'nothing-can-be-asked')] : []),
  ];
}
