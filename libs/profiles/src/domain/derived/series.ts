import type { Observation } from '../observation.js';
import { findTrait, levelOf } from '../traits.js';

/** An observation, as far as what is derived needs to know it. */
export type Heard = Pick<Observation, 'id' | 'trait' | 'state' | 'value' | 'observedAt' | 'source'>;
/** As much of it as there is when nobody asks where it came from. */
export type Told = Omit<Heard, 'source'>;

/** A value that was told, at its moment; `id` names the observation. */
export interface Point {
  id: string;
  at: Temporal.Instant;
  value: number;
}

export const DAY = 86_400_000;

/**
 * What counts of a history up to and including `now`, oldest first, in whatever order it comes in: of one trait and moment only what was
 * recorded last (the highest id), because that corrects what came before.
 */
export function whatCounts<T extends Told>(history: readonly T[], now: Temporal.Instant): T[] {
  const nowMs = now.epochMilliseconds;
  const inOrder = history
    .map((one) => ({ one, ms: one.observedAt.epochMilliseconds }))
    .filter(({ one, ms }) => ms < nowMs || (ms === nowMs && Temporal.Instant.compare(one.observedAt, now) <= 0))
    .toSorted((a, b) => compareMoments(a, b) || compareIds(a.one.id, b.one.id));
  return inOrder.flatMap((each, index) => {
    const next = inOrder[index + 1];
    return next === undefined || compareMoments(next, each) !== 0 ? each.one : [];
  });
}

/** Only values: a refusal and "weet ik niet" are no numbers, and neither is what is not on the scale of the trait. */
export function pointsOf(heard: readonly Told[]): Point[] {
  return heard.flatMap((one) => {
    const { id, state, value, observedAt: at } = one;
    return state === 'answered' && value !== null && isOnScale(one) ? [{ id, at, value }] : [];
  });
}

/**
 * The trait a history is of.
 * @throws RangeError for observations of more than one: that is a defect in the caller
 */
export function traitOfHistory(history: readonly Told[]) {
  const keys = new Set(history.map(({ trait }) => trait));
  if (keys.size > 1) throw new RangeError(`one trait at a time, not ${[...keys].join(', ')}`);
  const [key] = keys;
  return key === undefined ? null : findTrait(key);
}

/** The middle one; of an even number, halfway the middle two. @throws RangeError for none */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('nothing has no median');
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}

/** In days, fractions included. */
export function daysFrom(one: Temporal.Instant, other: Temporal.Instant): number {
  return (other.epochMilliseconds - one.epochMilliseconds) / DAY;
}

function isOnScale({ trait, value }: Told): boolean {
  const registered = findTrait(trait);
  return registered !== null && (registered.levels.length === 0 || levelOf(trait, value) !== null);
}

/** Milliseconds tell most of them apart, at a tenth of the cost of comparing instants. */
function compareMoments(a: { one: Told; ms: number }, b: { one: Told; ms: number }): number {
  return a.ms - b.ms || Temporal.Instant.compare(a.one.observedAt, b.one.observedAt);
}

/** Ids are whole numbers that may be larger than a `number` can hold. */
function compareIds(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}
