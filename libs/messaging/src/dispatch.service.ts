import { Injectable } from '@nestjs/common';
import type { MessageChannel } from './channels/channel.js';
import { ClaimingService } from './claiming.service.js';
import type { Composer } from './composer.js';
import type { Dispatched } from './dispatched.js';
import { Pipe } from './pipe.js';
import { SettlingService } from './settling.service.js';

export interface DispatchOptions {
  /** How many requests to providers at once, for each channel. */
  concurrency?: number;
  /** When it says so nothing new is taken; what is under way is finished and settled. */
  signal?: AbortSignal;
}

const CHANNELS: readonly MessageChannel[] = ['sms', 'email'];
const CONCURRENCY = 50;

/** Sends what is due: claims it, asks the gate, has it written, keeps the attempt, and only then calls the provider. */
@Injectable()
export class DispatchService {
  constructor(
    private readonly claiming: ClaimingService,
    private readonly settling: SettlingService,
  ) {}

  /**
   * Sends until nothing is due; the channels beside each other, so that a slow one keeps nobody waiting. Any number of processes may do so
   * at once. A message in the hands of a process that dies stays `sending`: it becomes `unknown`, and is never sent again by itself.
   * @throws whatever the database throws while it is asked what is due; what had left by then is settled all the same
   */
  async sendDue(
    composers: readonly Composer[],
    clock: { now(): Temporal.Instant },
    { concurrency = CONCURRENCY, signal }: DispatchOptions = {},
  ): Promise<Dispatched> {
    const dispatched: Dispatched = { accepted: 0, refused: 0, unknown: 0, held: 0, canceled: 0 };
    const pipes = CHANNELS.map((channel) =>
      new Pipe({
        concurrency,
        now: () => clock.now(),
        isStopped: () => signal?.aborted ?? false,
        dispatched,
        claim: (most, now) => this.claiming.claim(channel, most, composers, now),
        settle: (ended) => this.settling.settle(ended),
      }).run(),
    );
    const ends = await Promise.allSettled(pipes);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return dispatched;
  }
}
