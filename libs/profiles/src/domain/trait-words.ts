import type { ObservationState } from './observation.js';
import type { TraitDefinition } from './trait.js';
import { TRAITS } from './traits.js';

/** Ways to write that somebody would not say, or could not. */
const REFUSED = ['weigert', 'geweigerd', 'wil niet zeggen', 'wil het niet zeggen'];
const UNKNOWN = ['weet niet', 'weet ik niet', 'weet het niet'];

export interface ReadValue {
  state: ObservationState;
  value: number | null;
}

const REFUSAL: ReadValue = { state: 'refused', value: null };
const IGNORANCE: ReadValue = { state: 'unknown', value: null };

const byWords = unambiguous(TRAITS.flatMap((trait) => [trait.key, trait.label.nl, trait.label.en].map((words) => [words, trait] as const)));

/** A trait by its key or by the label that staff read; null when nothing is called so, or two are. */
export function traitCalled(words: string): TraitDefinition | null {
  return byWords.get(plain(words)) ?? null;
}

/** The key of the trait whose key or label is nearest to what was written; null when nothing is near enough to be a slip. */
export function nearestTrait(words: string): string | null {
  const written = plain(words);
  let nearest: { key: string; distance: number } | null = null;
  for (const [name, trait] of byWords) {
    if (!trait) continue;
    const distance = editDistance(written, name);
    if (distance < (nearest?.distance ?? Infinity)) nearest = { key: trait.key, distance };
  }
  return nearest && nearest.distance <= Math.max(2, Math.floor(written.length / 3)) ? nearest.key : null;
}

const values = new Map(TRAITS.map((trait) => [trait.key, valuesByWords(trait)]));

/** What a value stands for: a number of the trait's scale, the words of a level, a refusal or "weet niet". Null: nothing we know for sure. */
export function valueCalled(trait: TraitDefinition, words: string): ReadValue | null {
  return values.get(trait.key)?.get(plain(words).replace(/^(\d+)[.,]0+$/, '$1')) ?? null;
}

/** The scale as it may be written in a file, short. */
export function scaleInWords({ levels }: TraitDefinition): string {
  const numbers = levels.map(({ value }) => value).toSorted((a, b) => a - b);
  const isRow = numbers.every((value, index) => index === 0 || value === numbers[index - 1]! + 1);
  if (isRow && numbers.length > 2) return `${numbers[0]} tot en met ${numbers.at(-1)}`;
  return numbers.length > 6 ? `${numbers.slice(0, 3).join(', ')} … ${numbers.at(-1)}` : numbers.join(', ');
}

function valuesByWords({ levels }: TraitDefinition): Map<string, ReadValue | null> {
  return unambiguous([
    ...levels.flatMap(({ value, label }) => {
      const answered: ReadValue = { state: 'answered', value };
      return [String(value), label.nl, label.en].map((words) => [words, answered] as const);
    }),
    ...REFUSED.map((words) => [words, REFUSAL] as const),
    ...UNKNOWN.map((words) => [words, IGNORANCE] as const),
  ]);
}

/** What is called the same as something else is called nothing: null. */
function unambiguous<T>(named: readonly (readonly [string, T])[]): Map<string, T | null> {
  const found = new Map<string, T | null>();
  for (const [words, what] of named) {
    const known = found.get(plain(words));
    found.set(plain(words), known === undefined || known === what ? what : null);
  }
  return found;
}

function plain(words: string): string {
  return words.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Levenshtein: how many letters to add, take away or change. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1)
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1));
    row = next;
  }
  return row[to.length]!;
}
