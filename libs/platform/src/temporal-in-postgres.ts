import pg from 'pg';

/**
 * Lets Temporal values be query parameters (pg asks an object for `toPostgres`), and keeps a `date` column what it is: pg's own
 * default turns 2026-03-29 into midnight in the server's zone, which is the day before in UTC.
 * A `timestamptz` still comes back as a Date, because TypeORM and graphile-worker count on it: use `.toTemporalInstant()`.
 */
export function teachPostgresTemporal(): void {
  pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
  for (const type of [Temporal.Instant, Temporal.PlainDate])
    Object.defineProperty(type.prototype, 'toPostgres', { value: asText, configurable: true, enumerable: false });
}

function asText(this: Temporal.Instant | Temporal.PlainDate): string {
  return this.toString();
}
