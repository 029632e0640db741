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
  /** Each once or twice, in any order: by these chances from 0 to 1; null: not shuffled. */
  shuffled: (() => number) | null;
  missing: boolean;
}

/** The callbacks for a message, in the order in which they are made. */
export function planReceipts({ undelivered, doubled, reversed, shuffled, missing }: ReceiptFaults): PlannedReceipt[] {
  if (missing) return [];
  const last: PlannedReceipt = undelivered ? { status: 'undelivered', errorCode: undelivered } : { status: 'delivered', errorCode: null };
  const story: PlannedReceipt[] = [{ status: 'queued', errorCode: null }, { status: 'sent', errorCode: null }, last];
  const told = doubled ? story.flatMap((receipt) => [receipt, receipt]) : story;
  const ordered = reversed ? told.toReversed() : told;
  return shuffled ? shuffle(ordered, shuffled) : ordered;
}

function shuffle(receipts: readonly PlannedReceipt[], chance: () => number): PlannedReceipt[] {
  return receipts
    .flatMap((receipt) => (chance() < 0.5 ? [receipt, receipt] : [receipt]))
    .map((receipt) => ({ receipt, place: chance() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ receipt }) => receipt);
}
