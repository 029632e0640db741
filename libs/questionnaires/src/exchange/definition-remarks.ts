import type { QuestionnaireDefinition } from '../domain/definition.js';
import { PROBLEM_CODES, type DefinitionProblem } from '../domain/problem.js';
import { told } from './exchange-texts.js';
import type { ExchangeProblem } from './imported.js';

/** What is wrong with a definition, told as the problems of a file are: an item by its place, because a file has no other names for who reads it. */
export function definitionRemarks(definition: QuestionnaireDefinition, problems: readonly DefinitionProblem[]): ExchangeProblem[] {
  return problems.map(({ place, code, values, severity }) => {
    const isKnown = PROBLEM_CODES.includes(code);
    return told({
      place: placeOf(place, definition),
      code: `definition.${isKnown ? code : 'other'}`,
      values: { ...values, problem: code },
      severity,
    });
  });
}

/** `items.health.self_rated.options.2.label.nl`, whose item carries dots and whose options count from 1, as `items[0].options[1].label.nl`. */
function placeOf(place: string, { items, sections = [] }: QuestionnaireDefinition): string {
  return byKey('items', items) ?? byKey('sections', sections) ?? place;

  function byKey(list: string, members: readonly { key: string }[]): string | null {
    const found = members
      .map(({ key }, index) => ({ key, index }))
      .toSorted((a, b) => b.key.length - a.key.length)
      .find(({ key }) => place === `${list}.${key}` || place.startsWith(`${list}.${key}.`));
    if (!found) return null;
    const rest = place
      .slice(`${list}.${found.key}`.length)
      .replace(/^\.options\.(\d+)/, (_, number: string) => `.options[${Number(number) - 1}]`);
    return `${list}[${found.index}]${rest}`;
  }
}
