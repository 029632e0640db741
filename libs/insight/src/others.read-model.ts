import { Injectable } from '@nestjs/common';
import { BACK_WITHIN, mayBeShown, WORK_REASONS } from '#libs/outflow';
import { localDate } from '#libs/platform';
import { DataSource } from 'typeorm';
import { feltOf, type Felt, type Pair } from './domain/felt.js';

/** A situation: the rules that say something fits, and what it is that fits. */
export interface Situation {
  rules: readonly string[];
  intervention: string;
}

/** What happened to others, in counts of people. A count that would tell about each of them (all or none of a small group) is null. */
export interface Others {
  people: number;
  completed: number | null;
  /** About what the suggestion rested on, three months after it began; who was not heard is not "the same". */
  felt: Felt | null;
  /** Within a year after it began; who came back within a month has not left. */
  leftForWork: number | null;
}

/** No more than so many, the latest: enough to be sure, and a page does not wait for the whole past. */
export const MOST_OTHERS = 200;
/** How far back: what was offered longer ago was something else. */
const YEARS_BACK = 4;

/** The coach's question at a suggestion: what happened to earlier people in this situation who began this? */
@Injectable()
export class OthersReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns null when they were fewer than ten */
  async inSituation(situation: Situation, now: Temporal.Instant): Promise<Others | null> {
    return (await this.inSituations([situation], now))[0] ?? null;
  }

  /**
   * The same for all suggestions of a page, in one statement and in the order asked. Only who could be followed for a year and a month after
   * the beginning counts: who began last month has not failed to find work.
   */
  async inSituations(situations: readonly Situation[], now: Temporal.Instant): Promise<(Others | null)[]> {
    if (situations.length === 0) return [];
    const today = localDate(now);
    const rows = await this.dataSource.query<OthersRow[]>(OTHERS, [
      JSON.stringify(situations),
      today.subtract({ years: YEARS_BACK }),
      // The day after the month in which who left last may come back.
      today.subtract({ years: 1 }).subtract(BACK_WITHIN),
      String(BACK_WITHIN),
      WORK_REASONS,
      MOST_OTHERS,
    ]);
    return situations.map((_, at) => othersOf(rows.filter(({ place }) => place === at + 1)));
  }
}

interface OthersRow {
  place: number;
  pairs: Pair[];
  people: number;
  completed: number;
  work: number;
}

function othersOf(rows: readonly OthersRow[]): Others | null {
  const total = (count: 'people' | 'completed' | 'work') => rows.reduce((sum, row) => sum + row[count], 0);
  const people = total('people');
  const shown = (count: number) => (mayBeShown({ people, work: count }) ? count : null);
  const felt = feltOf(rows);
  // Nobody is one of them: a group of ten at least.
  if (people === 0 || !mayBeShown({ people, work: 1 })) return null;
  return {
    people,
    completed: shown(total('completed')),
    felt: Object.values(felt).every((count) => shown(count) !== null || count === 0) ? felt : null,
    leftForWork: shown(total('work')),
  };
}

/**
 * People who began what a suggestion of these rules named, the latest first, each once; with what the suggestion rested on and what they said
 * of it three months later (the answer nearest to that, within a month). One walk over intervention_begun_idx for each situation.
 */
export const OTHERS = `
  with asked as (
    select place::int as place, given ->> 'intervention' as intervention,
           array(select jsonb_array_elements_text(given -> 'rules')) as rules
      from jsonb_array_elements($1::jsonb) with ordinality as each (given, place)
  ), begun as materialized (
    select asked.place, one.*
      from asked
     cross join lateral (
       select distinct on (recent.client_id) recent.*
         from (select i.client_id, i.starts_on, i.outcome, s.evidence
                 from intervention i
                 join suggestion s on s.id = i.suggestion_id and s.intervention = i.type and s.rules ?| asked.rules
                where i.type = asked.intervention and i.suggestion_id is not null and i.starts_on >= $2::date and i.starts_on < $3::date
                  and i.state in ('started', 'paused', 'ended') and i.outcome is distinct from 'not_started'
                order by i.starts_on desc
                limit $6) recent
        order by recent.client_id, recent.starts_on desc
     ) one
  ), followed as (
    select begun.place, begun.outcome = 'completed' as is_completed, left_for.reason = any ($5::text[]) as is_work,
           (select coalesce(jsonb_agg(jsonb_build_array(read.trait, read.value, later.value) order by read.trait), '[]')
              from (select distinct on (o.trait) o.trait, o.value
                      from jsonb_path_query(begun.evidence, '$.for[*].observations[*]') as seen,
                           jsonb_to_record(seen) as o (trait text, value int, "observedAt" timestamptz)
                     order by o.trait, o."observedAt" desc) read
              left join lateral (
                select o.value
                  from trait_observation o
                 where o.client_id = begun.client_id and o.trait = read.trait and o.state = 'answered'
                   and o.observed_at >= begun.starts_on + interval '2 months' and o.observed_at < begun.starts_on + interval '4 months'
                 order by abs(extract(epoch from o.observed_at - (begun.starts_on + interval '3 months'))), o.id desc
                 limit 1
              ) later on true) as pairs
      from begun
      left join lateral (
        select ended.end_reason as reason
          from benefit_spell ended
         where ended.client_id = begun.client_id and upper(ended.during) > begun.starts_on
           and upper(ended.during) < (begun.starts_on + interval '1 year')::date
           and not exists (
             select from benefit_spell back
              where back.client_id = begun.client_id
                and lower(back.during) >= upper(ended.during) and lower(back.during) <= (upper(ended.during) + $4::interval)::date)
         order by upper(ended.during)
         limit 1
      ) left_for on true
  )
  select place, pairs, count(*)::int as people, count(*) filter (where is_completed)::int as completed,
         count(*) filter (where is_work)::int as work
    from followed
   group by place, pairs
   order by place, pairs`;
