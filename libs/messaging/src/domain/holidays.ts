/** The names of the days on which nobody gets a message from the Werkplein (Bevrijdingsdag every year; Goede Vrijdag is an ordinary day here). */
export type Holiday =
  | 'Nieuwjaarsdag'
  | 'Eerste Paasdag'
  | 'Tweede Paasdag'
  | 'Koningsdag'
  | 'Bevrijdingsdag'
  | 'Hemelvaartsdag'
  | 'Eerste Pinksterdag'
  | 'Tweede Pinksterdag'
  | 'Eerste Kerstdag'
  | 'Tweede Kerstdag';

/** @returns which Dutch holiday a date is, or null. Two may fall together (Hemelvaart on 5 May): then the fixed date gives its name. */
export function holidayOn(date: Temporal.PlainDate): Holiday | null {
  return holidays(date.year).find(([day]) => day.equals(date))?.[1] ?? null;
}

/** The Dutch holidays of a year, computed: fixed dates first, then those that move with Easter. */
export function holidays(year: number): [Temporal.PlainDate, Holiday][] {
  const on = (month: number, day: number) => Temporal.PlainDate.from({ year, month, day });
  const easter = easterSunday(year);
  const kingsDay = on(4, 27);
  return [
    [on(1, 1), 'Nieuwjaarsdag'],
    // A king's birthday on a Sunday is kept on the Saturday before it.
    [kingsDay.dayOfWeek === 7 ? on(4, 26) : kingsDay, 'Koningsdag'],
    [on(5, 5), 'Bevrijdingsdag'],
    [on(12, 25), 'Eerste Kerstdag'],
    [on(12, 26), 'Tweede Kerstdag'],
    [easter, 'Eerste Paasdag'],
    [easter.add({ days: 1 }), 'Tweede Paasdag'],
    [easter.add({ days: 39 }), 'Hemelvaartsdag'],
    [easter.add({ days: 49 }), 'Eerste Pinksterdag'],
    [easter.add({ days: 50 }), 'Tweede Pinksterdag'],
  ];
}

/** Easter Sunday of the Gregorian calendar: the "anonymous" computus (Nature, 20 April 1876; Meeus, Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): Temporal.PlainDate {
  const floor = Math.floor;
  const a = year % 19;
  const b = floor(year / 100);
  const c = year % 100;
  const g = floor((b - floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * floor(c / 4) - h - (c % 4)) % 7;
  const m = floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({ year, month: floor(n / 31), day: (n % 31) + 1 });
}
