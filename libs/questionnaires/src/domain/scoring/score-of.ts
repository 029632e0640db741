import type { ItemAnswer, Score } from '../definition.js';
import { djg6 } from './djg6.js';
import { phq4 } from './phq4.js';
import { who5 } from './who5.js';

/** What an instrument makes of the answers to its items. */
export interface ScoreResult {
  /** `unknown`: too much was refused, unknown or passed over for this instrument to say anything. Never a zero. */
  state: 'answered' | 'unknown';
  /** On the scale of the score's trait; null when unknown. */
  value: number | null;
  /** Of the parts that the instrument tells apart: each with its own rule for what is missing. */
  subscales: Record<string, number | null>;
  /** The keys of the items that counted, in the instrument's order: those with a value. */
  inputs: string[];
}

/** What an instrument asks for, for whoever checks a definition: so many items, each with exactly these values. */
export interface InstrumentShape {
  items: number;
  values: readonly number[];
  /** Of the score: lowest, highest, and the size of a step. */
  score: { min: number; max: number; step: number };
}

export const INSTRUMENT_SHAPES: Readonly<Record<Score['instrument'], InstrumentShape>> = {
  djg6: { items: 6, values: [1, 2, 3], score: { min: 0, max: 6, step: 1 } },
  phq4: { items: 4, values: [0, 1, 2, 3], score: { min: 0, max: 12, step: 1 } },
  who5: { items: 5, values: [0, 1, 2, 3, 4, 5], score: { min: 0, max: 100, step: 4 } },
};

const SCORING = { djg6, phq4, who5 };

/**
 * The score of an instrument over the answers of one person at one moment. Total: a refused, unknown or skipped item is missing, and so are an
 * item nobody asked and a value the instrument does not know; what may be missing is the instrument's own rule.
 * @param answers by item key
 */
export function scoreOf({ instrument, items }: Pick<Score, 'instrument' | 'items'>, answers: ReadonlyMap<string, ItemAnswer>): ScoreResult {
  const shape = INSTRUMENT_SHAPES[instrument];
  const values = Array.from({ length: shape.items }, (_, index) => valueAt(items[index]));
  const inputs = items.slice(0, shape.items).filter((key) => valueAt(key) !== null);
  const { value, subscales } = SCORING[instrument](values);
  return { state: value === null ? 'unknown' : 'answered', value, subscales, inputs };

  function valueAt(key: string | undefined): number | null {
    const answer = key === undefined ? undefined : answers.get(key);
    return answer?.state === 'answered' && answer.value !== null && shape.values.includes(answer.value) ? answer.value : null;
  }
}
