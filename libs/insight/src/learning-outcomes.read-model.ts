import { Injectable } from '@nestjs/common';
import { BACK_WITHIN, FOLLOWED_FOR, LANDMARK_DAYS, WORK_REASONS, type OutflowPeriod } from '#libs/outflow';
import { localDate, localInstant, TIME_ZONE } from '#libs/platform';
import { DataSource } from 'typeorm';
import { learned, type Learned, type LearnedCounts } from './domain/learned.js';

/** Suggestions of one intervention; of one rule, or of whichever (null); of one team, or of all (null). */
export interface LearnedOf {
  intervention: string;
  rule: string | null;
  teamId: string | null;
}

/** The question of who looks back: did people for whom it began leave for work more often than people in the same situation for whom it did not? */
@Injectable()
export class LearningOutcomesReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * People to whom it was suggested in this period, each once, by their first suggestion. That day is the day from which both groups are
   * followed; who began within 90 days got it, and who left within them is in neither, so that nobody counts as having got it because they
   * stayed long enough to. What is too small to show does not leave this method, and a single person never leaves the database.
   */
  async learned({ intervention, rule, teamId }: LearnedOf, { from, until }: OutflowPeriod, now: Temporal.Instant): Promise<Learned> {
    const [counts] = await this.dataSource.query<[LearnedCounts]>(LEARNED, [
      intervention,
      localInstant(from, '00:00'),
      localInstant(until, '00:00'),
      teamId,
      TIME_ZONE,
      rule,
      localDate(now),
      LANDMARK_DAYS,
      String(FOLLOWED_FOR),
      String(BACK_WITHIN),
      WORK_REASONS,
      now,
    ]);
    return learned(counts);
  }
}

/** One walk over suggestion_of_intervention_idx; of each person their benefits, interventions and later answers by their own keys. */
export const LEARNED = `
  with made as materialized (
    select s.id, s.client_id, s.made_at, (s.made_at at time zone $5)::date as on_day, s.evidence
      from suggestion s
     where s.intervention = $1 and s.stance = 'suggest' and s.made_at >= $2::timestamptz and s.made_at < $3::timestamptz
       and ($6::text is null or s.rules ? $6)
       and ($4::uuid is null or exists (
             select from caseload_assignment a
              where a.client_id = s.client_id and a.team_id = $4 and a.during @> (s.made_at at time zone $5)::date))
  ), first as (
    select distinct on (client_id) * from made order by client_id, made_at, id
  ), placed as materialized (
    select first.*, run.starts_on is not null as did, left_for.on_date, left_for.reason,
           case when lower(spell.during) + interval '1 year' > on_day then 'under-1-year'
                when lower(spell.during) + interval '2 years' > on_day then '1-to-2-years'
                else 'over-2-years' end as band,
           case when on_day + $8::int > $7::date then 'too-early'
                when left_for.on_date < on_day + $8::int then 'left-before'
                when (on_day + $9::interval + $10::interval)::date >= $7::date then 'running'
                else 'followed' end as standing
      from first
      join benefit_spell spell on spell.client_id = first.client_id and spell.during @> first.on_day
      left join lateral (
        select i.starts_on
          from intervention i
         where i.client_id = first.client_id and i.type = $1 and i.starts_on >= first.on_day and i.starts_on < first.on_day + $8::int
           and i.state in ('started', 'paused', 'ended') and i.outcome is distinct from 'not_started'
         order by i.starts_on
         limit 1
      ) run on true
      left join lateral (
        select upper(ended.during) as on_date, ended.end_reason as reason
          from benefit_spell ended
         where ended.client_id = first.client_id and upper(ended.during) > first.on_day and upper(ended.during) <= $7::date
           and not exists (
             select from benefit_spell back
              where back.client_id = ended.client_id
                and lower(back.during) >= upper(ended.during) and lower(back.during) <= (upper(ended.during) + $10::interval)::date)
         order by upper(ended.during)
         limit 1
      ) left_for on true
  ), changed as (
    select placed.did, read.trait, read.value as before, later.value as later
      from placed
     cross join lateral (
       select distinct on (o.trait) o.trait, o.value
         from jsonb_to_recordset(placed.evidence -> 'for') as spoke (rule text, observations jsonb),
              jsonb_to_recordset(spoke.observations) as o (trait text, value int, "observedAt" timestamptz)
        where $6::text is null or spoke.rule = $6
        order by o.trait, o."observedAt" desc
     ) read
      left join lateral (
        select o.value
          from trait_observation o
         where o.client_id = placed.client_id and o.trait = read.trait and o.state = 'answered'
           and o.observed_at >= placed.made_at + interval '2 months' and o.observed_at < placed.made_at + interval '4 months'
         order by abs(extract(epoch from o.observed_at - (placed.made_at + interval '3 months'))), o.id desc
         limit 1
      ) later on true
     where placed.standing in ('running', 'followed') and placed.made_at + interval '4 months' <= $12::timestamptz
  )
  select (select coalesce(jsonb_agg(counted), '[]')
            from (select standing, did, band, count(*)::int as people,
                         (count(*) filter (where reason = any ($11::text[]) and on_date < (on_day + $9::interval)::date))::int as work
                    from placed group by standing, did, band order by standing, did, band) counted) as standings,
         (select coalesce(jsonb_agg(counted), '[]')
            from (select did, trait, before, later, count(*)::int as people
                    from changed group by did, trait, before, later order by trait, did, before, later) counted) as changes,
         (select coalesce(jsonb_agg(counted), '[]')
            from (select d.decision, d.reason_code as code, count(*)::int as count
                    from made
                    join coach_decision d on d.suggestion_id = made.id and d.undone_at is null and d.decision in ('adjusted', 'declined')
                   group by d.decision, d.reason_code order by count(*) desc, d.reason_code) counted) as reasons`;
