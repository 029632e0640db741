import { Injectable } from '@nestjs/common';

/** What a look round the providers settled. */
export interface LookedUp {
  found: number;
  queuedAgain: number;
  neverTaken: number;
  cannotTell: number;
}

/** Asks the providers about messages whose fate nobody knows. Nothing else ever sends such a message again. */
@Injectable()
export class LookUpService {
  /** Every verb of the clock may be called too often, and by several workers at once. */
  async settleUnknown(now: Temporal.Instant): Promise<LookedUp> {
    void now;
    return { found: 0, queuedAgain: 0, neverTaken: 0, cannotTell: 0 };
  }
}
