import { isExpired, traitOf, type Observation } from '#libs/profiles';

/** As much of an observation as a rule may know. */
export type Fact = Pick<Observation, 'id' | 'trait' | 'state' | 'value' | 'observedAt'>;

/** What rules see of a client, as known at the moment of judging; nothing in it was observed later than that. */
export interface RuleProfile {
  /** The latest observation of a trait: a refusal too. */
  latest: ReadonlyMap<string, Fact>;
  /** Answered values of traits whose change is asked about, in any order; the latest may be among them. */
  earlier: ReadonlyMap<string, readonly Fact[]>;
}

/** The latest observation of a trait if it is a value that still counts; a refusal, "weet ik niet" and what has expired are not known. */
export function currentFact(profile: RuleProfile, trait: string, now: Temporal.Instant): (Fact & { value: number }) | null {
  const fact = profile.latest.get(trait);
  if (!fact || fact.state !== 'answered' || fact.value === null || isExpired(traitOf(trait), fact.observedAt, now)) return null;
  return { ...fact, value: fact.value };
}

/** Answered values from before a fact and not before a moment. */
export function factsBefore(profile: RuleProfile, fact: Fact, from: Temporal.Instant): Fact[] {
  return (profile.earlier.get(fact.trait) ?? []).filter(
    ({ state, observedAt }) =>
      state === 'answered' && Temporal.Instant.compare(observedAt, from) >= 0 && Temporal.Instant.compare(observedAt, fact.observedAt) < 0,
  );
}
