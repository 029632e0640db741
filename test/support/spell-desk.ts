import {
  ClientsService,
  EndReasonCodesService,
  PAID_WORK_COLUMNS,
  PaidWorkImportService,
  SPELL_COLUMNS,
  SpellImportService,
  type NewClient,
  type PaidWorkImportOptions,
  type SpellImportOptions,
} from '#libs/people';
import { openDatabase } from '#libs/platform';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { aDatabase } from './database.js';
import { FIRST_DAY } from './import-desk.js';

/** Rows by their headers; what is left out is empty. */
export type SpellRow = Partial<Record<(typeof SPELL_COLUMNS)[number]['header'], string>>;
export type WorkRow = Partial<Record<(typeof PAID_WORK_COLUMNS)[number]['header'], string>>;

interface Problem {
  line: number;
  column: string;
  value: string;
  code: string;
  severity: 'refused' | 'remark';
  reason: string;
}

/** A database of its own, and the imports of benefits and paid work at work on it. */
export async function aSpellDesk() {
  const folder = await mkdtemp(path.join(tmpdir(), 'spells-'));
  const database = await aDatabase();
  const dataSource = await openDatabase(database.url);
  const select = (sql: string, values: unknown[] = []) => dataSource.query(sql, values) as Promise<Record<string, unknown>[]>;
  let files = 0;

  async function write(headers: readonly string[], rows: readonly Record<string, string>[]): Promise<string> {
    const file = path.join(folder, `rows-${(files += 1)}.csv`);
    await writeFile(
      file,
      [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))].map((cells) => cells.join(';')).join('\r\n'),
    );
    return file;
  }

  async function importSpellFile(file: string, now = FIRST_DAY, options: SpellImportOptions = {}) {
    return told((onProblem) =>
      new SpellImportService(dataSource, new EndReasonCodesService()).import(file, { ...options, onProblem }, now),
    );
  }

  async function importWorkFile(file: string, now = FIRST_DAY, options: PaidWorkImportOptions = {}) {
    return told((onProblem) => new PaidWorkImportService(dataSource).import(file, { ...options, onProblem }, now));
  }

  return {
    dataSource,
    folder,
    select,
    importSpellFile,
    importWorkFile,
    writeSpells: (rows: readonly SpellRow[]) =>
      write(
        SPELL_COLUMNS.map(({ header }) => header),
        rows,
      ),
    async importSpells(rows: readonly SpellRow[], now = FIRST_DAY, options: SpellImportOptions = {}) {
      return importSpellFile(await this.writeSpells(rows), now, options);
    },
    async importWork(rows: readonly WorkRow[], now = FIRST_DAY, options: PaidWorkImportOptions = {}) {
      return importWorkFile(
        await write(
          PAID_WORK_COLUMNS.map(({ header }) => header),
          rows,
        ),
        now,
        options,
      );
    },
    /** @returns the ids by client number */
    clients: (numbers: readonly string[], change: Partial<NewClient> = {}) => register(dataSource, numbers, change),
    spells: () =>
      select(`select client_number as client, spell_number as number, unit_number as unit, scheme, during::text, end_reason as reason,
                     end_reason_literal as literal
                from benefit_spell spell join client on client.id = client_id left join benefit_unit unit on unit.id = benefit_unit_id
               order by client_number, during`),
    history: () =>
      select(`select client_number as client, scheme, kept.during::text, end_reason as reason, change, replaced_at::text as replaced
                from benefit_spell_history kept join client on client.id = client_id order by kept.id`),
    work: () =>
      select(`select client_number as client, during::text, kind, hours_per_week::float as hours
                from paid_work join client on client.id = client_id order by client_number, during`),
    workHistory: () =>
      select(`select client_number as client, kept.during::text, kind, hours_per_week::float as hours, change
                from paid_work_history kept join client on client.id = client_id order by kept.id`),
    /** Every row of every table that these imports write. */
    async contents(): Promise<Record<string, unknown>> {
      const all: Record<string, unknown> = {};
      for (const table of ['benefit_unit', 'benefit_spell', 'benefit_spell_history', 'paid_work', 'paid_work_history', 'client'])
        all[table] = await select(`select * from ${table} order by id`);
      return all;
    },
    async clear(): Promise<void> {
      await select(
        `truncate benefit_spell, benefit_spell_history, benefit_unit, paid_work, paid_work_history, caseload_assignment, client cascade`,
      );
    },
    async close(): Promise<void> {
      await dataSource.destroy();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

async function told<Told extends Problem, Report>(run: (onProblem: (problem: Told) => void) => Promise<Report>) {
  const problems: Told[] = [];
  const report = await run((problem) => void problems.push(problem));
  return { ...report, problems, told: problems.map(({ line, column, value, code }) => `${line} ${column} ${value}: ${code}`) };
}

async function register(dataSource: DataSource, numbers: readonly string[], change: Partial<NewClient>): Promise<Map<string, string>> {
  return dataSource.transaction((tx) =>
    new ClientsService().register(
      tx,
      numbers.map((clientNumber) => ({
        clientNumber,
        firstName: 'Noor',
        lastName: 'Voorbeeld',
        birthDate: Temporal.PlainDate.from('1985-06-15'),
        teamName: 'Team Noord',
        coachName: null,
        assignedFrom: Temporal.PlainDate.from('2020-01-01'),
        ...change,
      })),
      FIRST_DAY,
    ),
  );
}
