import { DataSource, type DataSourceOptions, type MixedList, type EntitySchema } from 'typeorm';
import { sqlMigrations } from './migrations.js';
import { PreparingClient } from './preparing-client.js';
import { teachPostgresTemporal } from './temporal-in-postgres.js';

/** The options every connection of the product shares, TypeORM's and Nest's alike. */
export function databaseOptions(url: string, extra: { poolSize?: number; name?: string } = {}): DataSourceOptions & { type: 'postgres' } {
  teachPostgresTemporal();
  return {
    type: 'postgres',
    url,
    applicationName: extra.name ?? 'werkplein',
    poolSize: extra.poolSize ?? 10,
    migrations: sqlMigrations(),
    migrationsTableName: 'schema_migration',
    synchronize: false,
    installExtensions: false,
    extra: { options: '-c timezone=UTC', Client: PreparingClient },
  };
}

/** A connection outside Nest: migrating, tests, the bench. */
export async function openDatabase(url: string, entities: MixedList<Function | string | EntitySchema> = []): Promise<DataSource> {
  return new DataSource({ ...databaseOptions(url), entities }).initialize();
}
