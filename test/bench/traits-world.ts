import {
  createLog,
  ensureDatabase,
  localInstant,
  migrate,
  NestLog,
  openDatabase,
  PlatformModule,
  readConfiguration,
  startEmbeddedPostgres,
} from '#libs/platform';
import { ProfilesModule, STANDARD_TRAITS, TRAITS } from '#libs/profiles';
import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';

/** How many clients there are, and how many observations each of them has. */
export interface TraitsSize {
  clients: number;
  observationsEach: number;
}

export interface TraitsWorld {
  app: INestApplicationContext;
  dataSource: DataSource;
  pool: pg.Pool;
  folder: string;
  now: Temporal.Instant;
  /** The clients of one coach: 150 who are on a benefit now, spread over all there are. */
  caseload: string[];
  /** Grows to this size, in as little time as PostgreSQL can. @returns seconds */
  grow(size: TraitsSize): Promise<number>;
  close: () => Promise<void>;
}

export const NOW = localInstant(Temporal.PlainDate.from('2026-11-04'), '10:30');
export const CASELOAD = 150;
/** Twenty traits: a coach's screen. */
export const PROFILE_TRAITS: readonly string[] = [...new Set([...STANDARD_TRAITS, ...TRAITS].map(({ key }) => key))].slice(0, 20);

/** A check-in asks so many of them in turn. */
const EACH_TIME = 5;
/** Measured: the row, its place in the key, and what is written ahead of both. */
const BYTES_PER_OBSERVATION = 600;

/** @throws Error when the disk has too little room */
export async function openTraitsWorld(largest: TraitsSize): Promise<TraitsWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'werkplein-traits-'));
  await chmod(folder, 0o755);
  await checkRoom(folder, largest);
  const server = await startEmbeddedPostgres({ folder });
  await ensureDatabase(server.urlOf('postgres'), 'bench');
  const databaseUrl = server.urlOf('bench');
  const migrating = await openDatabase(databaseUrl);
  await migrate(migrating, databaseUrl);
  // As an administrator sets up a server of this size; the embedded one is set up for a laptop.
  for (const setting of [`max_wal_size = '8GB'`, `work_mem = '16MB'`, `maintenance_work_mem = '1GB'`, `random_page_cost = 1.1`])
    await migrating.query(`alter database bench set ${setting}`).catch(() => migrating.query(`alter system set ${setting}`));
  await migrating.query('select pg_reload_conf()');
  await migrating.destroy();
  const configuration = { ...readConfiguration({ DEMO: 'on', LOG_LEVEL: 'fatal' }), databaseUrl };
  const app = await NestFactory.createApplicationContext(TraitsBenchModule.with(configuration), {
    logger: new NestLog(createLog('fatal', 'bench')),
  });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, options: '-c timezone=UTC' });
  // At the end the server may be quicker to close a connection than the pool: that is no news.
  pool.on('error', () => undefined);
  const world: TraitsWorld = {
    app,
    dataSource: app.get(DataSource),
    pool,
    folder,
    now: NOW,
    caseload: [],
    grow: async (size) => {
      const began = performance.now();
      await grow(pool, size);
      world.caseload = await caseloadOf(pool);
      return (performance.now() - began) / 1_000;
    },
    close: async () => {
      await pool.end();
      await app.close();
      await server.stop();
      for (const place of [folder, server.folder]) await rm(place, { recursive: true, force: true });
    },
  };
  return world;
}

@Module({})
class TraitsBenchModule {
  static with(configuration: Parameters<typeof PlatformModule.with>[0]): DynamicModule {
    return { module: TraitsBenchModule, imports: [PlatformModule.with(configuration), ProfilesModule] };
  }
}

async function checkRoom(folder: string, { clients, observationsEach }: TraitsSize): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = (clients * observationsEach + 4_000_000) * BYTES_PER_OBSERVATION;
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
  if (bavail * bsize < needed)
    throw new Error(`${folder} has ${gigabytes(bavail * bsize)} GB free, and this needs ${gigabytes(needed)}: give fewer --clients`);
}

/**
 * Clients and years of observations, made inside PostgreSQL, without the key and without the checks of rows that cannot be wrong: those are
 * put back afterwards, over everything. Every client has a check-in every 28 days; three out of four had theirs one, two or three years ago and
 * are gone, as in an office that keeps its history.
 */
async function grow(pool: pg.Pool, { clients, observationsEach }: TraitsSize): Promise<void> {
  const client = await pool.connect();
  try {
    const [{ had }] = (await client.query<{ had: number }>('select count(*)::int as had from client')).rows as [{ had: number }];
    await client.query(`set synchronous_commit to off`);
    await client.query(`set session_replication_role to replica`);
    await client.query('alter table trait_observation drop constraint trait_observation_pkey');
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
    await client.query(
      'alter table trait_observation add constraint trait_observation_pkey primary key (client_id, trait, observed_at, id) include (state, value, recorded_at)',
    );
    await client.query(`set session_replication_role to origin`);
    await client.query(`reset synchronous_commit`);
    await client.query('vacuum analyze trait_observation');
    await client.query('vacuum analyze client');
    await client.query('checkpoint');
  } finally {
    client.release();
  }
}

async function caseloadOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from client where client_number like 'T%' and substr(client_number, 2)::int % 4 = 0 order by md5(client_number) limit ${CASELOAD}`,
  );
  return rows.map(({ id }) => id);
}
