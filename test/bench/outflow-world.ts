import { OutflowModule } from '#libs/outflow';
import { END_REASONS } from '#libs/people';
import { localInstant } from '#libs/platform';
import { ProfilesModule, TRAITS } from '#libs/profiles';
import { fillUnchecked, openCity, type City } from './city.js';

export interface OutflowWorld extends City {
  now: Temporal.Instant;
  /** The period that is asked: everybody is on a benefit on its first day. */
  month: Temporal.PlainDate;
  months: number;
  traits: readonly string[];
  generatedInSeconds: number;
}

const NOW = localInstant(Temporal.PlainDate.from('2026-11-04'), '02:30');
const MONTH = Temporal.PlainDate.from('2025-10-01');
/** Of twenty people one came back after leaving: a spell more. */
const RETURNED_IN_A_HUNDRED = 5;
export const TRAITS_ASKED = 20;
/** Whether somebody took a step is looked up in what was observed later: the dearest column, so it is one of the twenty. */
const LADDER = 'participation.ladder';
const TEAMS = 12;

/**
 * A municipality in which so many benefits ran on one day, of people with twenty traits: of each one answer before that day (of one in seven
 * none that counts: refused, not known, or too old) and one after it.
 * @throws Error when the disk has too little room
 */
export async function openOutflowWorld(spells: number): Promise<OutflowWorld> {
  const clients = Math.round(spells / (1 + RETURNED_IN_A_HUNDRED / 100));
  const possible = TRAITS.filter(({ key, levels, group }) => levels.length > 1 && group !== 'wish' && key !== LADDER);
  const traits = [...possible.slice(0, TRAITS_ASKED - 1), ...TRAITS.filter(({ key }) => key === LADDER)];
  const city = await openCity([ProfilesModule, OutflowModule], clients * TRAITS_ASKED * 2);
  const began = performance.now();
  const filling = fillUnchecked(city.pool, async (client) => {
    await client.query(`insert into team (name) select 'Team ' || n from generate_series(1, ${TEAMS}) as n`);
    await client.query(
      `insert into client (client_number, first_name, last_name, birth_date, created_at)
       select 'O' || n, 'Bente', 'Bench', date '1962-01-01' + n % 16000, '2020-01-01' from generate_series(1, $1::int) as n`,
      [clients],
    );
    await client.query(PEOPLE);
    await client.query(ASSIGNMENTS);
    await client.query(SPELLS, [MONTH.toString(), END_REASONS]);
    await client.query(SPELLS_AGAIN, [MONTH.toString(), Math.round((clients * RETURNED_IN_A_HUNDRED) / 100)]);
    await client.query(ADDRESSES);
    await client.query(PAID_WORK, [MONTH.toString()]);
    await client.query(OBSERVATIONS, [
      new Date(localInstant(MONTH, '00:00').epochMilliseconds),
      traits.map(({ key }) => key),
      traits.map(({ levels }) => Math.min(...levels.map(({ value }) => value))),
      traits.map(({ levels }) => levels.length),
    ]);
  });
  await filling.catch(async (error: unknown) => {
    await city.close();
    throw error;
  });
  return {
    ...city,
    now: NOW,
    month: MONTH,
    months: 12,
    traits: traits.map(({ key }) => key),
    generatedInSeconds: (performance.now() - began) / 1_000,
  };
}

/** Numbers for each client, from which everything about them follows, and that have nothing to do with each other. */
const PEOPLE = `
  create table bench_person as
  select id, n, abs(hashint8(n)) as team, abs(hashint8(n * 7 + 1)) as scheme, abs(hashint8(n * 7 + 2)) as since, abs(hashint8(n * 7 + 3)) as leaves,
         abs(hashint8(n * 7 + 4)) as reason, abs(hashint8(n * 7 + 5)) as works, abs(hashint8(n * 7 + 6)) as again
    from (select id, substr(client_number, 2)::bigint as n from client) as numbered`;

const ASSIGNMENTS = `
  insert into caseload_assignment (client_id, team_id, during)
  select person.id, team.id, daterange(date '2020-01-01', null)
    from bench_person person
    join (select id, row_number() over (order by name) as n from team) as team on team.n = 1 + person.team % ${TEAMS}`;

const ADDRESSES = `
  insert into contact_point (client_id, kind, address, state_since, created_at)
  select id, case when works % 5 = 0 then 'email' else 'mobile' end, n::text, '2024-01-01', '2024-01-01' from bench_person where again % 20 > 0`;

/** Two of three stay; of who leaves half goes to work. */
const SPELLS = `
  insert into benefit_spell (client_id, scheme, during, end_reason, recorded_at)
  select id, (array['PW', 'PW', 'PW', 'PW', 'PW', 'PW', 'PW', 'PW', 'IOAW', 'BBZ'])[1 + scheme % 10],
         daterange($1::date - (since % 3000)::int, case when leaves % 3 = 0 then $1::date + 1 + (leaves / 3 % 390)::int end),
         case when leaves % 3 = 0 then case when reason % 2 = 0 then 'WORK_EMPLOYED' else ($2::text[])[1 + reason / 7 % 17] end end, '2024-01-01'
    from bench_person`;

const SPELLS_AGAIN = `
  insert into benefit_spell (client_id, scheme, during, recorded_at)
  select spell.client_id, 'PW', daterange(upper(spell.during) + 20 + (person.again % 300)::int, null), '2024-01-01'
    from benefit_spell spell join bench_person person on person.id = spell.client_id
   where not upper_inf(spell.during) and lower(spell.during) <= $1::date
   order by person.again limit $2::int`;

const PAID_WORK = `
  insert into paid_work (client_id, during, kind, recorded_at)
  select id, daterange($1::date + (works % 300)::int, $1::date + (works % 300 + 100)::int), 'employee', '2024-01-01'
    from bench_person where again % 12 = 5`;

const OBSERVATIONS = `
  insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
  select person.id, asked.trait,
         case when told.chance < 4 then 'refused' when told.chance < 7 then 'unknown' else 'answered' end,
         case when told.chance < 7 then null else asked.lowest + told.chance % asked.levels end,
         told.at, told.at, 'self_report', 'app', 'self', 'nl'
    from bench_person person
   cross join unnest($2::text[], $3::int[], $4::int[]) with ordinality as asked (trait, lowest, levels, nth)
   cross join generate_series(0, 1) as time
   cross join lateral (
     select abs(hashint8(person.n * 1000 + asked.nth * 10 + time)) % 100 as chance,
            $1::timestamptz - make_interval(days => (person.n % 200 + 1 - time * 250)::int, secs => person.n % 3600) as at) as told`;
