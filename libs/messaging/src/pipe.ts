import type { Claim, Departure } from './claiming.service.js';
import type { Dispatched } from './dispatched.js';
import type { Outcome } from './domain/outcome.js';
import type { Ended } from './settling.service.js';

export interface PipeOptions {
  /** How many requests at once. */
  concurrency: number;
  now: () => Temporal.Instant;
  isStopped: () => boolean;
  /** What is counted into. */
  dispatched: Dispatched;
  claim: (most: number, now: Temporal.Instant) => Promise<Claim>;
  /** Does not reject. */
  settle: (ended: readonly Ended[]) => Promise<void>;
}

/** So many endings are written at once, or what there is after so many milliseconds. */
const MOST_TOGETHER = 100;
const LONGEST_WAIT_MS = 25;

/** So many turns of messages are claimed at once, and the next as soon as no more than one turn is left: claiming takes about as long as a turn. */
const TURNS_AT_ONCE = 2;

/**
 * Keeps a channel's requests flowing: the next messages are claimed before the last of the ones before are back, so that the provider is never
 * waited for with empty hands; and endings are gathered, so that a statement writes many. No more is claimed than can be asked in a few turns:
 * what is claimed and not sent when a process dies has to be looked up.
 */
export class Pipe {
  private readonly ready: Departure[] = [];
  private underWay = 0;
  private settling = 0;
  private isClaiming = false;
  private mayBeMore = true;
  private ended: Ended[] = [];
  private timer: NodeJS.Timeout | null = null;
  private failure: { error: unknown } | null = null;
  private readonly done = Promise.withResolvers<void>();

  constructor(private readonly options: PipeOptions) {}

  /** Ends when nothing is due any more and everything is settled. @throws what claiming threw, after what was under way is settled */
  async run(): Promise<void> {
    this.flow();
    await this.done.promise;
    if (this.failure) throw this.failure.error;
  }

  private flow(): void {
    const { concurrency } = this.options;
    while (this.underWay < concurrency && this.ready.length > 0) void this.send(this.ready.shift() as Departure);
    if (this.mayBeMore && !this.isClaiming && this.ready.length <= concurrency) void this.claim();
    if (this.isClaiming || this.underWay > 0 || this.ready.length > 0) return;
    // Nothing more can end: no use in waiting for company.
    if (this.ended.length > 0) this.flush();
    if (this.settling === 0) this.done.resolve();
  }

  private async claim(): Promise<void> {
    const { concurrency, claim, now, isStopped, dispatched } = this.options;
    if (isStopped()) this.mayBeMore = false;
    else {
      this.isClaiming = true;
      try {
        const { departures, held, canceled, isLast } = await claim(TURNS_AT_ONCE * concurrency, now());
        this.ready.push(...departures);
        dispatched.held += held;
        dispatched.canceled += canceled;
        this.mayBeMore = !isLast;
      } catch (error) {
        this.failure = { error };
        this.mayBeMore = false;
      }
      this.isClaiming = false;
    }
    this.flow();
  }

  private async send(departure: Departure): Promise<void> {
    this.underWay += 1;
    const since = performance.now();
    const outcome = await this.ask(departure);
    this.underWay -= 1;
    this.options.dispatched[outcome.kind] += 1;
    this.ended.push({ departure, outcome, at: this.options.now(), tookMs: performance.now() - since });
    if (this.ended.length >= MOST_TOGETHER) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), LONGEST_WAIT_MS);
    this.flow();
  }

  /** Whoever waited for a free line until the hours were over goes back to the queue, where the gate is asked again. */
  private async ask({ provider, outgoing, before }: Departure): Promise<Outcome> {
    if (Temporal.Instant.compare(this.options.now(), before) >= 0)
      return { kind: 'refused', reason: 'expired', code: null, permanent: false };
    return provider.send(outgoing).catch((): Outcome => ({ kind: 'unknown', reason: 'interrupted', code: null }));
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const ended = this.ended;
    this.ended = [];
    if (ended.length === 0) return;
    void this.settle(ended);
  }

  private async settle(ended: readonly Ended[]): Promise<void> {
    this.settling += 1;
    await this.options.settle(ended);
    this.settling -= 1;
    this.flow();
  }
}
