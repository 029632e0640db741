import { inBatches, openDelimitedFile, type DelimitedFile, type FileRecord } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { OBSERVATION_COLUMNS, type ObservationColumn, type ObservationFields } from '../domain/observation-columns.js';
import { tellObservationProblem, type ObservationFileProblem } from '../domain/observation-problems.js';
import { observationReader, type ObservationReading } from '../domain/observation-row.js';
import { PartitionsService } from '../partitions.service.js';
import {
  openObservationStaging,
  refuseContradictoryObservations,
  refuseUnknownClients,
  stagedObservationProblems,
  stageObservationProblems,
  stageObservations,
} from './observation-staging.js';
import {
  compareObservations,
  spanOfObservations,
  touchedClients,
  writeObservations,
  type ObservationCounts,
} from './observation-writing.js';

export interface ObservationImportOptions {
  /** The traits of modules that are off: their rows are refused. */
  closedTraits: ReadonlySet<string>;
  /** Writes nothing, tells the same. */
  dryRun?: boolean;
  /** Writes the good rows although others are refused. */
  partial?: boolean;
  /** @param share of the file that was read, from 0 to 1 */
  onProgress?: (progress: { rows: number; share: number }) => void;
  /** Every problem in the order of the file; there may be as many as there are rows, so nobody keeps them here. */
  onProblem?: (problem: ObservationFileProblem) => void | Promise<void>;
  /** What follows from it for these clients, in the same transaction. Called when something was written. */
  onWritten?: (tx: EntityManager, clientIds: readonly string[]) => Promise<void>;
}

/** new, changed and unchanged count observations. */
export interface ObservationImportReport extends ObservationCounts {
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

/** Rows to a COPY: memory holds one batch, the database the rest. */
const BATCH = 10_000;

@Injectable()
export class ObservationImportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly partitions: PartitionsService,
  ) {}

  /**
   * Takes in observations from before this product, or from conversations at the desk, in one transaction (columns: OBSERVATION_COLUMNS).
   * An observation is known by client, trait, moment and source: the same file again adds nothing, and another value for one that a file
   * brought before takes its place (same moment, recorded now; the one before stays readable for the privacy officer).
   * @throws UnreadableFileError when the file as a whole is not such a file
   */
  async import(file: string, options: ObservationImportOptions, now: Temporal.Instant): Promise<ObservationImportReport> {
    const delimited = await openDelimitedFile<ObservationColumn>(file, OBSERVATION_COLUMNS);
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      const report = await this.bringIn(runner, delimited, options, now);
      await (report.written ? runner.commitTransaction() : runner.rollbackTransaction());
      return report;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async bringIn(
    runner: QueryRunner,
    file: DelimitedFile<ObservationColumn>,
    options: ObservationImportOptions,
    now: Temporal.Instant,
  ): Promise<ObservationImportReport> {
    const tx = runner.manager;
    await openObservationStaging(tx);
    const read = observationReader({ now, oldestKept: this.partitions.oldestKept(now), closedTraits: options.closedTraits });
    const rows = await stageFile(runner, file, read, options.onProgress);
    await refuseContradictoryObservations(tx);
    const counts = await compareObservations(tx);
    await refuseUnknownClients(tx);
    const problems = await countProblems(tx);
    if (options.onProblem)
      for await (const problem of stagedObservationProblems(tx)) await options.onProblem(tellObservationProblem(problem));
    const written = !options.dryRun && (problems.refused === 0 || options.partial === true);
    if (written) await this.write(tx, options.onWritten, now);
    return { rows, ...counts, ...problems, written };
  }

  private async write(tx: EntityManager, onWritten: ObservationImportOptions['onWritten'], now: Temporal.Instant): Promise<void> {
    const span = await spanOfObservations(tx);
    if (!span) return;
    await this.partitions.makeRoom(tx, span.from, span.to);
    await writeObservations(tx, now);
    if (onWritten) await onWritten(tx, await touchedClients(tx));
  }
}

async function stageFile(
  runner: QueryRunner,
  file: DelimitedFile<ObservationColumn>,
  read: (line: number, fields: ObservationFields) => ObservationReading,
  onProgress: ObservationImportOptions['onProgress'],
): Promise<number> {
  let rows = 0;
  for await (const batch of inBatches(file.records(), BATCH)) {
    const readings = batch.map((record) => readRecord(record, read));
    await stageObservations(
      runner,
      readings.flatMap(({ row }) => row ?? []),
    );
    await stageObservationProblems(
      runner.manager,
      readings.flatMap(({ problems }) => problems),
    );
    rows += batch.length;
    onProgress?.({ rows, share: file.bytes === 0 ? 1 : file.bytesRead() / file.bytes });
  }
  return rows;
}

function readRecord(
  record: FileRecord<ObservationColumn>,
  read: (line: number, fields: ObservationFields) => ObservationReading,
): ObservationReading {
  if ('fields' in record) return read(record.line, record.fields);
  const details = { found: record.columnCount, expected: record.expected };
  return { row: null, problems: [{ line: record.line, column: '', value: '', code: 'wrong-column-count', details }] };
}

async function countProblems(tx: EntityManager): Promise<Pick<ObservationImportReport, 'refused' | 'refusals' | 'remarks'>> {
  const [counts] = (await tx.query(
    `select count(distinct line) filter (where refused)::int as refused, count(*) filter (where refused)::int as refusals,
            count(*) filter (where not refused)::int as remarks
       from staged_observation_problem`,
  )) as [Pick<ObservationImportReport, 'refused' | 'refusals' | 'remarks'>];
  return counts;
}
