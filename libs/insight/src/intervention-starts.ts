import { BACK_WITHIN, KNOWN_FOR, OUT_OF_SIGHT_REASONS, WORK_REASONS } from '#libs/outflow';
import { TIME_ZONE } from '#libs/platform';
import type { DataSource } from 'typeorm';
import type { ChangeRow, StartsRow } from './domain/intervention-outflow/rows.js';
import { leftFor } from './intervention-endings.js';

export interface StartsAsked {
  types: readonly string[];
  /** What each is meant for. */
  meantFor: Readonly<Record<string, readonly string[]>>;
  /** Changes are looked up of who began in this time (half-open), in this team and with this scheme; null: all. */
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  team: string | null;
  scheme: string | null;
  today: Temporal.PlainDate;
}

/** How far around the ninety-first day an answer still tells how somebody was about three months later. */
const [LATER, AROUND] = [91, 45];

/** Everything the overview of interventions counts, in one statement. */
export async function readStarts(dataSource: DataSource, asked: StartsAsked): Promise<{ starts: StartsRow[]; changes: ChangeRow[] }> {
  const [found] = await dataSource.query<[{ starts: StartsRow[]; changes: ChangeRow[] }]>(STARTS, [
    asked.types,
    asked.today,
    String(BACK_WITHIN),
    WORK_REASONS,
    OUT_OF_SIGHT_REASONS,
    TIME_ZONE,
    asked.from,
    asked.until,
    asked.team,
    asked.scheme,
    JSON.stringify(Object.entries(asked.meantFor).flatMap(([type, traits]) => traits.map((trait) => ({ type, trait })))),
  ]);
  return found;
}

const HAS_BEGUN = `i.state in ('started', 'paused', 'ended') and i.outcome is distinct from 'not_started'`;
const month = (day: string) => `(extract(year from ${day}) * 12 + extract(month from ${day}) - 1)::int`;
/** Whoever was on a benefit on that day, and where. `line` has client_id and on_day. */
const whereThen = (line: string) => `
    select ${line}.*, spell.scheme, a.team_id as team
      from ${line}
      join benefit_spell spell on spell.client_id = ${line}.client_id and spell.during @> ${line}.on_day
      left join caseload_assignment a on a.client_id = ${line}.client_id and a.during @> ${line}.on_day`;
const within = (months: 6 | 12) => `left_for.kind = 'work' and left_for.on_day < (there.on_day + interval '${months} months')::date`;
const settled = (months: 6 | 12) => `(there.on_day + interval '${months} months')::date <= known.until`;

export const STARTS = `
  with known as (
    -- Who left on this day or later may yet come back within the month.
    select ($2::date - $3::interval)::date as until
  ), begun as (
    select distinct on (i.client_id, i.type) i.id, i.client_id, i.type, i.starts_on as on_day, i.outcome
      from intervention i
     where i.type = any ($1::text[]) and i.starts_on <= $2::date and ${HAS_BEGUN}
     order by i.client_id, i.type, i.starts_on, i.id
  ), there as materialized (${whereThen('begun')}
  ), ${leftFor({ backWithin: '$3', work: '$4', outOfSight: '$5' })}, followed as (
    select there.type, ${month('there.on_day')} as month, there.team, there.scheme, there.outcome,
           ${settled(6)} as is_6, ${settled(6)} and coalesce(${within(6)}, false) as work_6,
           ${settled(12)} as is_12, ${settled(12)} and coalesce(${within(12)}, false) as work_12,
           least(366, greatest(1, least(left_for.on_day, known.until) - there.on_day)) * 4
             + case when left_for.on_day < known.until then case left_for.kind when 'work' then 1 when 'other' then 2 else 0 end else 0 end as time
      from there cross join known left join left_for using (id)
  ), first_told as (
    select distinct on (i.client_id, i.type) i.client_id, i.type, (i.planned_at at time zone $6)::date as on_day
      from intervention i
     where i.type = any ($1::text[])
     order by i.client_id, i.type, i.planned_at, i.id
  ), told as (${whereThen('first_told')}
  ), counted as (
    select type, month, team, scheme,
           (count(*) filter (where outcome = 'completed'))::int as completed, (count(*) filter (where outcome = 'stopped_early'))::int as stopped,
           (count(*) filter (where outcome = 'found_work'))::int as "foundWork", (count(*) filter (where outcome is null))::int as running,
           (count(*) filter (where is_6))::int as followed6, (count(*) filter (where work_6))::int as work6,
           (count(*) filter (where is_12))::int as followed12, (count(*) filter (where work_12))::int as work12,
           array_agg(time) as times, 0 as offered
      from followed
     group by type, month, team, scheme
     union all
    select type, ${month('on_day')}, team, scheme, 0, 0, 0, 0, 0, 0, 0, 0, '{}', count(*)::int
      from told
     group by 1, 2, 3, 4
  ), changed as (
    select there.type, meant.trait, heard.before, heard.later, count(*)::int as people
      from there
      join jsonb_to_recordset($11::jsonb) as meant (type text, trait text) on meant.type = there.type
     cross join lateral (
       select (array_agg(o.value order by o.observed_at desc, o.id desc)
                 filter (where o.observed_at < (there.on_day + interval '0 days') at time zone $6 and o.recorded_at < (there.on_day + interval '0 days') at time zone $6))[1] as before,
              (array_agg(o.value order by abs(extract(epoch from o.observed_at - (there.on_day + interval '${LATER} days') at time zone $6)), o.id desc)
                 filter (where o.observed_at >= (there.on_day + interval '${LATER - AROUND} days') at time zone $6))[1] as later
         from trait_observation o
        where o.client_id = there.client_id and o.trait = meant.trait
          and o.observed_at >= (there.on_day - interval '${String(KNOWN_FOR)}') at time zone $6
          and o.observed_at < (there.on_day + interval '${LATER + AROUND + 1} days') at time zone $6
     ) as heard
     where there.on_day >= $7::date and there.on_day < $8::date and there.on_day + ${LATER + AROUND} < $2::date
       and ($9::uuid is null or there.team = $9) and ($10::text is null or there.scheme = $10)
     group by there.type, meant.trait, heard.before, heard.later
  )
  select (select coalesce(jsonb_agg(counted), '[]') from counted) as starts,
         (select coalesce(jsonb_agg(changed order by type, trait, before, later), '[]') from changed) as changes`;
