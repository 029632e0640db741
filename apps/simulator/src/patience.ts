import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';

/** Lets a caller wait on purpose, and lets everybody go when the simulator stops. */
@Injectable()
export class Patience implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  async wait(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }
}
