import type { InterventionOutcome } from '#libs/interventions';
import type { ObservationState } from '#libs/profiles';
import { localDate } from '#libs/platform';
import { ageBandOf, type Decision, type Fact, type Needs, type PastIntervention, type RuleProfile, type Stance } from '#libs/rules';

const DAYS_OF_CIRCUMSTANCES = 731;

export interface PastObservation {
  id: string;
  trait: string;
  state: ObservationState;
  value: number | null;
  observedAt: Temporal.Instant;
  recordedAt: Temporal.Instant;
}

export interface PastSuggestion {
  intervention: string;
  stance: Stance;
  madeAt: Temporal.Instant;
  /** null: it is open, or waits still. */
  withdrawnAt: Temporal.Instant | null;
  decision: Decision | null;
  reasonCode: string | null;
  decidedAt: Temporal.Instant | null;
}

export interface BegunIntervention {
  type: string;
  plannedAt: Temporal.Instant;
  startsOn: Temporal.PlainDate | null;
  endedAt: Temporal.Instant | null;
  outcome: InterventionOutcome | null;
}

/** A benefit; `until` is the first day without, null while it runs. */
export interface PastSpell {
  from: Temporal.PlainDate;
  until: Temporal.PlainDate | null;
  endReason: string | null;
}

/** What is kept of one client, as far as a rule could have known it, and what became of it. */
export interface ClientPast {
  clientId: string;
  birthDate: Temporal.PlainDate | null;
  /** At which moments something was heard, oldest first; one a day at most. */
  heard: readonly Temporal.Instant[];
  observations: readonly PastObservation[];
  interventions: readonly BegunIntervention[];
  suggestions: readonly PastSuggestion[];
  /** Moments at which the client said "liever niet" to what was shared. */
  refusals: readonly { intervention: string; at: Temporal.Instant }[];
  spells: readonly PastSpell[];
}

/**
 * What rules would have seen of a client at a moment: what had been recorded by then, without what had been replaced by then. It is the profile of
 * a review of that moment (a test compares them), so that a rule that looks back says what it would have said.
 * @returns null when there was no benefit then: nobody without is reviewed
 */
export function profileAt(past: ClientPast, needs: Needs, moment: Temporal.Instant): RuleProfile | null {
  const day = localDate(moment);
  const spell = spellOn(past.spells, day);
  if (!spell) return null;
  const isBy = (at: Temporal.Instant | null) => at !== null && Temporal.Instant.compare(at, moment) <= 0;
  const known = past.observations.filter(({ recordedAt, observedAt }) => isBy(recordedAt) && isBy(observedAt));
  const byTrait = Map.groupBy(counting(known), ({ trait }) => trait);
  const latest = new Map<string, Fact>();
  const earlier = new Map<string, readonly Fact[]>();
  for (const [trait, facts] of byTrait) {
    const newest = facts.at(-1) as Fact;
    if (needs.everHeard.includes(trait) || isWithin(newest.observedAt, needs.oldestDays)) latest.set(trait, newest);
    const days = needs.lookBackDays.get(trait);
    if (days !== undefined)
      earlier.set(
        trait,
        facts.filter((fact) => fact === newest || isWithin(fact.observedAt, days)),
      );
  }
  return {
    latest,
    earlier,
    person: {
      ageBand: past.birthDate && ageBandOf(past.birthDate, day),
      benefitSince: spell.from,
      // It is a moment at which something was heard, so nothing was asked in vain since.
      heardAt: moment,
      silentSince: null,
      isUnreachable: false,
    },
    interventions: past.interventions.flatMap((given) => asOf(given)),
    declined: declinedBy(past).filter(({ at }) => isBy(at) && isWithin(at, DAYS_OF_CIRCUMSTANCES)),
  };

  function isWithin(at: Temporal.Instant, days: number): boolean {
    return moment.epochMilliseconds - at.epochMilliseconds <= days * 86_400_000;
  }

  function asOf({ type, plannedAt, startsOn, endedAt, outcome }: BegunIntervention): PastIntervention[] {
    if (!isBy(plannedAt)) return [];
    if (isBy(endedAt) && endedAt) return isWithin(endedAt, DAYS_OF_CIRCUMSTANCES) ? [{ type, state: 'ended', endedAt, outcome }] : [];
    const hasBegun = startsOn !== null && Temporal.PlainDate.compare(startsOn, day) <= 0;
    return [{ type, state: hasBegun ? 'started' : 'accepted', endedAt: null, outcome: null }];
  }
}

export function spellOn(spells: readonly PastSpell[], day: Temporal.PlainDate): PastSpell | null {
  return (
    spells.find(
      ({ from, until }) => Temporal.PlainDate.compare(from, day) <= 0 && (until === null || Temporal.PlainDate.compare(day, until) < 0),
    ) ?? null
  );
}

/** Oldest first; of one trait and moment of observing only what was recorded last. */
function counting(observations: readonly PastObservation[]): PastObservation[] {
  const byMoment = new Map<string, PastObservation>();
  for (const one of observations) {
    const key = `${one.trait} ${one.observedAt.epochNanoseconds}`;
    const before = byMoment.get(key);
    if (!before || BigInt(one.id) > BigInt(before.id)) byMoment.set(key, one);
  }
  return [...byMoment.values()].toSorted((a, b) => Temporal.Instant.compare(a.observedAt, b.observedAt));
}

function declinedBy({ suggestions, refusals }: ClientPast): { intervention: string; at: Temporal.Instant }[] {
  const setAside = suggestions.flatMap(({ intervention, stance, decision, decidedAt }) =>
    stance === 'suggest' && decidedAt && decision !== null && decision !== 'accepted' ? [{ intervention, at: decidedAt }] : [],
  );
  return [...setAside, ...refusals];
}
