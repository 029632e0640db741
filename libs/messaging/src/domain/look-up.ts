/** A message whose fate nobody knows, as its provider is asked for it. */
export interface LookUpQuestion {
  to: string;
  /** SHA-256 of the text that left, token included: the text itself is not kept. */
  textHash: Buffer;
  attemptedAt: Temporal.Instant;
  /** The ids of this provider that other messages of ours have: those are not this one. */
  taken: ReadonlySet<string>;
}

/** What the provider knows: it never came; it came, and this became of it in the provider's words; or it cannot be said. */
export type LookUpAnswer = 'absent' | 'cannot_tell' | { found: string; status: string; errorCode: string | null };

/** After so many looks nobody asks any more: the message stays unknown and on the list, for people. */
export const MOST_LOOKS = 12;

const FIRST_PAUSE_MINUTES = 1;
const LONGEST_PAUSE_MINUTES = 6 * 60;

/** When to look again after the first look, the second, …: each pause is twice the one before it, up to six hours. */
export function nextLooks(now: Temporal.Instant): Temporal.Instant[] {
  return Array.from({ length: MOST_LOOKS }, (_, looks) =>
    now.add({ minutes: Math.min(FIRST_PAUSE_MINUTES * 2 ** looks, LONGEST_PAUSE_MINUTES) }),
  );
}
