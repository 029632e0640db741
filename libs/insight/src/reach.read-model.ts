import { Injectable } from '@nestjs/common';
import type { OutflowPeriod } from '#libs/outflow';
import { localInstant, TIME_ZONE } from '#libs/platform';
import { AGE_BANDS } from '#libs/rules';
import { DataSource } from 'typeorm';
import { STANDINGS, type ReachRow } from './domain/reached.js';
import { AGE_BAND_STARTS } from './fairness.read-model.js';

/** The team lead's other question: of whom do these figures tell, and whom do we not hear? */
@Injectable()
export class ReachReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Everybody who was on a benefit on the first day of the period, of every team and scheme, counted by how far asking came in it: over the whole
   * period by age and by the channel of the last round, and month by month. Counts of groups, not made safe yet: that takes all of them together.
   */
  async counts({ from, until }: OutflowPeriod): Promise<ReachRow[]> {
    return this.dataSource.query<ReachRow[]>(REACHED, [
      from,
      localInstant(from, '00:00'),
      localInstant(until, '00:00'),
      TIME_ZONE,
      AGE_BANDS,
      AGE_BAND_STARTS,
      STANDINGS,
    ]);
  }
}

/**
 * One walk over check_in_opened_idx and one over the spells of the day. Of a person counts how far asking ever came (in the whole period, or in a
 * month): who answered once was heard. A round that was called off or missed is no asking.
 */
export const REACHED = `
  with cohort as materialized (
    select spell.client_id, a.team_id, spell.scheme,
           ($5::text[])[width_bucket(extract(year from age($1::date, client.birth_date))::int, $6::int[]) + 1] as age
      from benefit_spell spell
      join client on client.id = spell.client_id
      left join caseload_assignment a on a.client_id = spell.client_id and a.during @> $1::date
     where spell.during @> $1::date
  ), asked as materialized (
    select r.client_id, to_char(r.opened_at at time zone $4, 'YYYY-MM') as month, r.opened_at, coalesce(r.channel, 'none') as channel,
           array_position($7::text[],
             case when r.outcome in ('finished', 'partial') then 'answered'
                  when r.started_at is not null then 'opened'
                  when r.outcome is null then 'open'
                  when r.outcome = 'silent' then 'silent'
                  when r.channel is not null then 'not-arrived'
                  when r.unreachable_reason = 'opted_out' then 'opted-out'
                  else 'no-way' end) as standing
      from check_in r
     where r.opened_at >= $2::timestamptz and r.opened_at < $3::timestamptz
       and r.outcome is distinct from 'canceled' and r.outcome is distinct from 'missed'
  ), person as (
    select client_id, min(standing) as standing, (array_agg(channel order by opened_at desc))[1] as channel from asked group by client_id
  ), monthly as (
    select client_id, month, min(standing) as standing from asked group by client_id, month
  ), counted as (
    select 'age' as dimension, cohort.age as key, client_id, cohort.team_id, cohort.scheme, person.standing
      from cohort left join person using (client_id)
    union all
    select 'channel', coalesce(person.channel, 'not-asked'), client_id, cohort.team_id, cohort.scheme, person.standing
      from cohort left join person using (client_id)
    union all
    select 'month', monthly.month, client_id, cohort.team_id, cohort.scheme, monthly.standing
      from cohort join monthly using (client_id)
  )
  select dimension, key, team_id as "teamId", scheme, coalesce(($7::text[])[standing], 'not-asked') as standing, count(*)::int as people, bit_xor(hashtext(client_id::text)) as mark
    from counted
   group by dimension, key, team_id, scheme, standing
   order by dimension, key, team_id, scheme, standing`;
