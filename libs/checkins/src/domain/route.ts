import { itemOf, itemsToAsk, type Item, type ItemAnswer, type ModuleKey, type QuestionnaireDefinition } from '#libs/questionnaires';

/** What decides which questions of a check-in are asked now, beside the answers. */
export interface Asking {
  /** The keys of the items it was opened with, in order. */
  items: readonly string[];
  /** By trait: what was known when it was opened. */
  known: Readonly<Record<string, number>>;
  /** The modules that are on at this moment: what belongs to another is withheld at once. */
  modulesOn: readonly ModuleKey[];
}

/**
 * The way through a check-in: the items that are asked now, in order. An answer may change what follows; what is not on the way (any more)
 * is not asked, and an answer to it does not count, though it is kept.
 */
export function routeOf(
  definition: QuestionnaireDefinition,
  { items, known, modulesOn }: Asking,
  answers: ReadonlyMap<string, ItemAnswer>,
): Item[] {
  const on = items.filter((key) => {
    const module = itemOf(definition, key)?.module;
    return module === undefined || modulesOn.includes(module);
  });
  const asked = new Map(itemsToAsk(definition, on, answers, new Map(Object.entries(known))).map((item) => [item.key, item]));
  return on.flatMap((key) => asked.get(key) ?? []);
}

/** What has neither an answer nor was passed over, of the items that are asked now. */
export function leftOf(definition: QuestionnaireDefinition, asking: Asking, answers: ReadonlyMap<string, ItemAnswer>): string[] {
  return routeOf(definition, asking, answers).flatMap(({ key }) => (answers.has(key) ? [] : [key]));
}
