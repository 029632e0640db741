import { localInstant } from '#libs/platform';
import { ProfilesModule, STANDARD_TRAITS, TRAITS } from '#libs/profiles';
import type pg from 'pg';
import { fillUnchecked, openCity, type City } from './city.js';

/** How many clients there are, and how many observations each of them has. */
export interface TraitsSize {
  clients: number;
  observationsEach: number;
}

export interface TraitsWorld extends City {
  now: Temporal.Instant;
  /** The clients of one coach: 150 who are on a benefit now, spread over all there are. */
  caseload: string[];
  /** Grows to this size, in as little time as PostgreSQL can. @returns seconds */
  grow(size: TraitsSize): Promise<number>;
}

export const NOW = localInstant(Temporal.PlainDate.from('2026-11-04'), '10:30');
export const CASELOAD = 150;
/** Twenty traits: a coach's screen. */
export const PROFILE_TRAITS: readonly string[] = [...new Set([...STANDARD_TRAITS, ...TRAITS].map(({ key }) => key))].slice(0, 20);

/** A check-in asks so many of them in turn. */
const EACH_TIME = 5;

/** @throws Error when the disk has too little room */
export async function openTraitsWorld({ clients, observationsEach }: TraitsSize): Promise<TraitsWorld> {
  const city = await openCity([ProfilesModule], clients * observationsEach);
  const world: TraitsWorld = {
    ...city,
    now: NOW,
    caseload: [],
    grow: async (size) => {
      const began = performance.now();
      await grow(city.pool, size);
      world.caseload = await caseloadOf(city.pool);
      return (performance.now() - began) / 1_000;
    },
  };
  return world;
}

/**
 * Clients and years of observations, made inside PostgreSQL. Every client has a check-in every 28 days; three out of four had theirs one, two or three
 * years ago and are gone, as in an office that keeps its history.
 */
async function grow(pool: pg.Pool, { clients, observationsEach }: TraitsSize): Promise<void> {
  await fillUnchecked(pool, async (client) => {
    const [{ had }] = (await client.query<{ had: number }>('select count(*)::int as had from client')).rows as [{ had: number }];
    await client.query(
      `insert into client (client_number, first_name, last_name) select 'T' || n, 'Bente', 'Bench' from generate_series($1::int + 1, $2::int) as n`,
      [had, clients],
    );
    await client.query(
      `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
       select client.id, ($3::text[])[1 + (round * ${EACH_TIME} + nth) % ${PROFILE_TRAITS.length}],
              case when (client.n + round + nth) % 23 = 0 then 'refused' else 'answered' end,
              case when (client.n + round + nth) % 23 = 0 then null else 1 + (client.n + round) % 2 end,
              at, at, 'self_report', 'app', 'self', 'nl'
         from generate_series(0, $4::int / ${EACH_TIME} - 1) as round
        cross join (select id, substr(client_number, 2)::int as n from client where client_number like 'T%' and substr(client_number, 2)::int > $1::int) as client
        cross join lateral (
          select $2::timestamptz - make_interval(days => 1 + client.n % 28 + round * 28 + 365 * (client.n % 4), secs => client.n % 3600) as at) as moment
        cross join generate_series(0, ${EACH_TIME - 1}) as nth`,
      [had, new Date(NOW.epochMilliseconds), PROFILE_TRAITS, observationsEach],
    );
  });
}

async function caseloadOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from client where client_number like 'T%' and substr(client_number, 2)::int % 4 = 0 order by md5(client_number) limit ${CASELOAD}`,
  );
  return rows.map(({ id }) => id);
}
