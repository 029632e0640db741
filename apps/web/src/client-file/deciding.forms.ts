import { IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import { DECISIONS, type DecisionWord } from './suggestions.page.js';

/** Every field is there in every decision, empty where it is not asked: what was typed comes back. */
export class DecisionForm {
  @IsUUID()
  suggestie!: string;

  @IsIn(DECISIONS)
  besluit!: DecisionWord;

  @IsString()
  @MaxLength(40)
  startdatum = '';

  @IsString()
  @MaxLength(60)
  interventie = '';

  @IsString()
  @MaxLength(5000)
  reden = '';
}

export class EndingForm {
  @IsString()
  @MaxLength(40)
  einddatum = '';

  @IsString()
  @MaxLength(40)
  uitkomst = '';

  @IsString()
  @MaxLength(5000)
  toelichting = '';
}

/** What a date field sends (2026-05-03), or what somebody types where the browser knows no date fields (3-5-2026). null for anything else. */
export function readDate(text: string): Temporal.PlainDate | null {
  const [, day, month, year] = /^\s*(\d{1,2})[-/](\d{1,2})[-/](\d{4})\s*$/.exec(text) ?? [];
  const iso = year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  try {
    return Temporal.PlainDate.from(iso, { overflow: 'reject' });
  } catch {
    return null;
  }
}
