/** What one may ask of Twilio's list of messages; all of them are text in an address. */
export interface ListQuery {
  to?: string;
  from?: string;
  dateSent?: string;
  dateSentBefore?: string;
  dateSentAfter?: string;
}

/** What the list has to know of a message. */
export interface ListedMessage {
  to: string;
  from: string;
  /** null while it waits: such a message is in the list, but not in one that asks for a date. */
  sentAt: Temporal.Instant | null;
}

/** Whether a message is in the list, as Twilio decides: both bounds belong to it; a bare date is the whole day, in UTC. */
export function isListed({ to, from, sentAt }: ListedMessage, query: ListQuery): boolean {
  if ((query.to ?? to) !== to || (query.from ?? from) !== from) return false;
  const { dateSent, dateSentBefore, dateSentAfter } = query;
  if (dateSent === undefined && dateSentBefore === undefined && dateSentAfter === undefined) return true;
  if (sentAt === null) return false;
  const second = Math.floor(sentAt.epochMilliseconds / 1000);
  const isWithin = (after: string | undefined, before: string | undefined) =>
    (after === undefined || second >= startOf(after)) && (before === undefined || second <= endOf(before));
  return isWithin(dateSent, dateSent) && isWithin(dateSentAfter, dateSentBefore);
}

const BARE_DATE = /^\d{4}-\d{2}-\d{2}$/;

function startOf(text: string): number {
  return Math.floor(Date.parse(text) / 1000);
}

function endOf(text: string): number {
  return startOf(text) + (BARE_DATE.test(text) ? 24 * 60 * 60 - 1 : 0);
}
