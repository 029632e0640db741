import { END_REASONS, SCHEMES } from '#libs/people';
import { localInstant, TIME_ZONE } from '#libs/platform';
import { AGE_BANDS, ageBandOf } from '#libs/rules';
import type { EntityManager } from 'typeorm';
import { FIRST_VALUE, LADDER_NOT_KNOWN, NEVER, NO_REASON } from './domain/cohort.js';
import { BACK_WITHIN } from './domain/definition.js';

/** How many bytes a number of each column takes. */
export const COLUMN_WIDTHS = {
  team: 2,
  scheme: 1,
  since: 4,
  left: 4,
  reason: 1,
  back: 4,
  workAfter: 1,
  workAfter6: 1,
  workAfter12: 1,
  workAfter18: 1,
  partTime: 4,
  ladderUp: 4,
  ageBand: 1,
  channel: 1,
} as const;
export type ColumnName = keyof typeof COLUMN_WIDTHS;

export interface CohortToMake {
  month: Temporal.PlainDate;
  knownUntil: Temporal.PlainDate;
  /** In the order of the bytes of outflow_baseline.known. */
  traits: readonly string[];
  /** The one of them that tells the step of the participation ladder. */
  ladder: string;
  madeAt: Temporal.Instant;
  askedAt: Temporal.Instant;
}

/**
 * Makes the cohort of a month, and its columns, from spells, paid work and baselines, in one statement; nothing of a person leaves the database. There must be
 * no cohort of that month, and everybody must have a baseline.
 */
export async function makeCohort(tx: EntityManager, { month, knownUntil, traits, ladder, madeAt, askedAt }: CohortToMake): Promise<void> {
  // Of what it puts together itself PostgreSQL knows no numbers: it would look up each of a hundred thousand in a list of ten thousand, row by row.
  await tx.query(`set local enable_nestloop to off`);
  await tx.query(`set local jit to off`);
  await tx.query(makingOf(traits), [
    month,
    String(BACK_WITHIN),
    END_REASONS,
    SCHEMES,
    traits.indexOf(ladder),
    ladder,
    localInstant(month, '00:00'),
    agesThatBegin(month),
    knownUntil,
    madeAt,
    askedAt,
  ]);
}

/** The ages with which another band begins, as `ageBandOf` draws them. */
function agesThatBegin(day: Temporal.PlainDate): number[] {
  const bandAt = (age: number) => ageBandOf(day.subtract({ years: age }), day);
  const ages = Array.from({ length: 120 }, (_, age) => age + 1);
  const begin = ages.filter((age) => bandAt(age) !== bandAt(age - 1));
  if (begin.length !== AGE_BANDS.length - 1) throw new Error('bands of age are not in order');
  return begin;
}

/** A spell is the whole time on a benefit: `starts` and `stops` leave out where it went on within a month. Only the first stop after the day tells. */
const LIVES = `
  there as materialized (
    select client_id, scheme from benefit_spell where during @> $1::date
  ), piece as materialized (
    select spell.client_id, lower(spell.during) as begins, upper(spell.during) as ends, spell.end_reason as reason,
           lag(upper(spell.during)) over life as before, lead(lower(spell.during)) over life as again
      from there join benefit_spell spell using (client_id)
    window life as (partition by spell.client_id order by lower(spell.during))
  ), start as (
    select client_id, max(begins) as on_day
      from piece
     where begins <= $1::date and (before is null or begins > (before + $2::interval)::date)
     group by client_id
  ), stop as (
    select distinct on (client_id) client_id, ends as on_day, reason, again
      from piece
     where ends > $1::date and (again is null or again > (ends + $2::interval)::date)
     order by client_id, ends
  )`;

/** Paid work tells of after the benefit only when it was told then: a row that ended before says nothing. */
const WORK = `
  work as (
    select there.client_id,
           min(lower(job.during)) filter (where job.during && daterange($1::date, stop.on_day)) as beside,
           bool_or(upper_inf(job.during) or upper(job.during) > stop.on_day) as told_of_after,
           bool_or(job.during @> (stop.on_day + interval '1 month')::date) as after_1,
           bool_or(job.during @> (stop.on_day + interval '6 months')::date) as after_6,
           bool_or(job.during @> (stop.on_day + interval '12 months')::date) as after_12,
           bool_or(job.during @> (stop.on_day + interval '18 months')::date) as after_18
      from there join paid_work job using (client_id) left join stop using (client_id)
     group by there.client_id
  )`;

/** Somebody's later steps are looked up for themselves, and only of whom there is a step to compare with. Of one moment the highest id counts. */
const LADDER = `
  baseline as materialized (
    select client_id, known from outflow_baseline where month = $1
  ), step as (
    select stood.client_id, higher.on_day
      from (select client_id, get_byte(known, $5::int) - ${FIRST_VALUE} as value from baseline) as stood
     cross join lateral (
       select min((told.observed_at at time zone '${TIME_ZONE}')::date) as on_day
         from trait_observation told
        where told.client_id = stood.client_id and told.trait = $6 and told.observed_at >= $7
          and told.state = 'answered' and told.value > stood.value
          and not exists (
            select from trait_observation corrected
             where corrected.client_id = told.client_id and corrected.trait = told.trait
               and corrected.observed_at = told.observed_at and corrected.id > told.id)) as higher
     where stood.value >= 0
  )`;

