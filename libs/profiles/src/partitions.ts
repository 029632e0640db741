import type { EntityManager } from 'typeorm';

/** Observations of one stretch of time, kept together: a year, or all that came before the first of those. */
export interface Partition {
  name: string;
  /** null: from the beginning of time. */
  from: Temporal.Instant | null;
  until: Temporal.Instant;
}

/** The observations of a year are those of the year in UTC. */
export function yearOf(instant: Temporal.Instant): number {
  return instant.toZonedDateTimeISO('UTC').year;
}

export function startOf(year: number): Temporal.Instant {
  return Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime('UTC').toInstant();
}

/** Those that there are, in the order of time. */
export async function partitionsIn(tx: EntityManager): Promise<Partition[]> {
  const rows: { name: string; from: Date | null; until: Date }[] = await tx.query(
    // Materialized: one that another worker drops at this moment is still listed and loses its bounds, between two looks at them as well.
    `with part as materialized (
       select child.relname as name,
              regexp_match(pg_get_expr(child.relpartbound, child.oid), $$from \\('?([^')]+)'?\\) to \\('([^']+)'\\)$$, 'i') as bounds
         from pg_inherits
         join pg_class as child on child.oid = inhrelid
        where inhparent = 'trait_observation'::regclass)
     select part.name, nullif(part.bounds[1], 'MINVALUE')::timestamptz as "from", part.bounds[2]::timestamptz as until
       from part
      where part.bounds is not null
      order by part.bounds[2]::timestamptz`,
  );
  return rows.map(({ name, from, until }) => ({ name, from: from?.toTemporalInstant() ?? null, until: until.toTemporalInstant() }));
}

/** One at a time makes or drops partitions: who comes second sees what the first did. Held until the transaction ends. */
export async function takeTurn(tx: EntityManager): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('partitions of trait_observation'))`);
}

/**
 * Makes a partition for each of these years that has none; years that have one cost one look in the catalogue.
 * It is made beside the table and then attached, so that who reads and writes observations waits for nothing: `create table … partition of`
 * would stop everybody. There is no default partition that would have to be searched first.
 * @returns the names of those it made
 */
export async function makePartitions(tx: EntityManager, years: Iterable<number>): Promise<string[]> {
  const wanted = new Set(years);
  if (missing(wanted, await partitionsIn(tx)).length === 0) return [];
  await takeTurn(tx);
  const made: string[] = [];
  for (const year of missing(wanted, await partitionsIn(tx))) {
    const name = `trait_observation_${year}`;
    // The attaching gives it the keys, the triggers and the numbering of the whole.
    await tx.query(`create table ${name} (like trait_observation including defaults including constraints including indexes)`);
    await tx.query(
      `alter table trait_observation attach partition ${name} for values from ('${startOf(year)}') to ('${startOf(year + 1)}')`,
    );
    made.push(name);
  }
  return made;
}

function missing(years: ReadonlySet<number>, partitions: readonly Partition[]): number[] {
  const isThere = (year: number) =>
    partitions.some(
      ({ from, until }) =>
        (from === null || Temporal.Instant.compare(from, startOf(year)) <= 0) && Temporal.Instant.compare(startOf(year), until) < 0,
    );
  return [...years].filter((year) => !isThere(year)).toSorted((a, b) => a - b);
}
