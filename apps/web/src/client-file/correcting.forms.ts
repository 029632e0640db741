import { IsString, MaxLength } from 'class-validator';

export class CorrectingForm {
  /** A number of the scale, or `unknown` or `refused`. */
  @IsString()
  @MaxLength(20)
  waarde = '';

  @IsString()
  @MaxLength(5000)
  reden = '';
}

/** What was chosen; null when that is nothing that can be chosen. */
export function chosenIn({
  waarde,
}: Pick<CorrectingForm, 'waarde'>): { state: 'answered' | 'unknown' | 'refused'; value: number | null } | null {
  if (waarde === 'unknown' || waarde === 'refused') return { state: waarde, value: null };
  return /^\d{1,3}$/.test(waarde) ? { state: 'answered', value: Number(waarde) } : null;
}
