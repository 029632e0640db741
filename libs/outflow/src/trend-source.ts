import { END_REASONS, SCHEMES } from '#libs/people';
import type { EntityManager } from 'typeorm';
import { ALONE, ENDLESS, RUNS, type TrendSource } from './domain/trend/spells.js';

/**
 * Everything the trend is counted from, as columns, in one statement: every spell that touches the months or the year before them, with who looked
 * after the client, and paid work. No name and no number of anybody is in it.
 */
export async function readTrendSource(tx: EntityManager, first: Temporal.PlainDate): Promise<TrendSource> {
  await tx.query(`set local jit to off`);
  const [row] = await tx.query<[Record<string, Buffer> & { team_ids: string[] }]>(SOURCE, [first, SCHEMES, END_REASONS]);
  const { team_ids: teamIds, ...bytes } = row;
  const column = (name: string) => numbersOf(bytes[name]!);
  return {
    spells: {
      client: column('spell_client'),
      unit: column('spell_unit'),
      scheme: Uint8Array.from(bytes['spell_scheme']!),
      reason: Uint8Array.from(bytes['spell_reason']!),
      begins: column('spell_begins'),
      ends: column('spell_ends'),
    },
    teams: { client: column('team_client'), team: Uint16Array.from(column('team_team')), since: column('team_since') },
    work: { client: column('work_client'), begins: column('work_begins'), ends: column('work_ends') },
    teamIds,
    schemes: SCHEMES,
    reasons: END_REASONS,
  };
}

/** PostgreSQL sends the highest byte first. */
function numbersOf(bytes: Buffer): Int32Array {
  const turned = Buffer.from(bytes).swap32();
  return new Int32Array(turned.buffer, turned.byteOffset, turned.length / 4).slice();
}

const wide = (expression: string) => `coalesce(string_agg(int4send((${expression})::int), ''), '')`;
const byte = (expression: string) => `coalesce(string_agg(substr(int2send((${expression})::int2), 2, 1), ''), '')`;
const day = (expression: string) => `(${expression}) - date '1970-01-01'`;

const SOURCE = `
  with spell as materialized (
    select client_id, benefit_unit_id, scheme, end_reason, lower(during) as begins, upper(during) as ends
      from benefit_spell
     where upper_inf(during) or upper(during) >= ($1::date - interval '1 year')::date
  ), who as materialized (
    select client_id, row_number() over (order by client_id) - 1 as n from (select distinct client_id from spell) as seen
  ), benefit as materialized (
    select benefit_unit_id, row_number() over (order by benefit_unit_id) - 1 as n
      from (select distinct benefit_unit_id from spell where benefit_unit_id is not null) as seen
  ), spells as (
    select ${wide('client')} as spell_client, ${wide(`coalesce(unit, ${ALONE})`)} as spell_unit,
           ${byte('array_position($2::text[], scheme) - 1')} as spell_scheme,
           ${byte(`coalesce(array_position($3::text[], end_reason) - 1, ${RUNS})`)} as spell_reason,
           ${wide(day('begins'))} as spell_begins, ${wide(`coalesce(${day('ends')}, ${ENDLESS})`)} as spell_ends
      from (select who.n as client, benefit.n as unit, scheme, end_reason, begins, ends
              from spell join who using (client_id) left join benefit using (benefit_unit_id)
             order by who.n, begins) as sorted
  ), team_of as materialized (
    select array_agg(id order by id) as ids from team
  ), teams as (
    select ${wide('client')} as team_client, ${wide('team')} as team_team, ${wide('since')} as team_since
      from (select who.n as client, array_position(team_of.ids, a.team_id) - 1 as team,
                   case when lower_inf(a.during) then ${-ENDLESS} else ${day('lower(a.during)')} end as since
              from caseload_assignment a join who using (client_id) cross join team_of
             order by 1, 3) as sorted
  ), work as (
    select ${wide('client')} as work_client, ${wide(day('begins'))} as work_begins, ${wide(`coalesce(${day('ends')}, ${ENDLESS})`)} as work_ends
      from (select who.n as client, lower(job.during) as begins, upper(job.during) as ends
              from paid_work job join who using (client_id)
             order by 1, 2) as sorted
  )
  select spells.*, teams.*, work.*, coalesce(team_of.ids, '{}') as team_ids from spells cross join teams cross join work cross join team_of`;
