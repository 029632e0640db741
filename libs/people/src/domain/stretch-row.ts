import { readDutchDate } from './dutch-dates.js';
import { remembering } from './remembering.js';
import type { StretchReason } from './stretch-problems.js';

/** What was read of a row, or why not: the same for every row with the same words. */
type Read<T> = { value: T } | { problem: StretchReason };

/** A day as the database takes it: 400,000 rows are read, and a string costs less than a date. */
export type IsoDay = string;

export interface StretchReading {
  /** null: refused. */
  startsOn: IsoDay | null;
  /** The first day without; null: it runs, or it is refused. */
  endsOn: IsoDay | null;
  isWithdrawn: boolean;
}

/** Nobody of working age has been on a benefit, or at work, for longer. */
const OLDEST_YEARS = 60;

const YES = new Set(['ja', 'j', 'x', '1', 'waar', 'true']);
const NO = new Set(['', 'nee', 'n', '0', 'onwaar', 'false']);

/**
 * A reader of the days of a stretch and of whether it never was. Of what never was only the first day matters.
 * @param refuse told of each field that cannot be read
 */
export function stretchReader(today: Temporal.PlainDate) {
  const days = remembering((text) => readDay(text, today));
  return (
    fields: { startsOn: string; endsOn: string; withdrawn: string },
    refuse: (key: 'startsOn' | 'endsOn' | 'withdrawn', code: StretchReason, details?: Record<string, string>) => void,
  ): StretchReading => {
    const given = fields.withdrawn.toLowerCase();
    if (!YES.has(given) && !NO.has(given)) refuse('withdrawn', 'withdrawn-unreadable');
    const isWithdrawn = YES.has(given);
    const startsOn = day('startsOn');
    if (isWithdrawn) return { startsOn, endsOn: null, isWithdrawn };
    const endsOn = fields.endsOn === '' ? null : day('endsOn');
    if (startsOn && endsOn && endsOn <= startsOn) refuse('endsOn', 'end-before-start', { start: fields.startsOn });
    return { startsOn, endsOn, isWithdrawn };

    function day(key: 'startsOn' | 'endsOn'): IsoDay | null {
      if (fields[key] === '') {
        refuse(key, 'missing');
        return null;
      }
      const read = days(fields[key]);
      if ('value' in read) return read.value;
      refuse(key, read.problem);
      return null;
    }
  };
}

function readDay(text: string, today: Temporal.PlainDate): Read<IsoDay> {
  const read = readDutchDate(text);
  if ('problem' in read) return read;
  if (Temporal.PlainDate.compare(read.date, today.add({ months: 1 })) > 0) return { problem: 'date-far-ahead' };
  if (Temporal.PlainDate.compare(read.date, today.subtract({ years: OLDEST_YEARS })) < 0) return { problem: 'date-too-old' };
  return { value: read.date.toString() };
}
