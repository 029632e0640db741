import { Injectable } from '@nestjs/common';

/** The office's own time. Every date in the product is a date here. */
export const TIME_ZONE = 'Europe/Amsterdam';

/** The only place that asks what time it is. Deciding functions get `now` or `today` as an argument. */
@Injectable()
export class Clock {
  now(): Temporal.Instant {
    return Temporal.Now.instant();
  }

  today(): Temporal.PlainDate {
    return localDate(this.now());
  }
}

/** A clock that stands where it is put: for tests, and for the simulation that lives eighteen months in a minute. */
export class TurnedClock extends Clock {
  constructor(private instant: Temporal.Instant) {
    super();
  }

  override now(): Temporal.Instant {
    return this.instant;
  }

  turnTo(instant: Temporal.Instant): void {
    this.instant = instant;
  }

  advance(duration: Temporal.DurationLike): void {
    this.instant = this.instant.toZonedDateTimeISO(TIME_ZONE).add(duration).toInstant();
  }
}

/** The calendar date of an instant at the office, or where somebody else is. @param timeZone IANA name */
export function localDate(instant: Temporal.Instant, timeZone: string = TIME_ZONE): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(timeZone).toPlainDate();
}

/**
 * The instant of a wall-clock time at the office, or where somebody else is: in the hour that does not exist it is the next that does,
 * in the hour that exists twice it is the first. @param timeZone IANA name
 */
export function localInstant(date: Temporal.PlainDate, time: Temporal.PlainTime | string, timeZone: string = TIME_ZONE): Temporal.Instant {
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).toInstant();
}
