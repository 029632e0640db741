import { to as copyTo } from 'pg-copy-streams';
import type { ClientBase } from 'pg';
import type { DataSource } from 'typeorm';
import { COLUMN_WIDTHS, columnOfTrait, type ColumnName } from './cohort-columns.js';
import type { Cohort } from './domain/cohort.js';

/**
 * Reads a cohort in one statement, so that no column is of another making than the rest.
 * @param traits whose columns are read besides; null: of all that are kept
 * @returns null when none is kept
 */
export async function readCohort(
  dataSource: DataSource,
  month: Temporal.PlainDate,
  traits: readonly string[] | null,
): Promise<Cohort | null> {
  const rows = await keptColumns(dataSource, month, traits && [...Object.keys(COLUMN_WIDTHS), ...traits.map(columnOfTrait)]);
  const [first] = rows;
  if (!first) return null;
  const columns = new Map(rows.map(({ name, bytes }) => [name, bytes]));
  const column = (name: ColumnName) => numbersOf(columns.get(name), COLUMN_WIDTHS[name], first.people);
  const bytes = (name: ColumnName) => column(name) as Uint8Array;
  const days = (name: ColumnName) => column(name) as Int32Array;
  return {
    month,
    knownUntil: Temporal.PlainDate.from(first.knownUntil),
    madeAt: Temporal.Instant.from(first.madeAt),
    people: first.people,
    teams: [null, ...first.teams],
    schemes: first.schemes,
    team: column('team') as Uint16Array,
    scheme: bytes('scheme'),
    since: days('since'),
    left: days('left'),
    reason: bytes('reason'),
    back: days('back'),
    workAfter: bytes('workAfter'),
    workAfter6: bytes('workAfter6'),
    workAfter12: bytes('workAfter12'),
    workAfter18: bytes('workAfter18'),
    partTime: days('partTime'),
    ladderUp: days('ladderUp'),
    ageBand: bytes('ageBand'),
    channel: bytes('channel'),
    trait: (key) => columns.get(columnOfTrait(key)) ?? null,
  };
}

interface KeptColumn {
  name: string;
  bytes: Buffer;
  people: number;
  teams: string[];
  schemes: string[];
  knownUntil: string;
  madeAt: string;
}

/**
 * By COPY in its binary format: as the answer to a query every byte would come as two characters, which takes four times as long. COPY has no parameters: the month
 * and the names are written into it, and neither can hold a quote.
 */
async function keptColumns(dataSource: DataSource, month: Temporal.PlainDate, names: readonly string[] | null): Promise<KeptColumn[]> {
  const runner = dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as ClientBase;
    const chunks: Buffer[] = [];
    const wanted = names ? `and kept.name in (${names.map((name) => `'${name}'`).join(', ')})` : '';
    for await (const chunk of client.query(copyTo(`copy (${columnsOf(month)} ${wanted}) to stdout (format binary)`)))
      chunks.push(chunk as Buffer);
    return rowsOf(Buffer.concat(chunks)).map(([name, bytes, about]) => ({
      name: String(name),
      bytes: bytes!,
      ...(JSON.parse(String(about)) as Omit<KeptColumn, 'name' | 'bytes'>),
    }));
  } finally {
    await runner.release();
  }
}

function columnsOf(month: Temporal.PlainDate): string {
  return `select kept.name, kept.bytes,
                 json_build_object('people', cohort.people, 'teams', cohort.teams, 'schemes', cohort.schemes,
                                   'knownUntil', cohort.known_until, 'madeAt', cohort.made_at)::text
            from outflow_cohort cohort join outflow_column kept using (month)
           where cohort.month = '${month.toString()}'`;
}

/** Signature, flags and the length of an extension there is none of. */
const COPY_HEADER = 11 + 4 + 4;
const NO_MORE_ROWS = -1;

/** The values of each row, none of them null; every value has its length before it, and every row how many there are. */
function rowsOf(copied: Buffer): Buffer[][] {
  const rows: Buffer[][] = [];
  let at = COPY_HEADER;
  for (let values = copied.readInt16BE(at); values !== NO_MORE_ROWS; values = copied.readInt16BE(at)) {
    at += 2;
    rows.push(
      Array.from({ length: values }, () => {
        const from = at + 4;
        at = from + copied.readInt32BE(at);
        return copied.subarray(from, at);
      }),
    );
  }
  return rows;
}

/** Of PostgreSQL comes the highest byte first; here it is the lowest. */
function numbersOf(kept: Buffer | undefined, width: 1 | 2 | 4, people: number): Uint8Array | Uint16Array | Int32Array {
  if (kept?.length !== people * width) throw new Error(`a column of ${people} people has ${kept?.length ?? 'no'} bytes`);
  if (width === 1) return kept;
  // A copy: numbers of more bytes may not begin anywhere.
  const turned = Buffer.from(new Uint8Array(kept).buffer);
  return width === 2 ? new Uint16Array(turned.swap16().buffer) : new Int32Array(turned.swap32().buffer);
}
