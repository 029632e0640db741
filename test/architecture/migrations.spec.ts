import { openDatabase } from '#libs/platform';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { aDatabase } from '../support/database.js';
import { ROOT } from './sources.js';

const FILES = readdirSync(path.join(ROOT, 'libs/platform/migrations')).toSorted();

describe('the migrations', () => {
  it('are numbered one after the other, with a name', () => {
    expect(misnumbered(FILES)).toEqual([]);
  });

  it('have all run, in that order, in a migrated database', async () => {
    const { url, drop } = await aDatabase();
    const dataSource = await openDatabase(url);
    const rows = await dataSource.query<{ name: string }[]>('select name from schema_migration order by id');
    await dataSource.destroy();
    await drop();

    expect(rows.map(({ name }) => name)).toEqual(FILES.map(nameInTheDatabase));
  });

  it.each([
    ['a gap', ['0001-people.sql', '0003-messaging.sql'], ['0003-messaging.sql']],
    ['a number twice', ['0001-people.sql', '0001-teams.sql'], ['0001-teams.sql']],
    ['no name', ['0001.sql'], ['0001.sql']],
    ['capitals', ['0001-People.sql'], ['0001-People.sql']],
    ['something else', ['0001-people.sql', 'notes.txt'], ['notes.txt']],
  ])('may not have %s', (_, files, wrong) => {
    expect(misnumbered(files)).toEqual(wrong);
  });
});

function misnumbered(files: string[]): string[] {
  return files.filter((file, index) => !/^\d{4}-[a-z]+(-[a-z]+)*\.sql$/.test(file) || Number(file.slice(0, 4)) !== index + 1);
}

/** TypeORM wants the number last, as a timestamp of 13 digits. */
function nameInTheDatabase(file: string): string {
  return `${file.slice(5, -'.sql'.length)}-${file.slice(0, 4).padStart(13, '0')}`;
}
