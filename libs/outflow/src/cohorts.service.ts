import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Cohort } from './domain/cohort.js';

export interface CohortWish {
  /** Whose columns are read besides; without this option every trait, and `[]` is none. */
  traits?: readonly string[];
  /** The cohort must know what happened up to this day: the end of the period. One that is too old for it is made anew first. */
  until?: Temporal.PlainDate;
}

export interface Refreshed {
  made: number;
  dropped: number;
}

/** Keeps cohorts ready: who was on a benefit on the first of a month, what was known of them, and what became of them. */
@Injectable()
export class CohortsService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The cohort of the first of a month, from what is kept ready. One that is missing, or that does not know enough, is made first; who asks at the same
   * time waits for that and does not do it again. An older one is given as it is, with its age (`madeAt`): the clock renews it.
   * @param month the first day of a month that has begun
   */
  async cohort(month: Temporal.PlainDate, now: Temporal.Instant, wish: CohortWish = {}): Promise<Cohort> {
    throw new Error(`not made yet: ${String(month)} ${String(now)} ${JSON.stringify(wish)} ${this.dataSource.options.type}`);
  }

  /** When the cohort was made that would be given now; null: there is none that knows enough, and asking makes one. */
  async madeAt(month: Temporal.PlainDate, until: Temporal.PlainDate): Promise<Temporal.Instant | null> {
    throw new Error(`not made yet: ${String(month)} ${String(until)}`);
  }

  /** Makes what is missing or no longer true, and drops what nobody asks for. May be called too often, and by several at once. */
  async refreshDue(now: Temporal.Instant): Promise<Refreshed> {
    throw new Error(`not made yet: ${String(now)}`);
  }
}
