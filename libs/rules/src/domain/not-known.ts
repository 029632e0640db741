import type { Wording } from '#libs/platform';
import { traitOf } from '#libs/profiles';
import type { RuleVerdict } from './evaluate.js';
import { msOf, type RuleProfile } from './profile.js';
import type { Ranked } from './ranking.js';
import type { NotHeard } from './rule.js';

/** A trait that might have said something about this, and why it does not. */
export interface NotKnown {
  trait: string;
  label: Wording;
  why: NotHeard;
}

/**
 * What is not known, and would have been looked at: the traits of the rules that spoke of this intervention, and of those that would have
 * spoken of it if they had known. A rule that said no is not among them: it knows enough. In the order of the traits' keys.
 */
export function notKnownTo(
  { intervention, for: reasons, against }: Pick<Ranked, 'intervention' | 'for' | 'against'>,
  verdicts: readonly RuleVerdict[],
  profile: Pick<RuleProfile, 'latest'>,
  now: Temporal.Instant,
): NotKnown[] {
  const nearly = verdicts.filter(
    ({ verdict, rule: { definition } }) =>
      verdict === 'unknown' && definition.then.some((effect) => 'intervention' in effect && effect.intervention === intervention),
  );
  const traits = new Set([...reasons, ...against, ...nearly].flatMap(({ rule }) => rule.traits));
  return [...traits].toSorted().flatMap((trait) => {
    const why = whyNotHeard(profile, trait, now);
    // A wish is no question that somebody left open: who asks for nothing did not refuse to say something.
    return why && !trait.startsWith('wish.') ? [{ trait, label: traitOf(trait).label, why }] : [];
  });
}

/** Why nothing is known of a trait now; null when something is. */
export function whyNotHeard(profile: Pick<RuleProfile, 'latest'>, trait: string, now: Temporal.Instant): NotHeard | null {
  const fact = profile.latest.get(trait);
  if (!fact) return 'never';
  // A refusal of long ago has expired as well: it says nothing about now.
  if (now.epochMilliseconds - msOf(fact) >= traitOf(trait).validDays * 86_400_000) return 'expired';
  return fact.state === 'answered' ? null : fact.state;
}
