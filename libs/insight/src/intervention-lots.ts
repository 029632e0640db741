import { BACK_WITHIN, OUT_OF_SIGHT_REASONS, WORK_REASONS, type ComparedRows } from '#libs/outflow';
import type { DataSource } from 'typeorm';
import { leftFor } from './intervention-endings.js';

export interface LotsAsked {
  type: string;
  /** Draws of this time, half-open; of who was a client of this team and had this scheme on that day; null: all. */
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  team: string | null;
  scheme: string | null;
  today: Temporal.PlainDate;
}

interface LotRow {
  draw: number;
  won: boolean;
  time: number;
  ending: number;
}

/**
 * Who won a place by lot beside who did not, from the day of the draw and whatever they began afterwards (intention to treat); each draw is a set.
 * Everybody counts by the first draw in which they were: who loses and wins later has still lost. One statement.
 */
export async function readLots(dataSource: DataSource, asked: LotsAsked): Promise<{ draws: number; rows: ComparedRows }> {
  const rows = await dataSource.query<LotRow[]>(LOTS, [
    asked.type,
    asked.today,
    String(BACK_WITHIN),
    WORK_REASONS,
    OUT_OF_SIGHT_REASONS,
    asked.from,
    asked.until,
    asked.team,
    asked.scheme,
  ]);
  return {
    draws: new Set(rows.map(({ draw }) => draw)).size,
    rows: {
      set: rows.map(({ draw }) => draw),
      got: rows.map(({ won }) => Number(won)),
      person: rows.map((_, place) => place),
      time: rows.map(({ time }) => time),
      ending: rows.map(({ ending }) => ending),
      also: [],
    },
  };
}

export const LOTS = `
  with known as (
    select ($2::date - $3::interval)::date as until
  ), first as (
    select distinct on (entry.client_id) entry.intervention_id as id, entry.client_id, draw.id as draw_id, draw.drawn_on as on_day, entry.won
      from place_draw draw join place_draw_entry entry on entry.draw_id = draw.id
     where draw.type = $1
     order by entry.client_id, draw.drawn_at, draw.id
  ), there as materialized (
    select first.*
      from first
      join benefit_spell spell on spell.client_id = first.client_id and spell.during @> first.on_day
      left join caseload_assignment a on a.client_id = first.client_id and a.during @> first.on_day
     cross join known
     where first.on_day >= $6::date and first.on_day < least($7::date, known.until)
       and ($8::uuid is null or a.team_id = $8) and ($9::text is null or spell.scheme = $9)
  ), ${leftFor({ backWithin: '$3', work: '$4', outOfSight: '$5' })}
  select (dense_rank() over (order by there.on_day, there.draw_id))::int - 1 as draw, there.won,
         greatest(1, least(left_for.on_day, known.until) - there.on_day) as time,
         case when left_for.on_day < known.until then case left_for.kind when 'work' then 1 when 'other' then 2 else 0 end else 0 end as ending
    from there cross join known left join left_for using (id)
   order by draw, there.id`;
