import { Injectable } from '@nestjs/common';
import type { InterventionOutcome } from '#libs/interventions';
import { localDate, localInstant, TIME_ZONE } from '#libs/platform';
import type { ObservationState } from '#libs/profiles';
import { compileRuleSet, needsOf, VERDICTS, type CompiledRule, type Decision, type Needs, type Stance } from '#libs/rules';
import { DataSource } from 'typeorm';
import { LookBack, type LookBackPeriod } from './domain/rule-effects/look-back.js';
import type { ClientPast } from './domain/rule-effects/past.js';
import type { RuleLookBack } from './domain/rule-effects/shown.js';

/** How far it looks back. */
const YEARS_BACK = 2;
/** Of each client all that was recorded is read, so fewer are looked at than for today. */
export const MOST_LOOKED_BACK_AT = 5_000;
const BATCH = 500;

/** The administrator's question before a rule counts: what would it have done, what did coaches do instead, and what followed? Figures that are safe to show. */
@Injectable()
export class RuleLookBackReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Replays a rule over the past two years, at every moment at which something was heard of a client, with what was known then. Of many clients
   * a sample is looked at that is random, and the same every time. One statement, and one more for each five hundred clients.
   */
  async lookBack(rule: CompiledRule, now: Temporal.Instant, { atMost = MOST_LOOKED_BACK_AT } = {}): Promise<RuleLookBack> {
    const until = localDate(now);
    const period = { from: until.subtract({ years: YEARS_BACK }), until };
    const needs = needsOf([rule]);
    const set = compileRuleSet([rule]);
    const lookBack = new LookBack(
      { rule, needs, judge: (profile, moment) => VERDICTS[set.verdicts(set.prepare(profile, moment))[0] as 0 | 1 | 2] },
      period,
      now,
    );
    const found = await this.dataSource.query<{ id: string; clients: number }[]>(HAD_BENEFIT, [period.from, period.until, atMost]);
    for (let at = 0; at < found.length; at += BATCH) {
      const ids = found.slice(at, at + BATCH).map(({ id }) => id);
      const rows = await this.dataSource.query<PastRow[]>(PAST, parametersFor(ids, needs, period, now));
      for (const row of rows) lookBack.add(pastOf(row));
    }
    return lookBack.shown(found[0]?.clients ?? 0, needs.contact);
  }
}

const HAD_BENEFIT = `
  select id, count(*) over ()::int as clients
    from (select distinct client_id as id from benefit_spell where during && daterange($1::date, $2::date)) as had
   order by hashtextextended(id::text, 0), id
   limit $3`;

function parametersFor(ids: readonly string[], needs: Needs, { from, until }: LookBackPeriod, now: Temporal.Instant): unknown[] {
  const oldest = localInstant(from, '00:00').subtract({ hours: 24 * needs.oldestDays });
  return [
    ids,
    needs.traits,
    // A rule may ask whether anything was heard at all, however long ago.
    needs.everHeard.length > 0 ? null : oldest,
    localInstant(from, '00:00'),
    localInstant(until, '00:00'),
    now,
    TIME_ZONE,
  ];
}

/**
 * Everything that is kept of these clients and bears on a rule: in one walk along the key of their observations, and by client in the rest. Of a day
 * only the last moment at which something was heard: a check-in of several answers is one.
 */
const PAST = `
  select client.id as "clientId", client.birth_date as "birthDate",
         (select json_agg(day.at order by day.at)
            from (select max(o.recorded_at) as at from trait_observation o
                   where o.client_id = client.id and o.observed_at >= $4 and o.observed_at < $5 and o.recorded_at < $5
                   group by (o.recorded_at at time zone $7)::date) as day) as heard,
         (select json_agg(json_build_array(o.id::text, o.trait, o.state, o.value, o.observed_at, o.recorded_at))
            from trait_observation o
           where o.client_id = client.id and o.trait = any ($2::text[]) and o.observed_at > coalesce($3::timestamptz, '-infinity')
             and o.recorded_at <= $6) as observations,
         (select json_agg(json_build_array(i.type, i.planned_at, i.starts_on, i.ended_at, i.outcome))
            from intervention i where i.client_id = client.id) as interventions,
         (select json_agg(json_build_array(s.intervention, s.stance, s.made_at, s.withdrawn_at, d.decision, d.reason_code, d.decided_at))
            from suggestion s
            left join coach_decision d on d.suggestion_id = s.id and d.undone_at is null
           where s.client_id = client.id) as suggestions,
         (select json_agg(json_build_array(s.intervention, said.at))
            from suggestion_share shared
            join suggestion s on s.id = shared.suggestion_id
            join lateral (select r.response, r.at from client_response r where r.suggestion_id = s.id order by r.at desc limit 1) as said
              on said.response = 'rather_not'
           where shared.client_id = client.id) as refusals,
         (select json_agg(json_build_array(lower(spell.during), upper(spell.during), spell.end_reason))
            from benefit_spell spell where spell.client_id = client.id) as spells
    from unnest($1::uuid[]) as wanted (id)
    join client on client.id = wanted.id`;

/** As JSON brings them: moments and days are texts. */
interface PastRow {
  clientId: string;
  birthDate: string | null;
  heard: string[] | null;
  observations: [id: string, trait: string, state: ObservationState, value: number | null, observedAt: string, recordedAt: string][] | null;
  interventions:
    [type: string, plannedAt: string, startsOn: string | null, endedAt: string | null, outcome: InterventionOutcome | null][] | null;
  suggestions:
    | [
        intervention: string,
        stance: Stance,
        madeAt: string,
        withdrawnAt: string | null,
        decision: Decision | null,
        reasonCode: string | null,
        decidedAt: string | null,
      ][]
    | null;
  refusals: [intervention: string, at: string][] | null;
  spells: [from: string, until: string | null, endReason: string | null][] | null;
}

function pastOf(row: PastRow): ClientPast {
  return {
    clientId: row.clientId,
    birthDate: dayOf(row.birthDate),
    heard: (row.heard ?? []).map(instantOf),
    observations: (row.observations ?? []).map(([id, trait, state, value, observedAt, recordedAt]) => ({
      id,
      trait,
      state,
      value,
      observedAt: instantOf(observedAt),
      recordedAt: instantOf(recordedAt),
    })),
    interventions: (row.interventions ?? []).map(([type, plannedAt, startsOn, endedAt, outcome]) => ({
      type,
      plannedAt: instantOf(plannedAt),
      startsOn: dayOf(startsOn),
      endedAt: endedAt === null ? null : instantOf(endedAt),
      outcome,
    })),
    suggestions: (row.suggestions ?? []).map(([intervention, stance, madeAt, withdrawnAt, decision, reasonCode, decidedAt]) => ({
      intervention,
      stance,
      madeAt: instantOf(madeAt),
      withdrawnAt: withdrawnAt === null ? null : instantOf(withdrawnAt),
      decision,
      reasonCode,
      decidedAt: decidedAt === null ? null : instantOf(decidedAt),
    })),
    refusals: (row.refusals ?? []).map(([intervention, at]) => ({ intervention, at: instantOf(at) })),
    spells: (row.spells ?? []).map(([from, until, endReason]) => ({
      from: Temporal.PlainDate.from(from),
      until: dayOf(until),
      endReason,
    })),
  };
}

function instantOf(text: string): Temporal.Instant {
  return Temporal.Instant.from(text);
}

function dayOf(text: string | null): Temporal.PlainDate | null {
  return text === null ? null : Temporal.PlainDate.from(text);
}
