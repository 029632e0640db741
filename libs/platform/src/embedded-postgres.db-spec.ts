import { mkdtemp, rm, writeFile, readFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from './database.js';
import { findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

describe('the embedded server', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'werkplein-found-'));
    await chmod(folder, 0o755);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is found by another process while it runs, and not before or after', async () => {
    expect(await findRunningPostgres(folder)).toBeNull();
    const server = await startEmbeddedPostgres({ folder, forgetful: true });
    const pidFile = path.join(server.folder, 'postgres/postmaster.pid');
    let written: string;
    try {
      written = await readFile(pidFile, 'utf8');
      const found = await findRunningPostgres(folder);
      expect(found?.urlOf('postgres')).toBe(server.urlOf('postgres'));
      const dataSource = await openDatabase(found!.urlOf('postgres'));
      expect(await dataSource.query(`select current_setting('data_directory') as data`)).toEqual([
        { data: path.join(server.folder, 'postgres') },
      ]);
      await dataSource.destroy();
    } finally {
      await server.stop();
    }
    expect(await findRunningPostgres(folder)).toBeNull();

    // Killed with SIGKILL it leaves its pid behind, and the number may be somebody else's by now.
    await writeFile(pidFile, written.replace(/^\d+/, String(process.pid)));
    expect(await findRunningPostgres(folder)).toBeNull();
  });
});
