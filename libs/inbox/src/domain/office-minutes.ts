import { localDate, type SendHours } from '#libs/platform';
import { sendWindow } from '#libs/messaging';

/**
 * The moment at which so many minutes of office hours have passed since a moment: nights, days that are not the office's and Dutch holidays
 * do not count. They are minutes that somebody lives through, so the clock may change in between.
 * @param minutes more than 0
 */
export function afterOfficeMinutes(start: Temporal.Instant, minutes: number, hours: SendHours): Temporal.Instant {
  let left = minutes * 60_000;
  // Ends: an office has hours on at least one day of the week, and holidays never take weeks in a row.
  for (let date = localDate(start); ; date = date.add({ days: 1 })) {
    const window = sendWindow(date, hours);
    if (!window) continue;
    const from = Temporal.Instant.compare(start, window.from) > 0 ? start : window.from;
    const open = Math.max(0, from.until(window.until).total('milliseconds'));
    if (open >= left) return from.add({ milliseconds: left });
    left -= open;
  }
}