/** As things were on the day, or when the first address was told if that was later. */
const CHANNELS = `
  moment as (
    select there.client_id, greatest($7, min(point.created_at)) as at
      from there join contact_point point using (client_id) group by there.client_id
  ), address as (
    select client_id, bool_or(point.kind = 'mobile') as sms, bool_or(point.kind = 'email') as email
      from moment join contact_point point using (client_id)
     where point.created_at <= moment.at and (point.ended_at is null or point.ended_at > moment.at)
       and not (point.state = 'invalid' and point.state_since <= moment.at)
     group by client_id
  ), stopped as (
    select client_id, bool_or(coalesce(channel, 'sms') = 'sms') as sms, bool_or(coalesce(channel, 'email') = 'email') as email
      from moment join opt_out using (client_id)
     where opted_out_at <= moment.at and (undone_at is null or undone_at > moment.at)
     group by client_id
  ), wish as (
    select distinct on (client_id) client_id, channels[1] as first
      from moment join contact_preference using (client_id)
     where changed_at <= moment.at and (ended_at is null or ended_at > moment.at)
     order by client_id, changed_at desc
  ), reached as (
    select client_id,
           case when email_reaches and (wish.first = 'email' or not sms_reaches) then 2 when sms_reaches then 1
                when phone_reaches then 3 else 0 end as channel
      from (select address.client_id, address.sms and not coalesce(stopped.sms, false) as sms_reaches,
                   address.email and not coalesce(stopped.email, false) as email_reaches,
                   not (address.sms or address.email) as phone_reaches
              from address left join stopped using (client_id)) as possible
      left join wish using (client_id)
  )`;

/** Everybody in their row, sorted by where they are counted. */
const PEOPLE = `
  looked_after as materialized (
    select there.client_id, a.team_id
      from there left join caseload_assignment a on a.client_id = there.client_id and a.during @> $1::date
  ), place as materialized (
    select array_agg(distinct team_id order by team_id) filter (where team_id is not null) as teams from looked_after
  ), person as materialized (
    select coalesce(array_position(place.teams, looked_after.team_id), 0) as team,
           array_position($4::text[], there.scheme) - 1 as scheme,
           $1::date - start.on_day as since,
           coalesce(stop.on_day - $1::date, ${NEVER}) as "left",
           coalesce(array_position($3::text[], stop.reason) - 1, ${NO_REASON}) as reason,
           coalesce(stop.again - $1::date, ${NEVER}) as back,
           ${['1', '6', '12', '18'].map((months) => `case when not coalesce(work.told_of_after, false) then 0 when work.after_${months} then 1 else 2 end as after_${months}`).join(',\n           ')},
           coalesce(work.beside - $1::date, ${NEVER}) as part_time,
           case when step.client_id is null then ${LADDER_NOT_KNOWN} else coalesce(step.on_day - $1::date, ${NEVER}) end as ladder_up,
           case when client.birth_date is null then 0
                else 1 + width_bucket(extract(year from age($1::date, client.birth_date))::int, $8::int[]) end as age_band,
           coalesce(reached.channel, 0) as channel,
           baseline.known
      from there
      join looked_after using (client_id)
     cross join place
      join client on client.id = there.client_id
      join start using (client_id)
      join baseline using (client_id)
      left join stop using (client_id)
      left join work using (client_id)
      left join step using (client_id)
      left join reached using (client_id)
     order by 1, 2, there.client_id
  )`;

const BYTES_OF: Record<ColumnName, string> = {
  team: wide('team', 2),
  scheme: byte('scheme'),
  since: wide('since', 4),
  left: wide('"left"', 4),
  reason: byte('reason'),
  back: wide('back', 4),
  workAfter: byte('after_1'),
  workAfter6: byte('after_6'),
  workAfter12: byte('after_12'),
  workAfter18: byte('after_18'),
  partTime: wide('part_time', 4),
  ladderUp: wide('ladder_up', 4),
  ageBand: byte('age_band'),
  channel: byte('channel'),
};

function makingOf(traits: readonly string[]): string {
  const columns = [...Object.values(BYTES_OF), ...traits.map((_, nth) => `substr(known, ${nth + 1}, 1)`)];
  const names = [...Object.keys(BYTES_OF), ...traits.map(columnOfTrait)];
  return `
  with ${[LIVES, WORK, LADDER, CHANNELS, PEOPLE].join(', ')}, bytes as (
    select count(*)::int as people,
           ${columns.map((expression, nth) => `coalesce(string_agg(${expression}, ''), '') as c${nth}`).join(',\n           ')}
      from person
  ), made as (
    insert into outflow_cohort (month, people, teams, schemes, known_until, made_at, asked_at)
    select $1, bytes.people, coalesce(place.teams, '{}'), $4, $9, $10, $11 from bytes cross join place
  )
  insert into outflow_column (month, name, bytes)
  select $1, named.name, named.bytes
    from bytes
   cross join lateral (values ${names.map((name, nth) => `('${name}', c${nth})`).join(', ')}) as named (name, bytes)`;
}

/** The name of the column that keeps what was known of a trait. @throws RangeError for a key that cannot be one: it goes into SQL */
export function columnOfTrait(trait: string): string {
  if (!/^[a-z0-9_.]+$/.test(trait)) throw new RangeError(`"${trait}" is no key of a trait`);
  return `trait ${trait}`;
}

/** Its lowest byte: PostgreSQL has no number as small as that. */
function byte(expression: string): string {
  return `substr(int2send((${expression})::int2), 2, 1)`;
}

/** Highest byte first: whoever reads it turns them round. */
function wide(expression: string, width: 2 | 4): string {
  return `int${width}send((${expression})::int${width})`;
}
