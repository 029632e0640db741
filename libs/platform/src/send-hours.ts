/** When messages may ring: days of the week (1 is Monday) and wall-clock hours, half-open. */
export interface SendHours {
  days: readonly number[];
  from: Temporal.PlainTime;
  /** Not included; later than `from`, so that what may ring never crosses midnight. */
  until: Temporal.PlainTime;
}

const DAYS = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'];

export const DEFAULT_SEND_HOURS = 'ma-vr 09:00-20:00';

/** Reads `ma-vr 09:00-20:00` or `ma,wo,vr 10:00-17:30`. @returns null when it is not that, or when nothing could ever be sent in it */
export function readSendHours(text: string): SendHours | null {
  const [, daysText = '', fromText = '', untilText = ''] =
    /^([a-z]{2}(?:[-,][a-z]{2})*) (\d{2}:\d{2})-(\d{2}:\d{2})$/.exec(text.trim().toLowerCase()) ?? [];
  const days = daysText.split(',').flatMap(readDays);
  const [from, until] = [readTime(fromText), readTime(untilText)];
  if (days.length === 0 || days.includes(0) || !from || !until || Temporal.PlainTime.compare(from, until) >= 0) return null;
  return { days: [...new Set(days)].toSorted((one, other) => one - other), from, until };
}

/** `ma-vr` is five days, `wo` one; 0 for what is no day. */
function readDays(text: string): number[] {
  const [first = '', last = first] = text.split('-');
  const [from, until] = [DAYS.indexOf(first) + 1, DAYS.indexOf(last) + 1];
  if (from === 0 || until < from) return [0];
  return Array.from({ length: until - from + 1 }, (_, index) => from + index);
}

function readTime(text: string): Temporal.PlainTime | null {
  try {
    return Temporal.PlainTime.from(text);
  } catch {
    return null;
  }
}
