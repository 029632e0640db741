import { Transform } from 'class-transformer';
import { IsArray, IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import { CLIENT_RESPONSES, SHARE_WAYS, type ClientResponse, type ShareWay } from '#libs/sharing';
import { DECISIONS, type DecisionWord } from './suggestion-forms.page.js';

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

  /** A reason of the short list. */
  @IsString()
  @MaxLength(40)
  grond = '';

  @IsString()
  @MaxLength(5000)
  reden = '';

  /** `ja`: the coach has looked once more at words that may be medical, and they stay. */
  @IsString()
  @MaxLength(10)
  toch = '';

  /** The day until which it is put off. */
  @IsString()
  @MaxLength(40)
  tot = '';
}

export class SuggestionForm {
  @IsUUID()
  suggestie!: string;
}

export class AskAgainForm {
  @IsString()
  @MaxLength(100)
  onderwerp!: string;
}

export class ShareForm {
  /** Boxes that were ticked: none, one or more. */
  @Transform(({ value }) => (value === undefined ? [] : Array.isArray(value) ? value : [value]))
  @IsArray()
  @IsUUID(undefined, { each: true })
  suggestie: string[] = [];

  @IsIn(SHARE_WAYS)
  hoe!: ShareWay;
}

export const OBJECTION = 'bezwaar';

export class ResponseForm extends SuggestionForm {
  /** What the client says of it, or that they do not agree with it at all. */
  @IsIn([...CLIENT_RESPONSES, OBJECTION])
  antwoord!: ClientResponse | typeof OBJECTION;

  @IsString()
  @MaxLength(5000)
  woorden = '';
}

export class OutcomeForm {
  @IsString()
  @MaxLength(10_000)
  uitkomst = '';
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
