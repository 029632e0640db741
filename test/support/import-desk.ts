import { ClientImportService, EndReasonCodesService, EXPORT_COLUMNS, type ImportOptions, type ImportProblem } from '#libs/people';
import { localInstant, openDatabase } from '#libs/platform';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aDatabase } from './database.js';

/** A municipality's export with the mistakes such exports have. */
export const SAMPLE_EXPORT = path.resolve(import.meta.dirname, '../data/caseload-export.csv');
export const FIRST_DAY = on('2026-11-02');

export function on(date: string): Temporal.Instant {
  return localInstant(Temporal.PlainDate.from(date), '10:00');
}

/** A row of an export by its headers; what is left out is empty. */
export type ExportRow = Partial<Record<(typeof EXPORT_COLUMNS)[number]['header'], string>>;

/** In the order in which they lean on each other. */
const TABLES = [
  'team', 'staff', 'client', 'contact_point', 'caseload_assignment', 'benefit_unit', 'benefit_spell', 'benefit_spell_history', 'paid_work',
  'paid_work_history', 'opt_out',
]; // prettier-ignore

/** A database of its own, and the import at work on it. */
export async function anImportDesk() {
  const folder = await mkdtemp(path.join(tmpdir(), 'import-'));
  const database = await aDatabase();
  const dataSource = await openDatabase(database.url);
  const select = (sql: string) => dataSource.query(sql) as Promise<Record<string, unknown>[]>;

  async function importFile(file: string, now = FIRST_DAY, options: ImportOptions = {}) {
    const problems: ImportProblem[] = [];
    const onProblem = (problem: ImportProblem) => void problems.push(problem);
    const report = await new ClientImportService(dataSource, new EndReasonCodesService()).import(file, { ...options, onProblem }, now);
    return { ...report, problems, told: problems.map(({ line, column, value, code }) => `${line} ${column} ${value}: ${code}`) };
  }

  return {
    dataSource,
    select,
    importFile,
    async write(rows: ExportRow[], name = 'rows.csv'): Promise<string> {
      const headers = EXPORT_COLUMNS.map(({ header }) => header);
      const file = path.join(folder, name);
      await writeFile(
        file,
        [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))].map((cells) => cells.join(';')).join('\r\n'),
      );
      return file;
    },
    async importRows(rows: ExportRow[], now = FIRST_DAY, options: ImportOptions = {}) {
      return importFile(await this.write(rows), now, options);
    },
    /** Every row of every table that an import writes. */
    async contents(): Promise<Record<string, unknown>> {
      const all: Record<string, unknown> = {};
      for (const table of TABLES) all[table] = await select(`select * from ${table} order by id`);
      return all;
    },
    async clear(): Promise<void> {
      await select(`truncate end_reason_code`);
      for (const table of ['password_link', ...TABLES.toReversed()]) await select(`delete from ${table}`);
    },
    async close(): Promise<void> {
      await dataSource.destroy();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
