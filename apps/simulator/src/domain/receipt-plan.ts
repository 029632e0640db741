/** One status callback that is to be made. */
export interface PlannedReceipt {
  status: 'queued' | 'sent' | 'delivered' | 'undelivered';
  errorCode: string | null;
}

export interface ReceiptFaults {
  /** The code with which it does not arrive; null: it arrives. */
  undelivered: string | null;
  doubled: boolean;
  reversed: boolean;
  missing: boolean;
}

/** The callbacks for a message, in the order in which they are made. */
export function planReceipts({ undelivered, doubled, reversed, missing }: ReceiptFaults): PlannedReceipt[] {
  if (missing) return [];
  const last: PlannedReceipt = undelivered ? { status: 'undelivered', errorCode: undelivered } : { status: 'delivered', errorCode: null };
  const story: PlannedReceipt[] = [{ status: 'queued', errorCode: null }, { status: 'sent', errorCode: null }, last];
  const told = doubled ? story.flatMap((receipt) => [receipt, receipt]) : story;
  return reversed ? told.toReversed() : told;
}
