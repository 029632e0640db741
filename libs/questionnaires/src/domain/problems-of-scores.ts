import type { TraitDefinition } from '#libs/profiles';
import type { Item, QuestionnaireDefinition, Score } from './definition.js';
import { refused, type DefinitionProblem } from './problem.js';
import { INSTRUMENT_SHAPES } from './scoring/score-of.js';

/** What is wrong with the scores of a definition: an instrument has its own items with its own values, and stands in a module. */
export function problemsOfScores(
  { items, scores = [] }: QuestionnaireDefinition,
  registry: ReadonlyMap<string, TraitDefinition>,
): DefinitionProblem[] {
  const byKey = new Map(items.map((item) => [item.key, item]));
  return scores.flatMap((score, index) => problemsOfScore(score, `scores.${index + 1}`, byKey, registry));
}

function problemsOfScore(
  { trait, instrument, items }: Score,
  place: string,
  byKey: ReadonlyMap<string, Item>,
  registry: ReadonlyMap<string, TraitDefinition>,
): DefinitionProblem[] {
  const shape = INSTRUMENT_SHAPES[instrument];
  const registered = registry.get(trait);
  const found = items.flatMap((key) => byKey.get(key) ?? []);
  return [
    ...(registered ? [] : [refused(`${place}.trait`, 'unknown-trait', { trait })]),
    ...items.filter((key) => !byKey.has(key)).map((key) => refused(`${place}.items`, 'score-unknown-item', { what: key })),
    ...(new Set(items).size === shape.items ? [] : [refused(`${place}.items`, 'score-item-count', { count: shape.items })]),
    ...found
      .filter(
        ({ options }) =>
          !hasExactly(
            options.flatMap(({ value }) => value ?? []),
            shape.values,
          ),
      )
      .map(({ key }) => refused(`items.${key}.options`, 'score-values', { what: shape.values.join(', ') })),
    ...found.filter(({ module }) => !module).map(({ key }) => refused(`items.${key}.module`, 'module-missing', { trait })),
    ...found
      .filter(({ sensitive }) => !sensitive && registered && registered.sensitivity !== 'ordinary')
      .map(({ key }) => refused(`items.${key}.sensitive`, 'sensitive-missing', { trait })),
  ];
}

function hasExactly(values: readonly number[], wanted: readonly number[]): boolean {
  return values.length === wanted.length && wanted.every((value) => values.includes(value));
}
