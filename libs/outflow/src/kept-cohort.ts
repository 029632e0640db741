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
  const rows = await dataSource.query<KeptColumn[]>(READ_COHORT, [
    month,
    traits && [...Object.keys(COLUMN_WIDTHS), ...traits.map(columnOfTrait)],
  ]);
  const [first] = rows;
  if (!first) return null;
  const columns = new Map(rows.map(({ name, bytes }) => [name, bytes]));
  const column = (name: ColumnName) => numbersOf(columns.get(name), COLUMN_WIDTHS[name], first.people);
  const bytes = (name: ColumnName) => column(name) as Uint8Array;
  const days = (name: ColumnName) => column(name) as Int32Array;
  return {
    month,
    knownUntil: Temporal.PlainDate.from(first.known_until),
    madeAt: first.made_at.toTemporalInstant(),
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
  people: number;
  teams: string[];
  schemes: string[];
  known_until: string;
  made_at: Date;
  name: string;
  bytes: Buffer;
}

const READ_COHORT = `
  select cohort.people, cohort.teams, cohort.schemes, cohort.known_until, cohort.made_at, kept.name, kept.bytes
    from outflow_cohort cohort join outflow_column kept using (month)
   where cohort.month = $1 and ($2::text[] is null or kept.name = any ($2))`;

/** Of PostgreSQL comes the highest byte first; here it is the lowest. */
function numbersOf(kept: Buffer | undefined, width: 1 | 2 | 4, people: number): Uint8Array | Uint16Array | Int32Array {
  if (kept?.length !== people * width) throw new Error(`a column of ${people} people has ${kept?.length ?? 'no'} bytes`);
  if (width === 1) return kept;
  // A copy: numbers of more bytes may not begin anywhere.
  const turned = Buffer.from(new Uint8Array(kept).buffer);
  return width === 2 ? new Uint16Array(turned.swap16().buffer) : new Int32Array(turned.swap32().buffer);
}
