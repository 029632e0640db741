import type { InterventionOutcome } from '#libs/interventions';
import { isExpired, traitOf, type Observation } from '#libs/profiles';

/** As much of an observation as a rule may know. */
export type Fact = Pick<Observation, 'id' | 'trait' | 'state' | 'value' | 'observedAt'> & {
  /** The same moment in whole milliseconds since 1970, where whoever read it had it at hand: asking a moment for them costs more than a rule. */
  observedMs?: number;
};

/** When it was observed, in milliseconds. */
export function msOf({ observedMs, observedAt }: Fact): number {
  return observedMs ?? observedAt.epochMilliseconds;
}

/** Wide on purpose: how old somebody is exactly is nothing a rule needs. */
export const AGE_BANDS = ['under-27', '27-34', '35-44', '45-54', '55-and-over'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** Nothing is known of this person but what the answers say. */
export const NOBODY_IN_PARTICULAR: Person = {
  ageBand: null,
  benefitSince: null,
  heardAt: null,
  silentSince: null,
  isUnreachable: false,
};

/** What rules may know apart from answers. There is no room here for who somebody is: no name, sex, language, address or origin. */
export interface Person {
  ageBand: AgeBand | null;
  /** The first day of the benefit that runs; null when none does. */
  benefitSince: Temporal.PlainDate | null;
  /** When an answer of any kind last came in. */
  heardAt: Temporal.Instant | null;
  /** The first question after that which nobody answered; null: nothing was asked in vain. */
  silentSince: Temporal.Instant | null;
  /** The latest question did not arrive, or could not be asked. */
  isUnreachable: boolean;
}

/** An intervention that runs, waits, or ended in the past two years. */
export interface PastIntervention {
  type: string;
  state: 'offered' | 'waiting' | 'accepted' | 'started' | 'paused' | 'ended';
  endedAt: Temporal.Instant | null;
  outcome: InterventionOutcome | null;
}

/** What rules see of a client, as known at the moment of judging; nothing in it was observed later than that. */
export interface RuleProfile {
  /** The latest observation of a trait: a refusal too. */
  latest: ReadonlyMap<string, Fact>;
  /** Observations of traits whose course is asked about, without what was replaced, in any order; the latest may be among them. */
  earlier: ReadonlyMap<string, readonly Fact[]>;
  person: Person;
  interventions: readonly PastIntervention[];
  /** What a coach set aside, or the client did not want, in the past two years. */
  declined: readonly { intervention: string; at: Temporal.Instant }[];
}

/** The latest observation of a trait if it is a value that still counts; a refusal, "weet ik niet" and what has expired are not known. */
export function currentFact(profile: Pick<RuleProfile, 'latest'>, trait: string, now: Temporal.Instant): (Fact & { value: number }) | null {
  const fact = profile.latest.get(trait);
  if (!fact || fact.state !== 'answered' || fact.value === null || isExpired(traitOf(trait), fact.observedAt, now)) return null;
  return { ...fact, value: fact.value };
}
