import type { AgeBand } from './profile.js';

/** The band of somebody's age on a day: wide, because how old somebody is exactly is nothing a rule needs. */
export function ageBandOf(birthDate: Temporal.PlainDate, today: Temporal.PlainDate): AgeBand {
  const { years } = birthDate.until(today, { largestUnit: 'years' });
  if (years < 27) return 'under-27';
  if (years < 35) return '27-34';
  if (years < 45) return '35-44';
  return years < 55 ? '45-54' : '55-and-over';
}
