import { createHmac } from 'node:crypto';

/** Five wrong passwords within a quarter of an hour close an account's door for the rest of that quarter. */
export const MOST_FAILURES = 5;
export const FAILURE_WINDOW = Temporal.Duration.from({ minutes: 15 });

/** What the throttle remembers of an address: keyed, so that the table says nothing about who tried. */
export function accountHash(secret: string, email: string): Buffer {
  return createHmac('sha256', secret)
    .update(`sign-in:${normalEmail(email)}`)
    .digest();
}

export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
