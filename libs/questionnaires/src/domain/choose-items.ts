import type { QuestionnaireDefinition } from './definition.js';

/** At most so many questions of a check-in are asked in text messages; the rest stands behind the link. */
export const MOST_BY_MESSAGE = 3;

/**
 * Which items a check-in asks: at most `maxItems`, those whose trait was observed longest ago first. Never observed is oldest;
 * equally old go by the order of the questionnaire. A refusal counts as observed: who would rather not say is not asked again at once.
 * @param latest per trait, when it was last observed
 * @param byMessage so many of them can be asked in a text message, as far as there are such: who answers there is asked something there
 * @returns item keys in the questionnaire's own order (so that `wellbeing.general` opens, whenever it is asked)
 */
export function chooseItems(
  { items, maxItems }: Pick<QuestionnaireDefinition, 'items' | 'maxItems'>,
  latest: ReadonlyMap<string, { observedAt: Temporal.Instant }>,
  byMessage = 0,
): string[] {
  const observed = (trait: string | null) => latest.get(trait ?? '')?.observedAt.epochMilliseconds ?? -Infinity;
  // Both sorts are stable, so a tie keeps the order of the questionnaire.
  const oldestFirst = items.toSorted((a, b) => (observed(a.trait) === observed(b.trait) ? 0 : observed(a.trait) - observed(b.trait)));
  const first = oldestFirst.filter(({ sensitive }) => !sensitive).slice(0, byMessage);
  const chosen = new Set([...new Set([...first, ...oldestFirst])].slice(0, maxItems));
  return items.filter((item) => chosen.has(item)).map(({ key }) => key);
}
