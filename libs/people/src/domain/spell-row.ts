import { readEndReason, readScheme, type BenefitScheme, type EndReason, type OwnReasons } from './end-reasons.js';
import { remembering } from './remembering.js';
import { SPELL_COLUMNS, type SpellColumn, type SpellFields } from './spell-columns.js';
import { spellTelling, type SpellReason } from './stretch-problems.js';
import { stretchReader, type IsoDay } from './stretch-row.js';

/** One benefit of one client; whether we know the client, and what else we know, is for the database to say. */
export interface SpellFileRow {
  line: number;
  clientNumber: string;
  /** Of the household; null: not told. */
  unitNumber: string | null;
  /** The municipality's own number of the spell; null: not told. */
  spellNumber: string | null;
  scheme: BenefitScheme;
  startsOn: IsoDay;
  /** The first day without the benefit. */
  endsOn: IsoDay | null;
  endReason: EndReason | null;
  /** What the file said. */
  endReasonLiteral: string | null;
  /** It never was. */
  isWithdrawn: boolean;
}

export interface FoundSpellProblem {
  line: number;
  column: string;
  value: string;
  code: SpellReason;
  details: Record<string, string | number>;
}

/**
 * A reader of rows of a file of benefits: the row, null when it is refused, and everything there is to say about it.
 * @param own what the office told about its own reasons and codes
 */
export function spellReader({ today, own }: { today: Temporal.PlainDate; own: OwnReasons }) {
  const reasons = remembering((text) => readEndReason(text, own));
  const readDays = stretchReader(today);
  return (line: number, fields: SpellFields): { row: SpellFileRow | null; problems: FoundSpellProblem[] } => {
    const problems: FoundSpellProblem[] = [];
    const note = (key: SpellColumn, code: SpellReason, details: FoundSpellProblem['details'] = {}): void => {
      problems.push({ line, column: HEADERS[key], value: fields[key], code, details });
    };

    if (fields.clientNumber === '') note('clientNumber', 'missing');
    const { startsOn, endsOn, isWithdrawn } = readDays(fields, note);
    const scheme = isWithdrawn ? readScheme(fields.scheme) : schemeTold();
    if (!isWithdrawn && fields.endReason && !fields.endsOn) note('endReason', 'reason-without-end');
    const endReason = endsOn === null ? null : reasonTold();
    if (startsOn === null || problems.some(({ code }) => spellTelling.severityOf(code) === 'refused')) return { row: null, problems };
    const row: SpellFileRow = {
      line,
      clientNumber: fields.clientNumber,
      unitNumber: fields.unitNumber || null,
      spellNumber: fields.spellNumber || null,
      scheme: scheme ?? 'OTHER',
      startsOn,
      endsOn,
      endReason,
      endReasonLiteral: endsOn === null ? null : fields.endReason || null,
      isWithdrawn,
    };
    return { row, problems };

    function schemeTold(): BenefitScheme | null {
      const read = readScheme(fields.scheme);
      if (fields.scheme === '') note('scheme', 'missing');
      else if (!read) note('scheme', 'scheme-unknown');
      return read;
    }

    function reasonTold(): EndReason {
      const read = reasons(fields.endReason);
      if (fields.endReason === '') note('endReason', 'end-reason-missing');
      else if (!read) note('endReason', 'end-reason-unknown');
      return read ?? 'UNKNOWN';
    }
  };
}

const HEADERS = Object.fromEntries(SPELL_COLUMNS.map(({ key, header }) => [key, header])) as Record<SpellColumn, string>;
