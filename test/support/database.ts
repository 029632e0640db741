import { randomBytes } from 'node:crypto';
import pg from 'pg';

/**
 * A database of this spec file's own, cloned from the migrated template.
 * @returns its URL and a `drop` for afterAll (after every connection to it is closed)
 */
export async function aDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  return create('template template_werkplein');
}

/** The same, without any table: for what a migration makes of a database as it was. */
export async function anEmptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  return create('');
}

async function create(how: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = process.env['TEST_DATABASE_SERVER'];
  if (!server) throw new Error('no test server: run through jest, whose global setup starts one');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name} ${how}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(server, `drop database ${name} with (force)`) };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    // Two clones at the same moment collide on the template ("being accessed by other users"): one after the other.
    await client.query(`select pg_advisory_lock(hashtext('clone'))`);
    await client.query(statement);
  } finally {
    await client.end();
  }
}
