import type { OpenRows } from '#libs/platform';

export type Delimiter = OpenRows['delimiter'];

/** A number as a file writes it, and which mark it has before its decimals. */
export interface WrittenNumber {
  value: number;
  mark: '.' | ',' | null;
}

const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i;

/**
 * Reads a number with a decimal point, or with a decimal comma where commas do not part the columns.
 * @returns null for what is no number, or could be two: "1,500" between commas, "1.234,5", "NA", "12 weken"
 */
export function readNumber(text: string, delimiter: Delimiter): WrittenNumber | null {
  if (!NUMBER.test(text) || (delimiter === ',' && text.includes(','))) return null;
  const mark = text.includes(',') ? ',' : text.includes('.') ? '.' : null;
  const value = Number(mark === ',' ? text.replace(',', '.') : text);
  return Number.isFinite(value) ? { value, mark } : null;
}
