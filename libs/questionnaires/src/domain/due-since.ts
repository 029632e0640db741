import { change, changeAgainstBaseline, findTrait, levelOf, whatCounts, type Heard } from '#libs/profiles';
import type { Reason } from './asking.js';

/** Of what feeds no trait: as for most traits. */
const ASK_AFTER_DAYS = 77;
/** What is uncertain or changing comes again sooner, but never within three weeks: who is asked every four weeks hears it the next time. */
const SOONEST_DAYS = 21;
/** Of its validity, when it is uncertain or changing. */
const SHARE_WHEN_RESTLESS = 1 / 4;
/** Two sources contradict each other when they speak of the same weeks. */
const DAYS_OF_CONTRADICTION = 30;
/** A jump is two levels or more, and at least a third of the scale: two of eleven is a mood. */
const LEVELS_OF_A_JUMP = 2;
const SHARE_OF_A_JUMP = 1 / 3;

const DAY = 86_400_000;

export interface DueSince {
  /** In days beyond the moment from which it may be asked again, fractions included; infinite when it was never heard of. */
  overdue: number;
  reason: Reason;
}

/**
 * Since when something may be asked (again), and why; null while it was heard within the validity of its question.
 * @param part what was heard of a trait, or else when an item was last answered
 */
export function dueSince(
  { trait, heard, at }: { trait: string | null; heard: readonly Heard[]; at: Temporal.Instant | null },
  now: Temporal.Instant,
): DueSince | null {
  const counting = whatCounts(heard, now);
  const lastHeard = counting.at(-1)?.observedAt ?? at;
  if (lastHeard === null) return { overdue: Infinity, reason: { kind: 'never' } };
  const age = (now.epochMilliseconds - lastHeard.epochMilliseconds) / DAY;
  const days = Math.floor(age);
  const validity = findTrait(trait ?? '')?.askAfterDays ?? ASK_AFTER_DAYS;
  if (age < Math.min(validity, SOONEST_DAYS)) return null;
  const restless = restlessBecause(counting, days, now);
  const shortened = restless === null ? validity : Math.min(validity, Math.max(SOONEST_DAYS, validity * SHARE_WHEN_RESTLESS));
  if (age < shortened) return null;
  return { overdue: age - shortened, reason: restless !== null && age < validity ? restless : { kind: 'stale', days } };
}

/** Why it comes again sooner than what is quiet. A refusal is not restless: who would rather not say is left alone for the whole of it. */
function restlessBecause(counting: readonly Heard[], days: number, now: Temporal.Instant): Reason | null {
  const latest = counting.at(-1);
  if (!latest || latest.state === 'refused') return null;
  // A score that could not be computed is not somebody who does not know.
  if (latest.state === 'unknown') return latest.source === 'derived' ? null : { kind: 'uncertain', because: 'unknown', days };
  const before = counting.slice(0, -1).findLast(({ state }) => state === 'answered');
  if (before && areContradicting(latest, counting.slice(0, -1))) return { kind: 'uncertain', because: 'sources', days };
  const usual = changeAgainstBaseline(counting, now);
  if (usual && usual.direction !== 'within') return { kind: 'changing', direction: usual.direction, days };
  const moved = change(latest, before);
  return moved && moved.direction !== 'same' && before && isJump(latest, before)
    ? { kind: 'changing', direction: moved.direction, days }
    : null;
}

function areContradicting(latest: Heard, earlier: readonly Heard[]): boolean {
  const lately = latest.observedAt.epochMilliseconds - DAYS_OF_CONTRADICTION * DAY;
  const other = earlier.findLast(({ state, source }) => state === 'answered' && source !== latest.source);
  return other !== undefined && other.observedAt.epochMilliseconds >= lately && areApart(latest, other);
}

function areApart(one: Heard, other: Heard): boolean {
  return levelOf(one.trait, one.value)?.barrier !== levelOf(other.trait, other.value)?.barrier || isJump(one, other);
}

/** From not standing in the way to standing in the way severely or back; or far along the scale. */
function isJump(one: Heard, other: Heard): boolean {
  const barriers = [one, other].map(({ trait, value }) => levelOf(trait, value)?.barrier);
  if (barriers.includes('none') && barriers.includes('severe')) return true;
  const trait = findTrait(one.trait);
  if (!trait?.better || one.value === null || other.value === null || trait.levels.length === 0) return false;
  const values = trait.levels.map(({ value }) => value);
  const moved = Math.abs(one.value - other.value);
  return moved >= LEVELS_OF_A_JUMP && moved >= (Math.max(...values) - Math.min(...values)) * SHARE_OF_A_JUMP;
}
