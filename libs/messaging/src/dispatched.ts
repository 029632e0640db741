/** What was sent, and what was not. */
export interface Dispatched {
  /** A provider took them. */
  accepted: number;
  /** Surely did not leave: to be tried again, or failed. */
  refused: number;
  /** Nobody knows. */
  unknown: number;
  held: number;
  canceled: number;
}
