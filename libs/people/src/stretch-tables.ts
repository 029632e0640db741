/**
 * A table of stretches of days of clients, one at a time (`unique (client_id, during without overlaps) deferrable`), with a history that a trigger
 * keeps: benefits, and paid work. SQL about it speaks of `row`, what a file tells, and `known`, the stretch in the table that it is about.
 */
export interface StretchTable {
  name: 'benefit_spell' | 'paid_work';
  history: string;
  /** What a row of the history says it is the history of. */
  idInHistory: string;
  /** The column of a number that a stretch is known by, before its first day; null when there is none. */
  number: string | null;
  /** What a file tells beside the days and the number, with its type. */
  told: readonly (readonly [column: string, type: string])[];
  /** Columns of what is told of the days: another value is a correction. */
  facts: readonly string[];
  /** Those of them that may not differ either for an end that appears to be no correction. */
  factsThroughout: readonly string[];
  /** Columns that are filled in when they are told, and never emptied: a value where there was none is no correction. */
  filled: readonly FilledColumn[];
  /** SQL beside `known`: what statements before and after need to know. */
  alsoKnown: readonly string[];
  /** What goes before and after it is written, over `ready_stretch`: statements that return the client_id of whom they changed; $1 is the moment. */
  before: readonly string[];
  after: readonly string[];
}

export interface FilledColumn {
  column: string;
  /** What is told, and what is known: to compare. */
  told: string;
  known: string;
  /** What is written. */
  value: string;
}
