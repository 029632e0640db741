import type { InterventionOutcome } from '#libs/interventions';
import type { ObservationState } from '#libs/profiles';
import type { EntityManager } from 'typeorm';
import { COOLING_OFF_DAYS, type Circumstances } from './domain/decide.js';
import type { CompiledRule } from './domain/compile-rule.js';
import { NOBODY_IN_PARTICULAR, type Fact, type RuleProfile } from './domain/profile.js';
import type { Stance } from './domain/rule.js';
import type { OpenSuggestion } from './domain/withdrawal.js';
import { versionsInForce } from './rules.service.js';

/** No intervention waits longer than this before it may be suggested again. */
const LONGEST_REPEAT_DAYS = 366;

/**
 * One review or decision at a time for a client: two check-ins that finish together must see each other's answers, and a suggestion must not
 * come back while it is being decided. Held until the transaction ends; a review takes it before it reads, so what it reads is what was committed.
 */
export const CLIENT_LOCK = `pg_advisory_xact_lock(hashtextextended('suggestions of ' || $1::text, 0))`;

/** Waits for this client's turn. @returns the ids of the rule versions in force */
export async function takeTurn(tx: EntityManager, clientId: string, now: Temporal.Instant): Promise<string[]> {
  const [{ in_force: versionIds }]: [{ in_force: string[] }] = await tx.query(
    `select ${CLIENT_LOCK}, array(${versionsInForce('$2')}) as in_force`,
    [clientId, now],
  );
  return versionIds;
}

export interface ReviewMaterial {
  profile: RuleProfile;
  circumstances: Circumstances;
  open: OpenSuggestion[];
}

interface FactJson {
  id: string;
  trait: string;
  state: ObservationState;
  value: number | null;
  observedAt: string;
}

interface MaterialRow {
  latest: FactJson[];
  earlier: FactJson[];
  interventions: { type: string; endedAt: string | null; outcome: InterventionOutcome | null }[];
  set_aside: { intervention: string; stance: Stance; at: string }[];
  open: OpenSuggestion[];
}

const FACT = `json_build_object('id', o.id::text, 'trait', o.trait, 'state', o.state, 'value', o.value, 'observedAt', o.observed_at)`;

/**
 * Everything a review of one client needs, in one statement: a check-in is finished in one transaction, and there each round trip is paid for by
 * who waits for the page. So this reads the tables of profiles and interventions below, instead of asking their services one after the other.
 */
export async function readMaterial(
  tx: EntityManager,
  clientId: string,
  rules: readonly CompiledRule[],
  now: Temporal.Instant,
): Promise<ReviewMaterial> {
  const lookBack = longestLookBack(rules);
  const [row]: [MaterialRow] = await tx.query(
    `select
       (select coalesce(json_agg(${FACT}), '[]')
          from unnest($3::text[]) as read (trait)
         cross join lateral (select id, trait, state, value, observed_at from trait_observation
                              where client_id = $1 and trait = read.trait and observed_at <= $2
                              order by observed_at desc, id desc limit 1) as o) as latest,
       (select coalesce(json_agg(${FACT}), '[]')
          from unnest($4::text[], $5::int[]) as asked (trait, days)
         cross join lateral (select id, trait, state, value, observed_at
                               from (select id, trait, state, value, observed_at, lead(observed_at) over (order by observed_at, id) as next_at
                                       from trait_observation
                                      where client_id = $1 and trait = asked.trait
                                        and observed_at >= $2 - make_interval(days => asked.days) and observed_at <= $2) as each
                              where state = 'answered' and next_at is distinct from observed_at) as o) as earlier,
       (select coalesce(json_agg(json_build_object('type', i.type, 'endedAt', i.ended_at, 'outcome', i.outcome)), '[]')
          from intervention as i
         where i.client_id = $1 and (i.ended_at is null or i.ended_at > $2 - make_interval(days => ${LONGEST_REPEAT_DAYS}))) as interventions,
       (select coalesce(json_agg(json_build_object('intervention', s.intervention, 'stance', s.stance, 'at', d.decided_at)), '[]')
          from suggestion as s join coach_decision as d on d.suggestion_id = s.id
         where s.client_id = $1 and d.undone_at is null and d.decision <> 'accepted' and d.decided_at > $2 - make_interval(days => ${COOLING_OFF_DAYS})) as set_aside,
       (select coalesce(json_agg(json_build_object('id', s.id, 'intervention', s.intervention, 'stance', s.stance, 'evidence', s.evidence)), '[]')
          from suggestion as s
         where s.client_id = $1 and s.withdrawn_at is null and s.decided_at is null) as open`,
    [clientId, now, [...new Set(rules.flatMap(({ traits }) => traits))], [...lookBack.keys()], [...lookBack.values()]],
  );
  return {
    profile: {
      latest: new Map(row.latest.map((fact) => [fact.trait, toFact(fact)])),
      earlier: Map.groupBy(row.earlier.map(toFact), ({ trait }) => trait),
      person: NOBODY_IN_PARTICULAR,
      interventions: [],
      declined: [],
    },
    circumstances: {
      interventions: row.interventions.map((given) => ({
        ...given,
        endedAt: given.endedAt === null ? null : Temporal.Instant.from(given.endedAt),
      })),
      setAside: row.set_aside.map((given) => ({ ...given, at: Temporal.Instant.from(given.at) })),
    },
    open: row.open,
  };
}

function longestLookBack(rules: readonly CompiledRule[]): Map<string, number> {
  const longest = new Map<string, number>();
  for (const { lookBackDays } of rules)
    for (const [trait, days] of lookBackDays) longest.set(trait, Math.max(days, longest.get(trait) ?? 0));
  return longest;
}

function toFact({ observedAt, ...fact }: FactJson): Fact {
  return { ...fact, observedAt: Temporal.Instant.from(observedAt) };
}
