import { isEmail } from 'class-validator';
import type { ContactPoint } from '../contact-points.js';
import { readDutchDate } from './dutch-dates.js';
import { readEndReason, readScheme, type BenefitScheme, type EndReason, type OwnReasons } from './end-reasons.js';
import { headerOf, type ColumnKey, type ExportFields } from './export-columns.js';
import { severityOf, type FoundProblem, type ReasonCode } from './import-problems.js';
import { readLanguage } from './language-names.js';
import { readPhoneNumber } from './phone-numbers.js';

/** One benefit of one client, with all that the row says about that client. */
export interface ClientRow {
  line: number;
  clientNumber: string;
  firstName: string;
  infix: string | null;
  lastName: string;
  birthDate: Temporal.PlainDate | null;
  language: string;
  contactPoints: ContactPoint[];
  spell: BenefitSpell | null;
  teamName: string;
  coachName: string | null;
}

export interface BenefitSpell {
  scheme: BenefitScheme;
  startsOn: Temporal.PlainDate;
  /** The first day without the benefit. */
  endsOn: Temporal.PlainDate | null;
  endReason: EndReason | null;
  /** What the file said. */
  endReasonLiteral: string | null;
}

/** Ways to write "there is none" in a field that is for something else. */
const NONE = /^(geen|onbekend|n\.?v\.?t\.?|niet bekend|[-x?]+)$/i;
const PHONE_REMARKS = { landline: 'landline', foreign_mobile: 'foreign-mobile', other_phone: 'other-phone' } as const;

/**
 * Reads one row.
 * @param own what the office told about its own reasons and codes
 * @returns the row, null when it is refused, and everything there is to say about it
 */
export function readExportRow(
  line: number,
  fields: ExportFields,
  today: Temporal.PlainDate,
  own?: OwnReasons,
): { row: ClientRow | null; problems: FoundProblem[] } {
  const problems: FoundProblem[] = [];
  const note = (key: ColumnKey, code: ReasonCode, details: FoundProblem['details'] = {}): null => {
    problems.push({ line, column: headerOf(key), value: fields[key], code, details });
    return null;
  };

  const required = (key: ColumnKey) => {
    if (fields[key] === '') note(key, 'missing');
    return fields[key];
  };
  const date = (key: ColumnKey): Temporal.PlainDate | null => {
    if (fields[key] === '') return null;
    const read = readDutchDate(fields[key]);
    return 'date' in read ? read.date : note(key, read.problem);
  };

  const row: ClientRow = {
    line,
    clientNumber: required('clientNumber'),
    firstName: name('firstName'),
    infix: fields.infix || null,
    lastName: name('lastName'),
    birthDate: birthDate(),
    language: language(),
    contactPoints: [phone(), email()].filter((point) => point !== null),
    spell: spell(),
    teamName: required('team'),
    coachName: coach(),
  };
  if (row.birthDate && row.spell && Temporal.PlainDate.compare(row.spell.startsOn, row.birthDate) < 0)
    note('startsOn', 'start-before-birth');
  return { row: problems.some(({ code }) => severityOf(code) === 'refused') ? null : row, problems };

  function name(key: 'firstName' | 'lastName'): string {
    // "Y?lmaz": the export could not write a letter, and wrote this instead.
    if (/[?\u{FFFD}]/u.test(fields[key])) note(key, 'letter-lost');
    return required(key);
  }

  function birthDate(): Temporal.PlainDate | null {
    const born = date('birthDate');
    if (born && (Temporal.PlainDate.compare(born, today) > 0 || Temporal.PlainDate.compare(born.add({ years: 120 }), today) < 0))
      note('birthDate', 'birth-date-implausible');
    return born;
  }

  function language(): string {
    if (fields.language === '') return 'nl';
    const read = readLanguage(fields.language);
    if (!read) note('language', 'language-unknown');
    else if (read.byName) note('language', 'language-by-name', { code: read.code });
    return read?.code ?? 'nl';
  }

  function phone(): ContactPoint | null {
    if (fields.phone === '') return null;
    if (NONE.test(fields.phone)) return note('phone', 'none-in-words');
    const read = readPhoneNumber(fields.phone);
    if ('problem' in read) return note('phone', read.problem);
    const { kind } = read.contactPoint;
    if (kind in PHONE_REMARKS) note('phone', PHONE_REMARKS[kind as keyof typeof PHONE_REMARKS]);
    return read.contactPoint;
  }

  function email(): ContactPoint | null {
    if (fields.email === '') return null;
    if (NONE.test(fields.email)) return note('email', 'none-in-words');
    if (!isEmail(fields.email)) return note('email', 'email-invalid');
    return { kind: 'email', address: fields.email.toLowerCase() };
  }

  function spell(): BenefitSpell | null {
    const scheme = readScheme(required('scheme'));
    if (!scheme && fields.scheme) note('scheme', 'scheme-unknown');
    required('startsOn');
    const startsOn = date('startsOn');
    const endsOn = date('endsOn');
    if (startsOn && endsOn && Temporal.PlainDate.compare(endsOn, startsOn) <= 0)
      note('endsOn', 'end-before-start', { start: fields.startsOn });
    if (fields.endReason && !fields.endsOn) note('endReason', 'reason-without-end');
    const endReason = endsOn ? knownEndReason() : null;
    return (
      startsOn && { scheme: scheme ?? 'OTHER', startsOn, endsOn, endReason, endReasonLiteral: endsOn ? fields.endReason || null : null }
    );
  }

  function knownEndReason(): EndReason {
    const reason = readEndReason(fields.endReason, own);
    if (!fields.endReason) note('endReason', 'end-reason-missing');
    else if (!reason) note('endReason', 'end-reason-unknown');
    return reason ?? 'UNKNOWN';
  }

  function coach(): string | null {
    if (fields.coach === '') note('coach', 'coach-missing');
    return fields.coach || null;
  }
}
