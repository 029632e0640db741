import type { TraitDefinition } from '#libs/profiles';
import type { Item } from './definition.js';
import { observedBy } from './observed-by.js';
import { refused, remark, type DefinitionProblem } from './problem.js';

/** What is wrong with what an item says of its trait: on no scale, or sensitive without saying so. */
export function problemsOfFeed(item: Item, registry: ReadonlyMap<string, TraitDefinition>): DefinitionProblem[] {
  const place = `items.${item.key}`;
  if (item.trait === null) return item.feed ? [refused(`${place}.feed`, 'feed-not-possible')] : [];
  const trait = registry.get(item.trait);
  if (!trait) return [refused(`${place}.trait`, 'unknown-trait', { trait: item.trait })];
  const values = canFeed(item) ? problemsOfValues(item, trait) : [refused(`${place}.trait`, 'trait-not-fed', { trait: item.trait })];
  return [...values, ...problemsOfSensitivity(item, trait)];
}

/** Words and days are no level of anything, and of several choices only how many they are. */
function canFeed({ kind, feed }: Item): boolean {
  return kind === 'several' ? feed?.how === 'count' : kind !== 'text' && kind !== 'date';
}

function problemsOfValues(item: Item, trait: TraitDefinition): DefinitionProblem[] {
  const { key, kind, feed, number, options } = item;
  const levels = new Set(trait.levels.map(({ value }) => value));
  if ((feed?.how === 'count') !== (kind === 'several') || (kind === 'number' && feed?.how === 'map'))
    return [refused(`items.${key}.feed`, 'feed-not-possible')];
  if (kind === 'number') return number ? offScale(`items.${key}.number`, wholeNumbers(number, levels.size), item, levels) : [];
  if (kind === 'several') {
    const counts = options.filter(({ value }) => value !== null).map((_, index) => index + 1);
    return offScale(`items.${key}.feed`, counts, item, levels);
  }
  return options.flatMap(({ value }, index) => {
    if (value === null) return [];
    const place = `items.${key}.options.${index + 1}.value`;
    if (fed(item, value) === null) return [remark(place, 'feed-incomplete', { value })];
    return offScale(place, [value], item, levels);
  });
}

/** The first of the values that is on no level of the trait. */
function offScale(place: string, values: readonly number[], item: Item, levels: ReadonlySet<number>): DefinitionProblem[] {
  const wrong = values.find((value) => !levels.has(fed(item, value) as number));
  return wrong === undefined ? [] : [refused(place, 'value-off-scale', { value: fed(item, wrong) as number, trait: item.trait as string })];
}

/** What an answer with this value (of several choices: so many of them) says of the trait. */
function fed(item: Item, value: number): number | null {
  const answer = item.kind === 'several' ? { value: null, said: Array(value).fill(0).join(',') } : { value };
  return observedBy(item, { state: 'answered', ...answer })?.value ?? null;
}

/** From the lowest, and one more than there are levels: of more than that one is off the scale in any case. */
function wholeNumbers({ min, max }: { min: number; max: number }, levels: number): number[] {
  return Array.from({ length: Math.max(0, Math.min(max - min + 1, levels + 1)) }, (_, step) => min + step);
}

/** Health is asked in a module only, and what is sensitive never stands in a text message. */
function problemsOfSensitivity({ key, module, sensitive }: Item, { sensitivity, key: trait }: TraitDefinition): DefinitionProblem[] {
  return [
    ...(sensitivity === 'health' && !module ? [refused(`items.${key}.module`, 'module-missing', { trait })] : []),
    ...(sensitivity !== 'ordinary' && !sensitive ? [refused(`items.${key}.sensitive`, 'sensitive-missing', { trait })] : []),
  ];
}
