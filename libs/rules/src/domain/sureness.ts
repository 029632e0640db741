import { change, traitOf } from '#libs/profiles';
import { msOf, type Fact, type RuleProfile } from './profile.js';
import type { Ranked } from './ranking.js';

/** How sure a suggestion is, in three words and no score: nobody should read a number as the chance that it works. */
export const SURENESS = ['clear', 'fair', 'thin'] as const;
export type Sureness = (typeof SURENESS)[number];

/** Back and forth is looked for this far back. */
const STEADY_FOR_DAYS = 180;

/**
 * How sure the answers behind a suggestion make it. Plainly:
 *
 * - **thin** when rules speak both for and against it; when an answer behind it goes up and down (better and worse, both, in half a year); or
 *   when it rests on one single answer that is past half of its validity;
 * - **clear** when every answer behind it is in the first half of its validity, and more than one answer says so: answers about different
 *   traits, or the same answer at two moments. What the client asked for lately is clear by itself;
 * - **fair** otherwise; also for what rests on no answer at all, but on silence, or on what ran before.
 */
export function surenessOf(
  { stance, fromWish, for: reasons, against }: Pick<Ranked, 'stance' | 'fromWish' | 'for' | 'against'>,
  profile: Pick<RuleProfile, 'latest' | 'earlier'>,
  now: Temporal.Instant,
): Sureness {
  const decisive = stance === 'suggest' ? reasons : against;
  const facts = latestOf(
    decisive.flatMap((verdict) => verdict.facts),
    profile,
  );
  const isFresh = facts.every((fact) => ageInDays(fact, now) < traitOf(fact.trait).validDays / 2);
  if (reasons.length > 0 && against.length > 0 && !fromWish) return 'thin';
  if (facts.some((fact) => goesUpAndDown(fact, profile, now))) return 'thin';
  if (facts.length === 0) return 'fair';
  if (fromWish && isFresh) return against.length > 0 ? 'fair' : 'clear';
  const isSaidMoreThanOnce = facts.length > 1 || facts.some((fact) => wasSaidBefore(fact, profile));
  if (!isFresh) return isSaidMoreThanOnce ? 'fair' : 'thin';
  return isSaidMoreThanOnce ? 'clear' : 'fair';
}

/** The answers that count now, each trait once: what a change started from is history, and no answer of its own. */
function latestOf(facts: readonly Fact[], { latest }: Pick<RuleProfile, 'latest'>): Fact[] {
  const traits = new Set(facts.map(({ trait }) => trait));
  return [...traits].flatMap((trait) => latest.get(trait) ?? []).filter(({ state }) => state === 'answered');
}

function wasSaidBefore(fact: Fact, { earlier }: Pick<RuleProfile, 'earlier'>): boolean {
  return (earlier.get(fact.trait) ?? []).some((one) => one.state === 'answered' && one.value === fact.value && msOf(one) !== msOf(fact));
}

function goesUpAndDown(fact: Fact, { earlier }: Pick<RuleProfile, 'earlier'>, now: Temporal.Instant): boolean {
  const course = (earlier.get(fact.trait) ?? [])
    .filter((one) => one.state === 'answered' && msOf(one) !== msOf(fact) && ageInDays(one, now) <= STEADY_FOR_DAYS)
    .toSorted((a, b) => msOf(a) - msOf(b));
  const directions = new Set([...course.slice(1), fact].map((one, index) => change(one, course[index])?.direction));
  return directions.has('better') && directions.has('worse');
}

function ageInDays(fact: Fact, now: Temporal.Instant): number {
  return (now.epochMilliseconds - msOf(fact)) / 86_400_000;
}
