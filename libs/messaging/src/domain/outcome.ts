import type { FailureReason } from './failure.js';

/**
 * How an attempt ended, as far as we can know it:
 * accepted (the provider took it), refused (it surely did not leave; `permanent` when trying again cannot help),
 * or unknown (it may have been taken: nobody answered in time).
 */
export type Outcome =
  | { kind: 'accepted'; providerMessageId: string }
  | { kind: 'refused'; reason: FailureReason; code: string | null; permanent: boolean }
  | { kind: 'unknown'; reason: FailureReason; code: string | null };
