import { Injectable } from '@nestjs/common';
import type { OutflowPeriod } from '#libs/outflow';
import { localInstant } from '#libs/platform';
import { AGE_BANDS } from '#libs/rules';
import { DataSource } from 'typeorm';
import { fairnessTables, type FairnessRow, type FairnessTable } from './domain/fairness.js';

/** The ages at which the second and following of AGE_BANDS begin. */
export const AGE_BAND_STARTS = [27, 35, 45, 55] as const;

/** On what ground sex is known; null: it is not. */
export interface StandingBasis {
  legalBasis: string;
  dpiaReference: string;
  approver: string;
  /** ISO 8601 instant. */
  recordedAt: string;
}

export interface FairnessReport {
  basis: StandingBasis | null;
  tables: FairnessTable[];
}

/** The question of who answers for the rules: are people of every age, and of either sex, suggested as much, heard as often and followed as much? */
@Injectable()
export class FairnessReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * People who were on a benefit on the first day, of a team or of all (null). Small groups are joined or hidden before anything leaves this
   * method.
   * @param withSex whether the reader may see the part about sex; it is there only while a ground for knowing it stands
   */
  async report(teamId: string | null, { from, until }: OutflowPeriod, withSex: boolean): Promise<FairnessReport> {
    const [found] = await this.dataSource.query<[{ basis: StandingBasis | null; counts: FairnessRow[] }]>(FAIRNESS, [
      teamId,
      from,
      localInstant(from, '00:00'),
      localInstant(until, '00:00'),
      AGE_BANDS,
      AGE_BAND_STARTS,
      withSex,
    ]);
    return { basis: found.basis, tables: fairnessTables(found.counts) };
  }
}

/** The cohort once, with for each person one walk over their check-ins and one over their suggestions. */
export const FAIRNESS = `
  with basis as (
    select id, legal_basis as "legalBasis", dpia_reference as "dpiaReference", approver, recorded_at as "recordedAt"
      from fairness_basis
     where ended_at is null and $7::boolean
  ), cohort as materialized (
    select c.id,
           ($5::text[])[width_bucket(extract(year from age($2::date, c.birth_date))::int, $6::int[]) + 1] as age,
           recorded.sex
      from caseload_assignment a
      join benefit_spell spell on spell.client_id = a.client_id and spell.during @> $2::date
      join client c on c.id = a.client_id
      left join (fairness_attribute recorded join basis on basis.id = recorded.basis_id) on recorded.client_id = c.id
     where a.during @> $2::date and ($1::uuid is null or a.team_id = $1)
  ), done as materialized (
    select cohort.age, cohort.sex, made.suggested, made.decided, made.accepted, asked.due, asked.heard
      from cohort
     cross join lateral (
       select count(s.id) as suggested, count(d.id) as decided, count(d.id) filter (where d.decision = 'accepted') as accepted
         from suggestion s
         left join coach_decision d on d.suggestion_id = s.id and d.undone_at is null
        where s.client_id = cohort.id and s.stance = 'suggest' and s.made_at >= $3::timestamptz and s.made_at < $4::timestamptz
     ) made
     cross join lateral (
       select count(*) as due, count(*) filter (where r.outcome in ('finished', 'partial')) as heard
         from check_in r
        where r.client_id = cohort.id and r.opened_at >= $3::timestamptz and r.opened_at < $4::timestamptz
          and r.outcome is distinct from 'canceled' and r.outcome is distinct from 'missed'
     ) asked
  ), grouped as (
    select case when grouping(age) = 0 then 'age' else 'sex' end as dimension,
           case when grouping(age) = 0 then age else sex end as key,
           count(*)::int as people, (count(*) filter (where suggested > 0))::int as suggested,
           (count(*) filter (where due > 0))::int as asked, (count(*) filter (where heard > 0))::int as heard,
           sum(decided)::int as decided, sum(accepted)::int as accepted, sum(decided - accepted)::int as overridden
      from done
     group by grouping sets ((age), (sex))
  )
  select (select to_jsonb(basis) - 'id' from basis) as basis,
         (select coalesce(jsonb_agg(grouped order by dimension, key), '[]')
            from grouped where dimension = 'age' or exists (select from basis)) as counts`;
