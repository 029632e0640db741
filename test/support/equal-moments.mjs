import { expect } from '@jest/globals';

const KINDS = [
  Temporal.Instant,
  Temporal.PlainDate,
  Temporal.PlainTime,
  Temporal.PlainDateTime,
  Temporal.PlainYearMonth,
  Temporal.PlainMonthDay,
  Temporal.ZonedDateTime,
  Temporal.Duration,
];

/** Without this, any moment equals any other: Jest compares properties, and Temporal keeps what it knows inside. */
expect.addEqualityTesters([
  (one, other) => {
    const kind = KINDS.find((candidate) => one instanceof candidate || other instanceof candidate);
    if (kind === undefined) return undefined;
    return one instanceof kind && other instanceof kind && one.toString() === other.toString();
  },
]);
