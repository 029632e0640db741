import { Column, PrimaryColumn, type ColumnOptions } from 'typeorm';

/** `timestamptz` as a Temporal.Instant. */
export function InstantColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({
    ...options,
    type: 'timestamptz',
    transformer: {
      from: (value: Date | null) => value?.toTemporalInstant() ?? null,
      to: (value: Temporal.Instant | null | undefined) => (value instanceof Temporal.Instant ? new Date(value.epochMilliseconds) : value),
    },
  });
}

/** `date` as a Temporal.PlainDate. */
export function PlainDateColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({
    ...options,
    type: 'date',
    transformer: {
      from: (value: string | null) => (value === null ? null : Temporal.PlainDate.from(value)),
      to: (value: Temporal.PlainDate | null | undefined) => (value instanceof Temporal.PlainDate ? value.toString() : value),
    },
  });
}

/** Primary keys come from the database (uuidv7, in order of creation); an entity never makes one up. */
export function IdColumn(): PropertyDecorator {
  return PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' });
}
