import { Injectable } from '@nestjs/common';
import type { Composer } from './composer.js';

/** What one round of sending did. */
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

export interface DispatchOptions {
  /** How many requests to providers at once, for each channel. */
  concurrency?: number;
  /** Takes nothing new; what is under way is finished and settled. */
  signal?: AbortSignal;
}

/** Sends what is due: claims, asks the gate, has it written, keeps the attempt, and only then calls the provider. */
@Injectable()
export class DispatchService {
  /** Sends until nothing is due. Any number of processes may do so at once. */
  async sendDue(_composers: readonly Composer[], _clock: { now(): Temporal.Instant }, _options: DispatchOptions = {}): Promise<Dispatched> {
    throw new Error('not built yet');
  }
}
