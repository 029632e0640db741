import { Injectable } from '@nestjs/common';
import { isMostlyDeclined, LANDMARK_DAYS, type OutflowPeriod } from '#libs/outflow';
import { localInstant, TIME_ZONE, type Wording } from '#libs/platform';
import { DataSource } from 'typeorm';
import { funnelsPerIntervention, type FunnelRow, type InterventionLines } from './domain/came-of-it.js';

/** A rule whose suggestions coaches mostly set aside. */
export interface FlaggedRule {
  rule: string;
  /** Of its newest version; null: it is no rule of ours any more. */
  title: Wording | null;
  version: number;
  decided: number;
  declined: number;
  /** Why, most given first; null: in words only. */
  reasons: { code: string | null; count: number }[];
}

/** How far back decisions count for a flag. */
const FLAGGED_OVER = Temporal.Duration.from({ hours: 365 * 24 });

/** The question of who looks back: what was suggested, by which rule, and what became of it? */
@Injectable()
export class LearningReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Suggestions made in this period to clients of a team (as teams were on that day), or of all teams (null), per intervention and rule. What is
   * too small to show does not leave this method.
   */
  async cameOfIt(teamId: string | null, { from, until }: OutflowPeriod): Promise<InterventionLines[]> {
    const rows = await this.dataSource.query<FunnelRow[]>(CAME_OF_IT, [
      localInstant(from, '00:00'),
      localInstant(until, '00:00'),
      teamId,
      TIME_ZONE,
      LANDMARK_DAYS,
    ]);
    return funnelsPerIntervention(rows);
  }

  /**
   * Rules that coaches keep declining, by what was decided on suggestions of the past year that the newest version of the rule made (a rule that
   * was improved begins anew): see `isMostlyDeclined`.
   */
  async flagged(now: Temporal.Instant): Promise<FlaggedRule[]> {
    const rows = await this.dataSource.query<FlaggedRule[]>(FLAGGED, [now.subtract(FLAGGED_OVER)]);
    return rows.filter(isMostlyDeclined);
  }
}

function titleOf(rule: string): string {
  return `(select v.definition -> 'title' from rule_version v where v.rule = ${rule} order by v.version desc limit 1)`;
}

/** One walk over suggestion_made_idx; a suggestion of two rules is counted for each, and once in the line without a rule. */
export const CAME_OF_IT = `
  with made as materialized (
    select s.client_id, s.intervention, s.rules, s.withdrawn_at is not null as is_withdrawn, d.decision,
           (s.made_at at time zone $4)::date as on_day
      from suggestion s
      left join coach_decision d on d.suggestion_id = s.id and d.undone_at is null
     where s.stance = 'suggest' and s.made_at >= $1::timestamptz and s.made_at < $2::timestamptz
       and ($3::uuid is null or exists (
             select from caseload_assignment a
              where a.client_id = s.client_id and a.team_id = $3 and a.during @> (s.made_at at time zone $4)::date))
  ), begun as materialized (
    select made.*, run.starts_on, run.outcome
      from made
      left join lateral (
        select i.starts_on, i.outcome
          from intervention i
         where i.client_id = made.client_id and i.type = made.intervention
           and i.starts_on >= made.on_day and i.starts_on < made.on_day + $5::int
           and i.state in ('started', 'paused', 'ended') and i.outcome is distinct from 'not_started'
         order by i.starts_on
         limit 1
      ) run on true
  ), counted as (
    select null as rule, begun.* from begun
    union all
    select spoke.rule, begun.* from begun cross join lateral jsonb_array_elements_text(begun.rules) as spoke (rule)
  )
  select intervention, rule, ${titleOf('counted.rule')} as title, count(*)::int as suggested,
         (count(*) filter (where decision = 'accepted'))::int as accepted,
         (count(*) filter (where decision = 'adjusted'))::int as adjusted,
         (count(*) filter (where decision = 'declined'))::int as declined,
         (count(*) filter (where decision is null and not is_withdrawn))::int as open,
         (count(*) filter (where decision is null and is_withdrawn))::int as withdrawn,
         count(starts_on)::int as begun,
         (count(*) filter (where outcome = 'completed'))::int as completed,
         (count(*) filter (where outcome = 'stopped_early'))::int as "stoppedEarly",
         (count(*) filter (where outcome = 'found_work'))::int as "foundWork"
    from counted
   group by intervention, rule
   order by intervention, rule nulls first`;

/** Every rule that spoke in a suggestion of the period, with what was decided; by suggestion_made_idx. */
export const FLAGGED = `
  with decided as (
    select spoke.rule, spoke.version, d.decision, d.reason_code
      from suggestion s
      join coach_decision d on d.suggestion_id = s.id and d.undone_at is null
     cross join lateral jsonb_to_recordset(s.evidence -> 'for') as spoke (rule text, version int)
     where s.made_at >= $1 and s.stance = 'suggest'
  ), newest as (
    select rule, max(version) as version from decided group by rule
  ), reasons as (
    select rule, version, jsonb_agg(jsonb_build_object('code', reason_code, 'count', given) order by given desc, reason_code) as reasons
      from (select rule, version, reason_code, count(*)::int as given
              from decided where decision = 'declined' group by rule, version, reason_code) counted
     group by rule, version
  )
  select rule, ${titleOf('decided.rule')} as title, version, count(*)::int as decided, (count(*) filter (where decision = 'declined'))::int as declined,
         coalesce(reasons.reasons, '[]') as reasons
    from decided
    join newest using (rule, version)
    left join reasons using (rule, version)
   group by rule, version, reasons.reasons
   order by rule`;
