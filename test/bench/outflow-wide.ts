import { BACK_WITHIN, OUT_OF_SIGHT_REASONS, together, WORK_REASONS, type Counted } from '#libs/outflow';
import { localDate, localInstant } from '#libs/platform';
import type { OutflowWorld } from './outflow-world.js';

/**
 * The same as in the spells and observations, in the table that counting would like best: a row a person, with what became of them and a column for each trait.
 * Written down once more, in other statements than the product's.
 */
export async function makeWideTable({ pool, month, months, traits, now }: OutflowWorld): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`set work_mem = '256MB'`);
    await client.query('drop table if exists bench_wide');
    await client.query(
      `create table bench_wide as
       with told as (
         select distinct on (client_id, trait) client_id, trait,
                case state when 'refused' then 1 when 'unknown' then 2 else 3 + value end as code
           from trait_observation
          where observed_at < '${instant(month)}' and observed_at >= '${instant(month.subtract({ months: 6 }))}'
          order by client_id, trait, observed_at desc, id desc
       ), known as (
         select client_id, ${traits.map((key, nth) => `coalesce(max(code) filter (where trait = '${key}'), 0)::smallint as t${nth}`).join(', ')}
           from told group by client_id
       ), gone as (
         select spell.client_id, min(upper(spell.during)) as on_day
           from benefit_spell spell
          where upper(spell.during) > '${month}' and upper(spell.during) < '${month.add({ months })}'
            and not exists (select from benefit_spell again where again.client_id = spell.client_id and lower(again.during) >= upper(spell.during)
                             and lower(again.during) <= (upper(spell.during) + interval '${String(BACK_WITHIN)}')::date)
          group by spell.client_id
       ), job as (
         select gone.client_id, bool_or(paid_work.during @> (gone.on_day + interval '1 month')::date) as works
           from gone join paid_work using (client_id)
          where upper_inf(paid_work.during) or upper(paid_work.during) > gone.on_day group by gone.client_id
       )
       select there.client_id, there.scheme, a.team_id,
              coalesce(gone.on_day, '${month.add({ months })}') - date '${month}' as days,
              case when gone.on_day is null then 'staying'
                   when gone.on_day + interval '1 month' >= '${localDate(now)}' then 'pending'
                   when ended.end_reason in (${listOf(OUT_OF_SIGHT_REASONS)}) then 'outOfSight'
                   when coalesce(job.works, ended.end_reason in (${listOf(WORK_REASONS)})) then 'work'
                   else 'other' end as exit,
              ${traits.map((_, nth) => `coalesce(known.t${nth}, 0::smallint) as t${nth}`).join(', ')}
         from benefit_spell there
         left join caseload_assignment a on a.client_id = there.client_id and a.during @> date '${month}'
         left join known on known.client_id = there.client_id
         left join gone on gone.client_id = there.client_id
         left join job on job.client_id = there.client_id
         left join benefit_spell ended on ended.client_id = there.client_id and upper(ended.during) = gone.on_day
        where there.during @> date '${month}'`,
    );
    await client.query('vacuum analyze bench_wide');
  } finally {
    client.release();
  }
}

export interface BareRow {
  trait: number;
  code: number;
  exit: string;
  people: number;
  days: number;
}

/** The barest that gives what became of people by what was known of these traits: one pass, no teams, nothing made safe. */
export async function countBare({ pool }: OutflowWorld, traits: readonly number[]): Promise<BareRow[]> {
  const columns = traits.map((nth) => `t${nth}`);
  const { rows } = await pool.query<Record<string, number | string | null>>(
    `select exit, count(*)::int as people, sum(days)::bigint::float8 as days, ${columns.join(', ')}
       from bench_wide group by grouping sets (${columns.map((column) => `(exit, ${column})`).join(', ')})`,
  );
  return rows.map(({ exit, people, days, ...codes }) => {
    const trait = traits.find((nth) => codes[`t${nth}`] !== null)!;
    return { trait, code: Number(codes[`t${trait}`]), exit: String(exit), people: Number(people), days: Number(days) };
  });
}

/** @throws Error where the product counted something else */
export function checkAgreement(world: OutflowWorld, counted: Counted, bare: readonly BareRow[]): void {
  const asText = (rows: Iterable<readonly [string, number]>) =>
    [...rows]
      .filter(([, count]) => count > 0)
      .map(([what, count]) => `${what}: ${count}`)
      .toSorted()
      .join('\n');
  const exits = ['staying', 'pending', 'work', 'other', 'outOfSight'] as const;
  const product = [...counted.byTrait].flatMap(([trait, byCode]) =>
    [...byCode].flatMap(([code, byScope]) => {
      const all = together(byScope);
      const name = `${world.traits.indexOf(trait)} ${code}`;
      return [...exits.map((exit) => [`${name} ${exit}`, all[exit]] as const), [`${name} days`, all.days] as const];
    }),
  );
  const days = new Map<string, number>();
  for (const row of bare) days.set(`${row.trait} ${row.code} days`, (days.get(`${row.trait} ${row.code} days`) ?? 0) + row.days);
  const expected = [...bare.map(({ trait, code, exit, people }) => [`${trait} ${code} ${exit}`, people] as const), ...days];
  const [one, other] = [asText(product), asText(expected)];
  if (one === other) return;
  const lines = new Set(other.split('\n'));
  const strange = one.split('\n').filter((line) => !lines.has(line));
  throw new Error(`counted otherwise than bare SQL: ${strange.slice(0, 5).join('; ')} (${strange.length} lines)`);
}

function instant(day: Temporal.PlainDate): string {
  return localInstant(day, '00:00').toString();
}

function listOf(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}
