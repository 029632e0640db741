import { localDate, localInstant, TIME_ZONE } from '#libs/platform';

/** When a check-in that opens now closes for who has not begun: at the midnight, where the client is, that ends its last day. @param days local days, the day of opening included */
export function closingMoment(openedAt: Temporal.Instant, days: number, timeZone: string = TIME_ZONE): Temporal.Instant {
  return localInstant(localDate(openedAt, timeZone).add({ days }), '00:00', timeZone);
}

/** The last day on which it can be begun: what a text says ("tot en met"). */
export function lastDay(closesAt: Temporal.Instant, timeZone: string = TIME_ZONE): Temporal.PlainDate {
  return localDate(closesAt.subtract({ nanoseconds: 1 }), timeZone);
}

/** When it is first looked at what became of an invitation, and whether another step is needed. */
export function firstLookAt(openedAt: Temporal.Instant): Temporal.Instant {
  return openedAt.add({ hours: 24 });
}
