import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import QueryStream from 'pg-query-stream';
import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { DataSource, type EntityManager } from 'typeorm';
import { csvHeader, csvLine, EXPORTS, jsonLine, type ExportedObservation, type ExportedWhat } from '../domain/observation-export.js';

export interface ObservationExport {
  what: ExportedWhat;
  format: 'csv' | 'jsonl';
  /** Only of these clients; null: of all. */
  clientIds: readonly string[] | null;
  /** Only what was observed at or after this moment. */
  from: Temporal.Instant | null;
  /** Only what was observed before this moment; a profile is as it was true then. */
  until: Temporal.Instant;
  onProgress?: (rows: number) => void;
}

/** Who took what out of the house: the privacy officer reads it. */
export interface ExportRecord {
  what: ExportedWhat;
  /** The name of the saved group; null: everybody. */
  selection: string | null;
  fromOn: Temporal.PlainDate | null;
  untilOn: Temporal.PlainDate | null;
  rows: number;
  /** Who, and what for. */
  exportedBy: string;
}

/** Rows that are on their way at once: enough for the disk, little enough to forget. */
const AT_ONCE = 2_000;
const CHUNK = 64_000;

/** Takes profiles and observations out of the house, as a stream: memory holds a few thousand rows however many there are. */
@Injectable()
export class ObservationExportService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Writes everything asked for to `target`, by client number, trait and moment, as it is at one moment: what is recorded meanwhile is not in it.
   * Of what was corrected only what counts is in it.
   * @returns how many rows were handed over; rejects when `target` fails, and then `target` has been destroyed
   */
  async write(wanted: ObservationExport, target: Writable): Promise<number> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as ClientBase;
      const columns = EXPORTS[wanted.what];
      const line = wanted.format === 'csv' ? csvLine : jsonLine;
      const rows = client.query(
        new QueryStream(wanted.what === 'profiles' ? PROFILES : OBSERVATIONS, [wanted.clientIds, wanted.from, wanted.until], {
          batchSize: AT_ONCE,
          highWaterMark: AT_ONCE,
        }),
      );
      let count = 0;
      await pipeline(
        rows,
        async function* (found: AsyncIterable<ExportedObservation>) {
          let chunk = wanted.format === 'csv' ? csvHeader(columns) : '';
          for await (const observation of found) {
            chunk += line(columns, observation, wanted.until);
            count += 1;
            if (chunk.length < CHUNK) continue;
            yield chunk;
            chunk = '';
            wanted.onProgress?.(count);
          }
          if (chunk !== '') yield chunk;
        },
        target,
      );
      return count;
    } finally {
      await runner.release();
    }
  }

  /** Writes down that an export was made. */
  async record(
    tx: EntityManager,
    { what, selection, fromOn, untilOn, rows, exportedBy }: ExportRecord,
    now: Temporal.Instant,
  ): Promise<void> {
    await tx.query(
      `insert into export_record (what, selection, from_on, until_on, row_count, exported_by, exported_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [what, selection, fromOn, untilOn, rows, exportedBy, now],
    );
  }
}

const COLUMNS = `client.client_number as "clientNumber", o.trait, o.state, o.value, o.observed_at as "observedAt", o.recorded_at as "recordedAt",
  o.source, o.channel, o.mode, o.language`;

/** Client by client along the key, so that the first row comes at once and nothing as large as the table is ever sorted. */
const clients = `(select id, client_number from client where $1::uuid[] is null or id = any ($1::uuid[]) order by client_number) as client`;
const PERIOD = `o.client_id = client.id and ($2::timestamptz is null or o.observed_at >= $2) and o.observed_at < $3`;

/** Of one client, trait and moment the row that was recorded last counts. */
const OBSERVATIONS = `
  select ${COLUMNS}
    from ${clients}
   cross join lateral (
     select distinct on (o.trait, o.observed_at) o.* from trait_observation as o
      where ${PERIOD}
      order by o.trait, o.observed_at, o.id desc) as o`;

const PROFILES = `
  select ${COLUMNS}
    from ${clients}
   cross join lateral (
     select distinct on (o.trait) o.* from trait_observation as o
      where ${PERIOD}
      order by o.trait, o.observed_at desc, o.id desc) as o`;
