import type { Fact, RuleProfile } from './profile.js';

/** The moment of judging; milliseconds beside it, because they are compared by the thousand. */
export interface Moment {
  now: Temporal.Instant;
  ms: number;
}

export function momentOf(now: Temporal.Instant): Moment {
  return { now, ms: now.epochMilliseconds };
}

/** One thing that conditions ask about, as a number. Two conditions that ask about the same have the same key, and it is read once for all of them. */
export interface Quantity {
  key: string;
  /** The trait it is about; null: a circumstance. */
  trait: string | null;
  kind: 'level' | 'heard' | 'age' | 'course' | 'circumstance';
  /** NaN: not known. */
  read(profile: RuleProfile, at: Moment): number;
  /** The observations that number rests on; none when it is not known. */
  facts(profile: RuleProfile, at: Moment): readonly Fact[];
  /** false: it always is something, known or not asked at all. */
  mayBeUnknown: boolean;
  /** What it can be: one of these, or any number from the first up to the second. */
  range: readonly number[] | { from: number; below: number };
  /** Of a trait: whether it can be this while the latest value is that; absent: always. */
  isPossibleWith?(level: number, value: number): boolean;
}

/** For what numbers a condition holds: in one of these half-open intervals. */
export type Test = readonly (readonly [from: number, below: number])[];

export const DAY = 86_400_000;

export function holdsFor(test: Test, value: number): boolean {
  return test.some(([from, below]) => value >= from && value < below);
}

/** Numbers that are whole. */
export function oneOf(values: readonly number[]): Test {
  return values.map((value) => [value, value + 1]);
}

/** The numbers at which a test may turn, each once and in order. */
export function cutsOf(tests: readonly Test[]): number[] {
  return [...new Set(tests.flatMap((test) => test.flat()))].filter(Number.isFinite).toSorted((a, b) => a - b);
}
