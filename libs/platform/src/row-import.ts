import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { FileColumn } from './delimited-columns.js';
import { inBatches, openDelimitedFile, type DelimitedFile, type FileRecord } from './delimited-file.js';
import {
  countRowProblems,
  openRowProblems,
  rowProblems,
  stageRowProblems,
  type FoundRowProblem,
  type RowProblemCounts,
  type RowSeverity,
} from './row-problems.js';

/** What every import of a file of rows can be asked. */
export interface RowImportOptions<Told> {
  /** Writes nothing, tells the same. */
  dryRun?: boolean;
  /** Writes the good rows although others are refused. */
  partial?: boolean;
  /** @param share of the file that was read, from 0 to 1 */
  onProgress?: (progress: { rows: number; share: number }) => void;
  /** Every problem in the order of the file; there may be as many as there are rows, so nobody keeps them here. */
  onProblem?: (problem: Told) => void | Promise<void>;
}

/** What every import of a file of rows reports: rows that cannot be written, for one or more reasons each, and things to know. */
export interface RowImportReport extends RowProblemCounts {
  rows: number;
  /** false: a dry run, or a row was refused; other counts then say what would have been. */
  written: boolean;
  /** Columns of the file that nobody here reads. */
  leftAlone: readonly string[];
}

/** A row as it was read: null when it is refused, and everything there is to say about it. */
export interface RowReading<Row, Code extends string> {
  row: Row | null;
  problems: FoundRowProblem<Code>[];
}

export type ReadRow<Key extends string, Row, Code extends string> = (line: number, fields: Record<Key, string>) => RowReading<Row, Code>;

/** What one kind of file needs beside that. */
export interface RowImport<Key extends string, Row, Code extends string, Told, Counts extends object> {
  columns: readonly FileColumn<Key>[];
  /** Columns that are not ours are left where they are and told; otherwise they refuse the file. */
  leavesOthers?: boolean;
  /** The column by which rows go in as a whole or not at all. */
  together: Key;
  /** Rows to a statement: memory holds one batch, the database the rest. */
  batch: number;
  /** Takes the lock, makes room for rows, and looks up what rows are read by. @returns the reader */
  open(runner: QueryRunner): Promise<ReadRow<Key, Row, Code>>;
  stage(runner: QueryRunner, rows: readonly Row[]): Promise<void>;
  /** Adds the problems that no row has by itself, and counts what becomes of the others. What it writes is rolled back when it was only tried. */
  settle(tx: EntityManager): Promise<Counts>;
  /** Writes what `settle` did not, when it is not only tried. */
  write?(tx: EntityManager): Promise<void>;
  severityOf(code: Code | 'wrong-column-count'): RowSeverity;
  tell(problem: FoundRowProblem<Code | 'wrong-column-count'>): Told;
}

/**
 * Brings in a file of rows in one transaction: every row that cannot go in is told with line, column, value and reason, and without `partial`
 * nothing is written when there is one.
 * @throws UnreadableFileError when the file as a whole is not such a file
 */
export async function importRows<Key extends string, Row, Code extends string, Told, Counts extends object>(
  dataSource: DataSource,
  path: string,
  how: RowImport<Key, Row, Code, Told, Counts>,
  options: RowImportOptions<Told>,
): Promise<Counts & RowImportReport> {
  const file = await openDelimitedFile(path, how.columns, { leavesOthers: how.leavesOthers ?? false });
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    const report = await bringIn(runner, file, how, options);
    await (report.written ? runner.commitTransaction() : runner.rollbackTransaction());
    return report;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

async function bringIn<Key extends string, Row, Code extends string, Told, Counts extends object>(
  runner: QueryRunner,
  file: DelimitedFile<Key>,
  how: RowImport<Key, Row, Code, Told, Counts>,
  { onProgress, onProblem, dryRun, partial }: RowImportOptions<Told>,
): Promise<Counts & RowImportReport> {
  const tx = runner.manager;
  await openRowProblems(tx);
  const rows = await stageFile(runner, file, how, onProgress);
  const counts = await how.settle(tx);
  const problems = await countRowProblems(tx);
  if (onProblem) for await (const problem of rowProblems<Code>(tx)) await onProblem(how.tell(problem));
  const written = !dryRun && (problems.refused === 0 || partial === true);
  if (written) await how.write?.(tx);
  return { ...counts, ...problems, rows, written, leftAlone: file.leftAlone() };
}

async function stageFile<Key extends string, Row, Code extends string, Told, Counts extends object>(
  runner: QueryRunner,
  file: DelimitedFile<Key>,
  how: RowImport<Key, Row, Code, Told, Counts>,
  onProgress: RowImportOptions<Told>['onProgress'],
): Promise<number> {
  const read = await how.open(runner);
  let rows = 0;
  for await (const batch of inBatches(file.records(), how.batch)) {
    const readings = batch.map((record) => readRecord(record, how.together, read));
    await how.stage(
      runner,
      readings.flatMap(({ row }) => (row === null ? [] : [row])),
    );
    const found = readings.flatMap(({ problems, together }) => problems.map((problem) => ({ ...problem, together })));
    await stageRowProblems(runner.manager, found, (code) => how.severityOf(code as Code));
    rows += batch.length;
    onProgress?.({ rows, share: file.bytes === 0 ? 1 : file.bytesRead() / file.bytes });
  }
  return rows;
}

function readRecord<Key extends string, Row, Code extends string>(
  record: FileRecord<Key>,
  together: Key,
  read: ReadRow<Key, Row, Code>,
): RowReading<Row, Code | 'wrong-column-count'> & { together: string } {
  if ('fields' in record) return { ...read(record.line, record.fields), together: record.fields[together] };
  const details = { found: record.columnCount, expected: record.expected };
  return { row: null, problems: [{ line: record.line, column: '', value: '', code: 'wrong-column-count', details }], together: '' };
}
