import { inBatches, localDate } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { openStaging, refuseContradictions, stagedProblems, stageProblems, stageRows } from './client-staging.js';
import { writeStaged, type WrittenCounts } from './client-writing.js';
import { readExportRow, type ClientRow } from './domain/export-row.js';
import { tell, type FoundProblem, type ImportProblem } from './domain/import-problems.js';
import { openExportFile, type ExportFile, type ExportRecord } from './export-file.js';

export interface ImportOptions {
  /** Writes nothing, tells the same. */
  dryRun?: boolean;
  /** Writes the good rows although others are refused. */
  partial?: boolean;
  /** @param share of the file that was read, from 0 to 1 */
  onProgress?: (progress: { rows: number; share: number }) => void;
  /** Every problem in the order of the file; there may be as many as there are rows, so nobody keeps them here. */
  onProblem?: (problem: ImportProblem) => void | Promise<void>;
}

/** new, changed and unchanged count clients. */
export interface ImportReport extends WrittenCounts {
  rows: number;
  /** Rows that cannot be written, for one or more reasons each. */
  refused: number;
  /** Reasons for that, all together. */
  refusals: number;
  /** Things to know about rows, refused or not. */
  remarks: number;
  /** false: a dry run, or a row was refused; the other counts then say what would have been. */
  written: boolean;
}

/** Rows to a statement: memory holds one batch, the database the rest. */
const BATCH = 2_000;

@Injectable()
export class ClientImportService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Brings clients, coaches, teams, contact points and benefit spells in line with an export of the municipality's benefits system
   * (columns: EXPORT_COLUMNS), in one transaction. A client who is not in the file is left alone.
   * @throws UnreadableFileError when the file as a whole is not such an export
   */
  async import(file: string, options: ImportOptions, now: Temporal.Instant): Promise<ImportReport> {
    const exported = await openExportFile(file);
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      const report = await this.bringIn(runner.manager, exported, options, now);
      await (report.written ? runner.commitTransaction() : runner.rollbackTransaction());
      return report;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async bringIn(tx: EntityManager, file: ExportFile, options: ImportOptions, now: Temporal.Instant): Promise<ImportReport> {
    await openStaging(tx);
    const rows = await stageFile(tx, file, localDate(now), options.onProgress);
    await refuseContradictions(tx);
    const counts = await writeStaged(tx, now);
    const problems = await countProblems(tx);
    if (options.onProblem) for await (const problem of stagedProblems(tx)) await options.onProblem(tell(problem));
    const written = !options.dryRun && (problems.refused === 0 || options.partial === true);
    return { rows, ...counts, ...problems, written };
  }
}

async function stageFile(
  tx: EntityManager,
  file: ExportFile,
  today: Temporal.PlainDate,
  onProgress: ImportOptions['onProgress'],
): Promise<number> {
  let rows = 0;
  for await (const batch of inBatches(file.records(), BATCH)) {
    const read = batch.map((record) => readRecord(record, today));
    await stageRows(
      tx,
      read.flatMap(({ row }) => (row ? [{ ...row, assignedFrom: today }] : [])),
    );
    await stageProblems(
      tx,
      read.flatMap(({ problems, clientNumber }) => problems.map((problem) => ({ ...problem, clientNumber }))),
    );
    rows += batch.length;
    onProgress?.({ rows, share: file.bytes === 0 ? 1 : file.bytesRead() / file.bytes });
  }
  return rows;
}

function readRecord(
  record: ExportRecord,
  today: Temporal.PlainDate,
): { row: ClientRow | null; problems: FoundProblem[]; clientNumber: string } {
  const { line } = record;
  if ('fields' in record) return { ...readExportRow(line, record.fields, today), clientNumber: record.fields.clientNumber };
  const details = { found: record.columnCount, expected: record.expected };
  return { row: null, clientNumber: '', problems: [{ line, column: '', value: '', code: 'wrong-column-count', details }] };
}

async function countProblems(tx: EntityManager): Promise<Pick<ImportReport, 'refused' | 'refusals' | 'remarks'>> {
  const [counts] = (await tx.query(
    `select count(distinct line) filter (where refused)::int as refused, count(*) filter (where refused)::int as refusals,
            count(*) filter (where not refused)::int as remarks
       from staged_problem`,
  )) as [Pick<ImportReport, 'refused' | 'refusals' | 'remarks'>];
  return counts;
}
