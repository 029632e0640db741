import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { openDatabase } from './database.js';

describe('a connection that prepares its statements', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  it('prepares a statement once, whatever values it is asked with', async () => {
    await dataSource.transaction(async (tx) => {
      for (const value of [1, 2, 3]) expect(await tx.query('select $1::int + 1 as next', [value])).toEqual([{ next: value + 1 }]);
      const [{ count }] = await tx.query(`select count(*)::int from pg_prepared_statements where statement = 'select $1::int + 1 as next'`);
      expect(count).toBe(1);
    });
  });

  it('leaves a statement without values, or several in one text, as they are', async () => {
    await dataSource.transaction(async (tx) => {
      await tx.query('create temporary table scratch (n int) on commit drop; insert into scratch values (1), (2)');
      expect(await tx.query('select count(*)::int from scratch')).toEqual([{ count: 2 }]);
    });
  });

  it('says what went wrong as before', async () => {
    await expect(dataSource.query('select $1::int / 0', [1])).rejects.toMatchObject({ code: '22012' });
    expect(await dataSource.query('select $1::int as one', [1])).toEqual([{ one: 1 }]);
  });
});
