import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';

/** Lets a caller wait on purpose, and lets everybody go when the simulator stops. */
@Injectable()
export class Patience implements BeforeApplicationShutdown {
  private readonly waiting = new Set<() => void>();
  private isStopping = false;

  async wait(ms: number): Promise<void> {
    if (this.isStopping) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        clearTimeout(timer);
        this.waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, ms);
      this.waiting.add(go);
    });
  }

  beforeApplicationShutdown(): void {
    this.isStopping = true;
    for (const go of this.waiting) go();
  }
}
