/**
 * When an item is asked: over answers given earlier in the same check-in and over what was known when it was opened. Data, so that it can be
 * checked, shown as a sentence and kept with a version.
 */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { none: Condition[] }
  /** The value is one of these; of several choices: one of them was chosen. */
  | { of: 'item' | 'trait'; key: string; is: number[] }
  /** The value is in this range, both ends included. */
  | { of: 'item' | 'trait'; key: string; from?: number; to?: number }
  /** It was answered like this, whatever the value. */
  | { of: 'item'; key: string; state: 'answered' | 'refused' | 'unknown' };
