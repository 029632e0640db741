import { ensureDatabase, migrate, openDatabase, startEmbeddedPostgres } from '#libs/platform';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import globalTeardown from './global-teardown.mjs';

/**
 * One server for the whole run and one migrated template in it; every spec file clones the template.
 * Jest runs this file outside its own module resolution, so it is plain JavaScript and uses the built library.
 */
export default async function globalSetup() {
  if (globalThis.testServer) return;
  const folder = await mkdtemp(path.join(tmpdir(), 'werkplein-test-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder, forgetful: true });
  globalThis.testServer = server;
  globalThis.testFolders = [folder, server.folder];
  process.env.TEST_DATABASE_SERVER = server.urlOf('postgres');
  try {
    await makeTemplate(server);
  } catch (error) {
    // Jest does not call the teardown after a failed setup.
    await globalTeardown();
    throw error;
  }
}

async function makeTemplate(server) {
  await ensureDatabase(server.urlOf('postgres'), 'template_werkplein');
  const dataSource = await openDatabase(server.urlOf('template_werkplein'));
  await migrate(dataSource, server.urlOf('template_werkplein'));
  // An office that has recorded on what ground it asks about health: what is not recorded is a test of its own.
  await dataSource.query(
    `insert into module_switch (module, is_on, legal_basis, dpia_reference, approver, switched_at)
     select module, true, 'Participatiewet artikel 7', 'DPIA-TEST', 'FG Test', '2020-01-01T00:00:00Z'
       from unnest(array['health', 'mental_health', 'loneliness']) as module`,
  );
  await dataSource.destroy();
}
