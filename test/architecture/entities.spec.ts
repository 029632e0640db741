import { IdColumn, InstantColumn, openDatabase } from '#libs/platform';
import path from 'node:path';
import { Column, Entity, type DataSource, type EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { aDatabase } from '../support/database.js';
import { ROOT, sources } from './sources.js';

/** Everything that can be wrong about an entity, on a table that is there. */
@Entity('team')
class TeamThatDrifted {
  @IdColumn()
  id: string;

  @Column()
  name: string;

  @InstantColumn({ name: 'created_at', nullable: true })
  createdAt: Temporal.Instant | null;

  @Column({ type: 'text' })
  motto: string;
}

@Entity('office')
class OfficeThatNeverWas {
  @IdColumn()
  id: string;
}

describe('the entities', () => {
  let url: string;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ url, drop } = await aDatabase());
  });
  afterAll(() => drop());

  // Entities are few: what is hot or set-based is SQL. Those that there are, are held to their tables.
  it('are what the migrations made', async () => {
    expect(await driftOf(await entityClasses())).toEqual([]);
  });

  it('are caught when they drift from the table', async () => {
    expect(await driftOf([TeamThatDrifted, OfficeThatNeverWas])).toEqual([
      'team.name is text, not character varying',
      'team.created_at is not null, not nullable',
      'team.motto is not there',
      'office is not there',
    ]);
  });

  async function driftOf(entities: Function[]): Promise<string[]> {
    const dataSource = await openDatabase(url, entities);
    try {
      const tables = await readTables(dataSource);
      return dataSource.entityMetadatas.flatMap((entity) => driftOfOne(entity, tables.get(entity.tableName), dataSource));
    } finally {
      await dataSource.destroy();
    }
  }
});

interface TableColumn {
  name: string;
  type: string;
  nullable: boolean;
  primary: boolean;
}

function driftOfOne(entity: EntityMetadata, table: Map<string, TableColumn> | undefined, dataSource: DataSource): string[] {
  if (!table) return [`${entity.tableName} is not there`];
  return entity.columns.flatMap((column) => {
    const name = `${entity.tableName}.${column.databaseName}`;
    const real = table.get(column.databaseName);
    if (!real) return [`${name} is not there`];
    const type = typeOf(column, dataSource);
    return [
      real.type === type ? [] : [`${name} is ${real.type}, not ${type}`],
      real.nullable === column.isNullable ? [] : [`${name} is ${nullability(real.nullable)}, not ${nullability(column.isNullable)}`],
      real.primary === column.isPrimary ? [] : [`${name} is ${real.primary ? '' : 'not '}part of the primary key`],
    ].flat();
  });
}

function typeOf(column: ColumnMetadata, dataSource: DataSource): string {
  return `${dataSource.driver.normalizeType(column)}${column.isArray ? '[]' : ''}`;
}

function nullability(nullable: boolean): string {
  return nullable ? 'nullable' : 'not null';
}

async function readTables(dataSource: DataSource): Promise<Map<string, Map<string, TableColumn>>> {
  const rows = await dataSource.query<(TableColumn & { table: string })[]>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
            coalesce(a.attnum = any (i.indkey), false) as primary
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relkind in ('r', 'v', 'm', 'p') and c.relnamespace = 'public'::regnamespace`,
  );
  const tables = new Map<string, Map<string, TableColumn>>();
  for (const { table, ...column } of rows)
    tables.set(table, (tables.get(table) ?? new Map<string, TableColumn>()).set(column.name, column));
  return tables;
}

async function entityClasses(): Promise<Function[]> {
  const modules = await Promise.all(
    sources(['libs'], /\.entity\.ts$/).map(({ file }) => import(path.join(ROOT, file)) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) => Object.values(module)).filter((exported) => typeof exported === 'function');
}
