import { PAID_WORK_COLUMNS, type PaidWorkColumn, type PaidWorkFields } from './paid-work-columns.js';
import { MOST_HOURS, type PaidWorkKind } from './paid-work.js';
import { paidWorkTelling, type PaidWorkReason } from './stretch-problems.js';
import { stretchReader, type IsoDay } from './stretch-row.js';

/** Paid work of one client; whether we know the client, and what else we know, is for the database to say. */
export interface PaidWorkFileRow {
  line: number;
  clientNumber: string;
  startsOn: IsoDay;
  /** The first day without it. */
  endsOn: IsoDay | null;
  /** null: not known, which is not none. */
  hoursPerWeek: number | null;
  kind: PaidWorkKind;
  /** It never was. */
  isWithdrawn: boolean;
}

export interface FoundPaidWorkProblem {
  line: number;
  column: string;
  value: string;
  code: PaidWorkReason;
  details: Record<string, string | number>;
}

const KINDS: Record<string, PaidWorkKind> = {
  loondienst: 'employee', dienstbetrekking: 'employee', dienstverband: 'employee', werknemer: 'employee', uitzendwerk: 'employee', employee: 'employee',
  zelfstandig: 'self_employed', zelfstandige: 'self_employed', zzp: 'self_employed', ondernemer: 'self_employed', 'eigen bedrijf': 'self_employed',
  self_employed: 'self_employed',
}; // prettier-ignore

/** A reader of rows of a file of paid work: the row, null when it is refused, and everything there is to say about it. */
export function paidWorkReader({ today }: { today: Temporal.PlainDate }) {
  const readDays = stretchReader(today);
  return (line: number, fields: PaidWorkFields): { row: PaidWorkFileRow | null; problems: FoundPaidWorkProblem[] } => {
    const problems: FoundPaidWorkProblem[] = [];
    const note = (key: PaidWorkColumn, code: PaidWorkReason, details: FoundPaidWorkProblem['details'] = {}): void => {
      problems.push({ line, column: HEADERS[key], value: fields[key], code, details });
    };

    if (fields.clientNumber === '') note('clientNumber', 'missing');
    const { startsOn, endsOn, isWithdrawn } = readDays(fields, note);
    const hoursPerWeek = isWithdrawn ? null : hours();
    const kind = isWithdrawn ? 'employee' : kindTold();
    if (startsOn === null || kind === null || problems.some(({ code }) => paidWorkTelling.severityOf(code) === 'refused'))
      return { row: null, problems };
    return { row: { line, clientNumber: fields.clientNumber, startsOn, endsOn, hoursPerWeek, kind, isWithdrawn }, problems };

    function hours(): number | null {
      if (fields.hours === '') note('hours', 'hours-missing');
      else if (!/^\d{1,3}([.,]\d0?)?$/.test(fields.hours)) note('hours', 'hours-unreadable');
      else {
        const read = Number(fields.hours.replace(',', '.'));
        if (read > 0 && read <= MOST_HOURS) return read;
        note('hours', 'hours-impossible', { most: MOST_HOURS });
      }
      return null;
    }

    function kindTold(): PaidWorkKind | null {
      const read = KINDS[fields.kind.toLowerCase()] ?? null;
      if (fields.kind === '') note('kind', 'missing');
      else if (!read) note('kind', 'kind-unknown');
      return read;
    }
  };
}

const HEADERS = Object.fromEntries(PAID_WORK_COLUMNS.map(({ key, header }) => [key, header])) as Record<PaidWorkColumn, string>;
