import type { QuestionnaireDefinition } from './definition.js';

/**
 * Which items a check-in asks: at most `maxItems`, those whose trait was observed longest ago first. Never observed is oldest;
 * equally old go by the order of the questionnaire. A refusal counts as observed: who would rather not say is not asked again at once.
 * @param latest per trait, when it was last observed
 * @returns item keys in the questionnaire's own order (so that `wellbeing.general` opens, whenever it is asked)
 */
export function chooseItems(
  { items, maxItems }: Pick<QuestionnaireDefinition, 'items' | 'maxItems'>,
  latest: ReadonlyMap<string, { observedAt: Temporal.Instant }>,
): string[] {
  const observed = (trait: string) => latest.get(trait)?.observedAt.epochMilliseconds ?? -Infinity;
  // Both sorts are stable, so a tie keeps the order of the questionnaire.
  const oldestFirst = items.toSorted((a, b) => (observed(a.trait) === observed(b.trait) ? 0 : observed(a.trait) - observed(b.trait)));
  const chosen = new Set(oldestFirst.slice(0, maxItems));
  return items.filter((item) => chosen.has(item)).map(({ key }) => key);
}
