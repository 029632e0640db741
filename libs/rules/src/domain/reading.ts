import type { Catalogue } from '#libs/interventions';
import type { TraitDefinition } from '#libs/profiles';
import type { Quantity, Test } from './quantity.js';
import type { ProblemReason } from './rule-problem.js';

/** What a condition needs to be told, collected while it is compiled. */
export interface Reading {
  /** Which trait is read where. */
  traits: Map<string, string>;
  /** How many days back the history of a trait is needed. */
  lookBackDays: Map<string, number>;
  /** Where an age is read; null: nowhere. */
  ageAt: string | null;
  /** How many conditions there are. */
  count: number;
  catalogue: Catalogue;
  findTrait(key: string): TraitDefinition | null;
  refuse(at: string, reason: ProblemReason, found: unknown): void;
}

/** What is asked and when it holds; null: refused. */
export type Asked = { quantity: Quantity; test: Test } | null;

/** What is wrong is told, and null stands for what it would have been. */
export function refused(at: string, found: unknown, reading: Reading, reason: ProblemReason = 'unknown-shape'): null {
  reading.refuse(at, reason, found);
  return null;
}

export function hasOtherFields(record: Record<string, unknown>, known: readonly string[]): boolean {
  return Object.keys(record).some((field) => !known.includes(field));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}

/** Whole days, at least one. */
export function isPeriod(value: unknown, longest: number): value is number {
  return isWhole(value) && value >= 1 && value <= longest;
}
