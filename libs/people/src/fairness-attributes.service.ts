import { Injectable } from '@nestjs/common';
import { inBatches, InvalidInputError, openDelimitedFile, type FileColumn } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { readSex, SEX_COLUMNS, type Sex } from './domain/fairness-file.js';

/** On what ground sex may be known for this one purpose, and who said so. */
export interface FairnessBasis {
  legalBasis: string;
  dpiaReference: string;
  approver: string;
}

export interface FairnessImport {
  recorded: number;
  /** Lines of the file without a client of ours, or without a sex that can be read; at most a hundred. */
  refused: { line: number; problem: 'no-client' | 'no-sex' | 'columns' }[];
  refusedCount: number;
}

const BATCH = 1000;
const MOST_TOLD = 100;

/**
 * What is known for one purpose only: to see whether suggestions treat people alike. Nothing else reads it (a house test says so); without a
 * ground that stands there is nothing to read.
 */
@Injectable()
export class FairnessAttributesService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Takes a whole file in place of what was there, on a ground that begins now; the ground before ends. All or nothing.
   * @throws InvalidInputError (fields of the basis), UnreadableFileError
   */
  async import(file: string, basis: FairnessBasis, now: Temporal.Instant): Promise<FairnessImport> {
    refuseIncomplete(basis);
    const records = (await openDelimitedFile(file, SEX_COLUMNS satisfies readonly FileColumn[])).records();
    return this.dataSource.transaction(async (tx) => {
      await this.end(tx, now);
      const basisId = await begin(tx, basis, now);
      const report: FairnessImport = { recorded: 0, refused: [], refusedCount: 0 };
      const refuse = (line: number, problem: FairnessImport['refused'][number]['problem']) => {
        report.refusedCount += 1;
        if (report.refused.length < MOST_TOLD) report.refused.push({ line, problem });
      };
      for await (const batch of inBatches(records, BATCH)) {
        const rows: { line: number; clientNumber: string; sex: Sex }[] = [];
        for (const record of batch) {
          const sex = 'fields' in record ? readSex(record.fields.sex) : null;
          if (!('fields' in record)) refuse(record.line, 'columns');
          else if (!sex) refuse(record.line, 'no-sex');
          else rows.push({ line: record.line, clientNumber: record.fields.clientNumber, sex });
        }
        const known = await write(tx, basisId, rows);
        report.recorded += known.size;
        for (const { line, clientNumber } of rows) if (!known.has(clientNumber)) refuse(line, 'no-client');
      }
      report.refused.sort((a, b) => a.line - b.line);
      return report;
    });
  }

  /** Ends the ground that stands, and forgets what was known on it. @returns how many people it was known of; null when there was no ground */
  async forget(now: Temporal.Instant): Promise<number | null> {
    return this.dataSource.transaction((tx) => this.end(tx, now));
  }

  private async end(tx: EntityManager, now: Temporal.Instant): Promise<number | null> {
    const [rows]: [{ id: string }[], number] = await tx.query(
      `update fairness_basis set ended_at = $1 where ended_at is null returning id`,
      [now],
    );
    const [, forgotten]: [unknown, number] = await tx.query(`delete from fairness_attribute`);
    return rows.length > 0 ? forgotten : null;
  }
}

async function begin(tx: EntityManager, { legalBasis, dpiaReference, approver }: FairnessBasis, now: Temporal.Instant): Promise<string> {
  const [{ id }]: [{ id: string }] = await tx.query(
    `insert into fairness_basis (legal_basis, dpia_reference, approver, recorded_at) values ($1, $2, $3, $4) returning id`,
    [legalBasis.trim(), dpiaReference.trim(), approver.trim(), now],
  );
  return id;
}

/** @returns the numbers that are of a client of ours; of a number that stands there twice the last line counts */
async function write(tx: EntityManager, basisId: string, rows: readonly { clientNumber: string; sex: Sex }[]): Promise<Set<string>> {
  const latest = [...new Map(rows.map((row) => [row.clientNumber, row])).values()];
  const written: { client_number: string }[] = await tx.query(
    `with given as (
       select client.id, client.client_number, row.sex
         from jsonb_to_recordset($2::jsonb) as row ("clientNumber" text, sex text)
         join client on client.client_number = row."clientNumber"
     ), kept as (
       insert into fairness_attribute (client_id, sex, basis_id) select id, sex, $1 from given
       on conflict (client_id) do update set sex = excluded.sex)
     select client_number from given`,
    [basisId, JSON.stringify(latest)],
  );
  return new Set(written.map((row) => row.client_number));
}

function refuseIncomplete(basis: FairnessBasis): void {
  const empty = Object.entries(basis).filter(([, text]) => String(text).trim() === '');
  if (empty.length > 0) throw new InvalidInputError(Object.fromEntries(empty.map(([field]) => [field, 'form.needed'])));
}
