import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { openDatabase } from './database.js';
import { JobQueue } from './jobs.js';

describe('the job queue', () => {
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
  const jobs = async () => dataSource.query(`select task_identifier, run_at, key from graphile_worker.jobs order by id`);

  it('holds a job only when the story that enqueued it was committed', async () => {
    const queue = new JobQueue();
    const runAt = Temporal.Instant.from('2030-03-31T01:30:00Z');
    await dataSource.transaction((tx) => queue.enqueue(tx, 'told', { id: '1' }, { runAt, key: 'a' }));
    await expect(
      dataSource.transaction(async (tx) => {
        await queue.enqueue(tx, 'never', { id: '2' });
        throw new Error('the story failed');
      }),
    ).rejects.toThrow('the story failed');
    expect(await jobs()).toEqual([{ task_identifier: 'told', run_at: new Date('2030-03-31T01:30:00Z'), key: 'a' }]);
  });

  it('takes many at once', async () => {
    await dataSource.transaction((tx) =>
      new JobQueue().enqueueAll(
        tx,
        'many',
        Array.from({ length: 500 }, (_, index) => ({ payload: { id: String(index) }, options: { key: `many-${index}` } })),
      ),
    );
    expect((await jobs()).length).toBe(501);
  });

  it('keeps a calendar date a calendar date', async () => {
    const [row] = await dataSource.query(`select $1::date as day, $2::timestamptz as at`, [
      Temporal.PlainDate.from('2026-03-29'),
      Temporal.Instant.from('2026-03-29T00:00:00Z'),
    ]);
    expect(row).toEqual({ day: '2026-03-29', at: new Date('2026-03-29T00:00:00Z') });
  });
});
