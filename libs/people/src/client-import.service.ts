import { importRows, localDate, type RowImportOptions, type RowImportReport } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { openStaging, refuseContradictions, stageRows } from './client-staging.js';
import { writeStaged, type WrittenCounts } from './client-writing.js';
import { EXPORT_COLUMNS } from './domain/export-columns.js';
import { readExportRow } from './domain/export-row.js';
import { severityOf, tell, type ImportProblem } from './domain/import-problems.js';
import { EndReasonCodesService } from './end-reason-codes.service.js';
import { unknownLiterals, type UnknownLiteral } from './unknown-literals.js';

export type ImportOptions = RowImportOptions<ImportProblem>;

/** new, changed and unchanged count clients. */
export interface ImportReport extends RowImportReport, WrittenCounts {
  /** Reasons of the file that nobody told the meaning of, the most frequent first. */
  unknownReasons: readonly UnknownLiteral[];
}

const BATCH = 2_000;

@Injectable()
export class ClientImportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly codes: EndReasonCodesService,
  ) {}

  /**
   * Brings clients, coaches, teams, contact points and benefit spells in line with an export of the municipality's benefits system
   * (columns: EXPORT_COLUMNS), in one transaction. A client who is not in the file is left alone.
   * @throws UnreadableFileError when the file as a whole is not such an export
   */
  async import(file: string, options: ImportOptions, now: Temporal.Instant): Promise<ImportReport> {
    const today = localDate(now);
    const unknown = unknownLiterals(options.onProblem);
    const report = await importRows(
      this.dataSource,
      file,
      {
        columns: EXPORT_COLUMNS,
        together: 'clientNumber',
        batch: BATCH,
        open: async ({ manager: tx }) => {
          await openStaging(tx);
          const own = await this.codes.current(tx);
          return (line, fields) => readExportRow(line, fields, today, own);
        },
        stage: ({ manager: tx }, rows) =>
          stageRows(
            tx,
            rows.map((row) => ({ ...row, assignedFrom: today })),
          ),
        settle: async (tx) => {
          await refuseContradictions(tx);
          return writeStaged(tx, now);
        },
        severityOf,
        tell,
      },
      { ...options, onProblem: unknown.onProblem },
    );
    return { ...report, unknownReasons: unknown.found() };
  }
}
