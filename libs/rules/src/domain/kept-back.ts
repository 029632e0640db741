import type { Catalogue, InterventionOutcome } from '#libs/interventions';
import type { RuleVerdict } from './evaluate.js';
import type { PastIntervention } from './profile.js';
import type { Stance } from './rule.js';

/** A coach who declined or chose something else is not asked the same again before this. */
export const COOLING_OFF_DAYS = 90;

/** What happened with this client before, as far as it bears on what to suggest. */
export interface Circumstances {
  /** Running ones and those that wait, and those that ended long enough ago at most to matter. */
  interventions: readonly {
    type: string;
    endedAt: Temporal.Instant | null;
    outcome: InterventionOutcome | null;
    state?: PastIntervention['state'];
  }[];
  /** What a coach declined or replaced. */
  setAside: readonly { intervention: string; stance: Stance; at: Temporal.Instant }[];
}

export type KeptBack = 'running' | 'waiting' | 'recently-ended' | 'set-aside' | 'not-offered';

/** What rules say of one intervention: the verdicts for it and against it. */
export interface Spoken {
  intervention: string;
  stance: Stance;
  for: readonly RuleVerdict[];
}

/**
 * Why something the rules say is not proposed now, or null. What the client asked for since then is proposed again, and so is a conversation
 * that cannot wait: somebody who was well when the coach declined, and said something since that asks for it.
 */
export function keptBack(
  { intervention, stance, for: reasons }: Spoken,
  { interventions, setAside }: Circumstances,
  catalogue: Catalogue,
  now: Temporal.Instant,
): KeptBack | null {
  const type = catalogue.find(intervention);
  if (!type?.isOffered) return 'not-offered';
  const isAskedSince = (moment: Temporal.Instant) =>
    reasons.some(
      ({ rule, facts }) =>
        (rule.definition.wish || cannotWait(rule.definition, intervention)) &&
        facts.some(({ observedAt }) => Temporal.Instant.compare(observedAt, moment) > 0),
    );
  const isWithin = (moment: Temporal.Instant, days: number) => now.epochMilliseconds - moment.epochMilliseconds < days * 86_400_000;

  const isSetAside = setAside.some(
    (past) => past.intervention === intervention && past.stance === stance && isWithin(past.at, COOLING_OFF_DAYS) && !isAskedSince(past.at),
  );
  if (isSetAside) return 'set-aside';
  if (stance === 'advise_against') return null;
  for (const { type: code, endedAt, outcome, state } of interventions) {
    if (code !== intervention) continue;
    if (!endedAt) return state === 'waiting' || state === 'offered' ? 'waiting' : 'running';
    if (outcome !== 'not_started' && isWithin(endedAt, type.repeatAfterDays) && !isAskedSince(endedAt)) return 'recently-ended';
  }
  return null;
}

function cannotWait({ then }: RuleVerdict['rule']['definition'], intervention: string): boolean {
  return intervention === 'COACH_CALL' && then.some((effect) => effect.stance === 'talk_first' && effect.strength === 3);
}
