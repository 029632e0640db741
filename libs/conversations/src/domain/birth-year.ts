import { tokensOf } from './fold.js';

const OLDEST = 120;

/** The year of birth that somebody answers with ("1980", "ik ben van 1980"); null when it is anything else. */
export function readBirthYear(text: string, today: Temporal.PlainDate): number | null {
  const tokens = tokensOf(text).filter(({ kind }) => kind !== 'mark');
  const [number, ...others] = tokens.filter(({ kind }) => kind === 'number');
  if (!number || others.length > 0 || tokens.length > 6 || !/^[0-9]{4}$/.test(number.text)) return null;
  const year = Number(number.text);
  return year <= today.year && year >= today.year - OLDEST ? year : null;
}
