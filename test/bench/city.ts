import {
  createLog,
  ensureDatabase,
  migrate,
  NestLog,
  openDatabase,
  PlatformModule,
  readConfiguration,
  startEmbeddedPostgres,
} from '#libs/platform';
import { Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';

/** A server of its own for a bench of the size of a city, set up as an administrator would; thrown away afterwards. */
export interface City {
  app: INestApplicationContext;
  dataSource: DataSource;
  pool: pg.Pool;
  folder: string;
  close: () => Promise<void>;
}

/** Measured: the row, its place in the key, and what is written ahead of both. */
const BYTES_PER_OBSERVATION = 600;

/** @throws Error when the disk has too little room for so many observations */
export async function openCity(modules: Type[], observations: number): Promise<City> {
  const folder = await mkdtemp(path.join(tmpdir(), 'werkplein-city-'));
  await chmod(folder, 0o755);
  await checkRoom(folder, observations);
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
  const app = await NestFactory.createApplicationContext(CityModule.with(configuration, modules), {
    logger: new NestLog(createLog('fatal', 'bench')),
  });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, options: '-c timezone=UTC' });
  // At the end the server may be quicker to close a connection than the pool: that is no news.
  pool.on('error', () => undefined);
  return {
    app,
    dataSource: app.get(DataSource),
    pool,
    folder,
    close: async () => {
      await pool.end();
      await app.close();
      await server.stop();
      for (const place of [folder, server.folder]) await rm(place, { recursive: true, force: true });
    },
  };
}

/**
 * Fills tables as fast as PostgreSQL can: without the key of observations and without the checks of rows that cannot be wrong; those are put back
 * afterwards, over everything.
 */
export async function fillUnchecked(pool: pg.Pool, fill: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`set synchronous_commit to off`);
    await client.query(`set session_replication_role to replica`);
    await client.query('alter table trait_observation drop constraint trait_observation_pkey');
    await fill(client);
    await client.query(
      'alter table trait_observation add constraint trait_observation_pkey primary key (client_id, trait, observed_at, id) include (state, value, recorded_at)',
    );
    await client.query(`set session_replication_role to origin`);
    await client.query(`reset synchronous_commit`);
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  } finally {
    client.release();
  }
}

@Module({})
class CityModule {
  static with(configuration: Parameters<typeof PlatformModule.with>[0], modules: Type[]): DynamicModule {
    return { module: CityModule, imports: [PlatformModule.with(configuration), ...modules] };
  }
}

async function checkRoom(folder: string, observations: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = (observations + 4_000_000) * BYTES_PER_OBSERVATION;
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
  if (bavail * bsize < needed)
    throw new Error(`${folder} has ${gigabytes(bavail * bsize)} GB free, and this needs ${gigabytes(needed)}: give fewer --clients`);
}
