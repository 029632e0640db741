/** How a text becomes a number that nobody can foresee or steer: SHA-256, in hexadecimals. */
export type Digest = (text: string) => string;

export interface Ticket {
  interventionId: string;
  clientId: string;
}

export interface DrawnTicket extends Ticket {
  /** From 1. */
  position: number;
  won: boolean;
}

/**
 * Puts who waits in an order that only the seed decides: of each the digest of `<seed>:<number of the intervention>`, the lowest first. The first so
 * many win. Who stands where in line, who is told first or who draws makes no difference, and anybody with the seed can draw again.
 */
export function drawLots(seed: string, tickets: readonly Ticket[], places: number, digest: Digest): DrawnTicket[] {
  return tickets
    .map((ticket) => ({ ticket, lot: digest(`${seed}:${ticket.interventionId}`) }))
    .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ ticket }, index) => ({ ...ticket, position: index + 1, won: index < places }));
}

/** Whether there is something to draw: a place that is free, and more people for it than places. Otherwise everybody, or nobody, gets one. */
export function isForLots({ places, taken }: { places: number | null; taken: number }, waiting: number): boolean {
  return places !== null && places > taken && waiting > places - taken;
}
