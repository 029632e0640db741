import { Logger, runMigrations } from 'graphile-worker';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { PROJECT_ROOT } from './project-root.js';

const silentLogger = new Logger(() => () => undefined);

const FOLDER = path.join(PROJECT_ROOT, 'libs/platform/migrations');

/** Every `NNNN-name.sql`, in order, as a TypeORM migration: the SQL is the migration, the class only carries its number. */
export function sqlMigrations(): (new () => MigrationInterface)[] {
  return readdirSync(FOLDER)
    .filter((file) => /^\d{4}-[a-z-]+\.sql$/.test(file))
    .toSorted()
    .map((file) => {
      const [, number, name] = /^(\d{4})-([a-z-]+)\.sql$/.exec(file) as unknown as [string, string, string];
      return class implements MigrationInterface {
        // TypeORM orders by the last 13 characters of the name, which it takes for a timestamp.
        readonly name = `${name}-${number.padStart(13, '0')}`;
        async up(runner: QueryRunner): Promise<void> {
          await runner.query(readFileSync(path.join(FOLDER, file), 'utf8'));
        }
        async down(): Promise<void> {
          throw new Error(`${file} cannot be undone: restore a backup`);
        }
      };
    });
}

/**
 * Brings the database up to date: the queue's own schema first (stories enqueue into it), then ours.
 * Safe to run twice and by two processes at once: an advisory lock lets one go first.
 * @returns the names of the migrations that ran now
 */
export async function migrate(dataSource: DataSource, databaseUrl: string): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`select pg_advisory_lock(hashtext('werkplein-migrate'))`);
    await runMigrations({ connectionString: databaseUrl, logger: silentLogger });
    return (await dataSource.runMigrations({ transaction: 'each' })).map(({ name }) => name);
  } finally {
    await runner.query(`select pg_advisory_unlock(hashtext('werkplein-migrate'))`);
    await runner.release();
  }
}
