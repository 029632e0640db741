import type { QuestionnaireDefinition } from '#libs/questionnaires';
import { moved } from './item.form.js';

/**
 * One question a step up or down. Over the border of its section it first comes to stand in the next one, at the near end: two steps, so that
 * every place can be reached.
 * @returns the same questionnaire when there is no such question, or nowhere to go
 */
export function stepped(definition: QuestionnaireDefinition, key: string, step: 1 | -1): QuestionnaireDefinition {
  const { items } = definition;
  const index = items.findIndex((item) => item.key === key);
  const [item, neighbour] = [items[index], items[index + step]];
  if (!item || !neighbour) return definition;
  if (item.section === neighbour.section) return { ...definition, items: moved(items, index, index + step) };
  return { ...definition, items: items.with(index, inSection(item, neighbour.section)) };
}

/**
 * All questions as they were dragged.
 * @param places the key of each question, in order, with the key of its section before it: `deel-1 wish.help`; without one: ` wish.help`
 * @returns the same questionnaire when these are not exactly its questions: nothing gets lost by dragging
 */
export function ordered(definition: QuestionnaireDefinition, places: readonly string[]): QuestionnaireDefinition {
  const sections = new Set(definition.sections?.map(({ key }) => key));
  const items = places.flatMap((place) => {
    const space = place.indexOf(' ');
    const [section, key] = [place.slice(0, space), place.slice(space + 1)];
    const item = definition.items.find((each) => each.key === key);
    return item ? [inSection(item, sections.has(section) ? section : undefined)] : [];
  });
  const isComplete = new Set(items.map(({ key }) => key)).size === definition.items.length && items.length === definition.items.length;
  return isComplete ? { ...definition, items } : definition;
}

function inSection(item: QuestionnaireDefinition['items'][number], section: string | undefined) {
  const { section: _, ...rest } = item;
  return section === undefined ? rest : { ...rest, section };
}
