import type { Item, ItemKind } from './definition.js';
import { realDay } from './read-typed.js';
import { refused, type DefinitionProblem } from './problem.js';

/** How many options with a value each kind has; the others have none at all. */
const OPTIONS: Partial<Record<ItemKind, { least: number; most: number }>> = {
  choice: { least: 2, most: 20 },
  several: { least: 2, most: 20 },
  scale: { least: 2, most: 11 },
  yes_no: { least: 2, most: 2 },
};
const ICONS = ['face-1', 'face-2', 'face-3', 'face-4', 'face-5'];
/** Far beyond what anybody counts, and well within what the database keeps. */
const FARTHEST = 1_000_000;
const LONGEST_TEXT = 1000;

/** What is wrong with the answers that an item allows. */
export function problemsOfItem(item: Item): DefinitionProblem[] {
  return [...problemsOfOptions(item), ...problemsOfNumber(item), ...problemsOfDate(item), ...problemsOfText(item)];
}

function problemsOfOptions({ key, kind, options }: Item): DefinitionProblem[] {
  const place = `items.${key}.options`;
  const bounds = OPTIONS[kind];
  if (!bounds) return options.length === 0 ? [] : [refused(place, 'options-not-allowed')];
  const count = options.filter(({ value }) => value !== null).length;
  const names = options.map(({ value, state }) => state ?? String(value));
  return [
    ...(count < bounds.least ? [refused(place, 'too-few-options', { least: bounds.least })] : []),
    ...(count > bounds.most ? [refused(place, 'too-many-options', { most: bounds.most })] : []),
    ...options.flatMap(({ value, state, icon }, index) => {
      const here = `${place}.${index + 1}`;
      return [
        ...(isValue(value, state) ? [] : [refused(`${here}.value`, 'value-not-whole')]),
        ...(names.indexOf(names[index] as string) < index
          ? [refused(`${here}.value`, 'duplicate-value', { value: names[index] as string })]
          : []),
        ...(icon === undefined || ICONS.includes(icon) ? [] : [refused(`${here}.icon`, 'icon-unknown', { what: icon })]),
      ];
    }),
  ];
}

/** "Weet ik niet" has no value, and everything else has one. */
function isValue(value: number | null, state: 'unknown' | undefined): boolean {
  return state === 'unknown' ? value === null : isWhole(value);
}

function problemsOfNumber({ key, kind, number }: Item): DefinitionProblem[] {
  if (kind !== 'number') return [];
  const place = `items.${key}.number`;
  if (!number) return [refused(place, 'number-missing')];
  return isWhole(number.min) && isWhole(number.max) && number.min < number.max ? [] : [refused(place, 'number-bounds')];
}

function problemsOfDate({ key, kind, date }: Item): DefinitionProblem[] {
  if (kind !== 'date' || !date) return [];
  const { from = 'today', until = 'today' } = date;
  const isDay = (bound: string) => bound === 'today' || realDay(bound) !== null;
  const isInOrder = from === 'today' || until === 'today' || from <= until;
  return isDay(from) && isDay(until) && isInOrder ? [] : [refused(`items.${key}.date`, 'date-bounds')];
}

function problemsOfText({ key, kind, text }: Item): DefinitionProblem[] {
  if (kind !== 'text' || !text) return [];
  const isGood = Number.isInteger(text.maxLength) && text.maxLength >= 1 && text.maxLength <= LONGEST_TEXT;
  return isGood ? [] : [refused(`items.${key}.text`, 'text-length', { min: 1, max: LONGEST_TEXT })];
}

function isWhole(value: number | null): boolean {
  return Number.isInteger(value) && Math.abs(value as number) <= FARTHEST;
}
