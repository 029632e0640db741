/** The values of an instrument's items in its own order; null: missing. */
export type ItemValues = readonly (number | null)[];

/** What an instrument says: a value, or null where too much is missing; and the same for each of its parts. */
export interface Scored {
  value: number | null;
  subscales: Record<string, number | null>;
}

/** The sum of all values; null as soon as one is missing: what was not said is not zero. */
export function sumOf(values: ItemValues): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}
