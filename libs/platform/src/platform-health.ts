import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export type PartState = 'ok' | 'unreachable' | 'behind' | 'missing';

/** Whether the parts under the product work: the database, its migrations, the queue. */
@Injectable()
export class PlatformHealth {
  constructor(private readonly dataSource: DataSource) {}

  async examine(): Promise<Record<'database' | 'migrations' | 'queue', PartState>> {
    try {
      const [{ applied, queue }] = await this.dataSource.query<[{ applied: string; queue: boolean }]>(
        `select (select count(*) from schema_migration) as applied, to_regclass('graphile_worker._private_jobs') is not null as queue`,
      );
      const expected = this.dataSource.migrations.length;
      return { database: 'ok', migrations: Number(applied) >= expected ? 'ok' : 'behind', queue: queue ? 'ok' : 'missing' };
    } catch {
      return { database: 'unreachable', migrations: 'behind', queue: 'missing' };
    }
  }
}
