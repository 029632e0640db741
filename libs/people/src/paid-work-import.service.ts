import { localDate, type RowImportOptions } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PAID_WORK_COLUMNS } from './domain/paid-work-columns.js';
import { paidWorkReader, type PaidWorkFileRow } from './domain/paid-work-row.js';
import { paidWorkTelling, type PaidWorkReason, type StretchProblem } from './domain/stretch-problems.js';
import { importStretches, type StretchImportReport } from './stretch-import.js';
import type { StretchTable } from './stretch-tables.js';

export type PaidWorkProblem = StretchProblem<PaidWorkReason>;
export type PaidWorkImportOptions = RowImportOptions<PaidWorkProblem>;

/** Beside a benefit, and after it. It has no number: what began on another day is taken back, and told anew. */
const PAID_WORK: StretchTable = {
  name: 'paid_work',
  history: 'paid_work_history',
  idInHistory: 'paid_work_id',
  number: null,
  told: [
    ['kind', 'text'],
    ['hours_per_week', 'numeric'],
  ],
  facts: ['kind', 'hours_per_week'],
  factsThroughout: [],
  filled: [],
  alsoKnown: [],
  before: [],
  after: [],
};

@Injectable()
export class PaidWorkImportService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Brings paid work of clients whom we know in line with what the municipality knows of it (columns: PAID_WORK_COLUMNS), in one transaction.
   * `Einddatum` is the first day without it. See `importStretches` for what is known by what.
   * @throws UnreadableFileError when the file as a whole is not such a file
   */
  async import(file: string, options: PaidWorkImportOptions, now: Temporal.Instant): Promise<StretchImportReport> {
    return importStretches<(typeof PAID_WORK_COLUMNS)[number]['key'], PaidWorkFileRow, PaidWorkReason>(
      this.dataSource,
      file,
      {
        table: PAID_WORK,
        columns: PAID_WORK_COLUMNS,
        telling: paidWorkTelling,
        reader: () => Promise.resolve(paidWorkReader({ today: localDate(now) })),
        cells: ({ kind, hoursPerWeek }) => ({ number: null, told: [kind, hoursPerWeek] }),
        problems: [],
      },
      options,
      now,
    );
  }
}
