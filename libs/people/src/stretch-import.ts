import {
  importRows,
  SentenceError,
  type CopiedCell,
  type FileColumn,
  type ProblemAmongRows,
  type ReadRow,
  type RowImportOptions,
  type RowImportReport,
} from '#libs/platform';
import type { DataSource, EntityManager } from 'typeorm';
import type { StretchProblem, StretchReason, Telling } from './domain/stretch-problems.js';
import { clientOfOverlap, isOverlap } from './overlap.js';
import { findClients, openStretchStaging, refuseContradictoryStretches, stageStretches, type ToldStretch } from './stretch-staging.js';
import type { StretchTable } from './stretch-tables.js';
import { countStretches, writeStretches, type StretchCounts } from './stretch-writing.js';

/** The counts are of stretches: spells, or paid work. */
export interface StretchImportReport extends RowImportReport, StretchCounts {}

/** A kind of file of stretches of days of clients, and the table it goes into. */
export interface StretchFile<Key extends string, Row extends ToldStretch, Code extends string> {
  table: StretchTable;
  columns: readonly FileColumn<Key>[];
  telling: Telling<Code | StretchReason>;
  /** What rows are read by is looked up when nobody else is importing. */
  reader: (tx: EntityManager) => Promise<ReadRow<Key, Row, Code>>;
  cells: (row: Row) => { number: string | null; told: readonly CopiedCell[] };
  /** Problems among rows of this kind only. */
  problems: readonly (ProblemAmongRows & { severity: 'refused' | 'remark' })[];
}

/** Rows to a COPY. */
const BATCH = 10_000;
/** So often we look again when somebody else changes what we write; who does that by hand is slower than we are. */
const MOST_LOOKS = 6;

/**
 * Brings in a file of stretches, in one transaction. A stretch is known by its number, and otherwise by its first day: the same file again changes
 * nothing, another value is a correction, and what was before is kept. What is not in the file is left alone.
 * @throws UnreadableFileError when the file as a whole is not such a file
 */
export async function importStretches<Key extends string, Row extends ToldStretch, Code extends string>(
  dataSource: DataSource,
  path: string,
  file: StretchFile<Key | 'clientNumber' | 'startsOn', Row, Code>,
  options: RowImportOptions<StretchProblem<Code | StretchReason>>,
  now: Temporal.Instant,
): Promise<StretchImportReport> {
  const { table, columns, telling } = file;
  return importRows<Key | 'clientNumber' | 'startsOn', Row, Code | StretchReason, StretchProblem<Code | StretchReason>, StretchCounts>(
    dataSource,
    path,
    {
      columns,
      leavesOthers: true,
      together: 'clientNumber',
      batch: BATCH,
      open: async ({ manager: tx }) => {
        await openStretchStaging(tx, table);
        return file.reader(tx);
      },
      stage: (runner, rows) => stageStretches(runner, table, rows, file.cells),
      settle: (tx) => settle(tx, file, now),
      severityOf: telling.severityOf,
      tell: telling.tell,
    },
    options,
  );
}

/**
 * Refuses and writes. The database has the last word on overlaps: what somebody else wrote since we looked is found by looking again, and is a
 * problem of a row like any other.
 */
async function settle<Key extends string, Row extends ToldStretch, Code extends string>(
  tx: EntityManager,
  { table, columns, problems }: StretchFile<Key | 'startsOn', Row, Code>,
  now: Temporal.Instant,
): Promise<StretchCounts> {
  await findClients(tx);
  const [{ known }] = (await tx.query(`select coalesce(max(id), 0) as known from row_problem`)) as [{ known: string }];
  const firstColumn = columns.find(({ key }) => key === 'startsOn')!.header;
  const stubborn: string[] = [];
  let overlapping: string | null = null;
  for (let look = 1; look <= MOST_LOOKS; look += 1) {
    await tx.query(`delete from row_problem where id > $1`, [known]);
    await refuseContradictoryStretches(tx, table, firstColumn, problems, stubborn);
    const counts = await countStretches(tx);
    await tx.query(`savepoint before_writing`);
    try {
      if (await writeStretches(tx, table, now)) return counts;
      await tx.query(`rollback to savepoint before_writing`);
    } catch (error) {
      if (!isOverlap(error)) throw error;
      await tx.query(`rollback to savepoint before_writing`);
      const client = clientOfOverlap(error);
      // Twice the same client, although we looked in between: then it is refused as the database says.
      if (client !== null && client === overlapping) stubborn.push(client);
      overlapping = client;
    }
  }
  throw new SentenceError('Tijdens het inlezen veranderde iemand anders steeds dezelfde gegevens. Probeer het nog eens.');
}
