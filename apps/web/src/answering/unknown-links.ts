import { Injectable } from '@nestjs/common';

/** How long a count lasts: after this everybody starts at nothing again. */
export const WINDOW = Temporal.Duration.from({ minutes: 15 });
const ALLOWED = 30;
const REMEMBERED = 10_000;

/**
 * Counts links that led nowhere, by the address they were asked from. Somebody who mistypes never gets near; who tries thousands is told to
 * stop (429), while everybody behind the same address whose link is right goes on undisturbed: only failures are counted and only a failure
 * is refused, so fifty clients on the wifi of a Werkplein cannot be locked out by one.
 *
 * This is not what keeps a link secret: that is its 80 bits. It tells a machine that there is nothing to be found here. The count is kept in
 * memory, per process, and for a quarter of an hour: no address is written down anywhere.
 */
@Injectable()
export class UnknownLinks {
  private readonly counts = new Map<string, { since: Temporal.Instant; failures: number }>();

  /** Counts one more failure. @returns whether this address is over its limit */
  areTooMany(address: string, now: Temporal.Instant): boolean {
    const known = this.counts.get(address);
    const count = known && Temporal.Instant.compare(now, known.since.add(WINDOW)) < 0 ? known : { since: now, failures: 0 };
    count.failures += 1;
    // Last in line is who failed last: the first in line is the one to forget.
    this.counts.delete(address);
    this.counts.set(address, count);
    if (this.counts.size > REMEMBERED) this.counts.delete(this.counts.keys().next().value as string);
    return count.failures > ALLOWED;
  }
}
