import { Injectable } from '@nestjs/common';
import { localDate } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { BaselinesService, LADDER } from './baselines.service.js';
import { makeCohort } from './cohort-columns.js';
import type { Cohort } from './domain/cohort.js';
import { usualPeriod } from './domain/period.js';
import { whatIsDue, type KeptCohort } from './domain/refreshing.js';
import { readCohort } from './kept-cohort.js';

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
  constructor(
    private readonly dataSource: DataSource,
    private readonly baselines: BaselinesService,
  ) {}

  /**
   * The cohort of the first of a month, from what is kept ready. One that is missing, or that does not know enough, is made first; who asks at the same
   * time waits for that and does not do it again. An older one is given as it is, with its age (`madeAt`): the clock renews it.
   * @param month the first day of a month that has begun
   */
  async cohort(month: Temporal.PlainDate, now: Temporal.Instant, { traits, until = month }: CohortWish = {}): Promise<Cohort> {
    // In between somebody may drop it, or make it anew.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await this.ensure(month, until, now);
      const cohort = await readCohort(this.dataSource, month, traits ?? null);
      if (cohort) return cohort;
    }
    throw new Error(`the cohort of ${month} is dropped as fast as it is made`);
  }

  /**
   * Sees to it that there is a cohort that knows what happened up to a day, and that it was asked for.
   * @returns when it was made
   */
  async ensure(month: Temporal.PlainDate, until: Temporal.PlainDate, now: Temporal.Instant): Promise<Temporal.Instant> {
    const kept = await keptCohort(this.dataSource.manager, month);
    if (!kept || isBefore(kept.knownUntil, until)) return (await this.make(month, now, kept?.madeAt ?? null)).madeAt;
    if (isBefore(localDate(kept.askedAt), localDate(now))) await this.dataSource.query(ASKED, [month, now]);
    return kept.madeAt;
  }

  /** Makes what is missing or no longer true, and drops what nobody asks for. May be called too often, and by several at once. */
  async refreshDue(now: Temporal.Instant): Promise<Refreshed> {
    const today = localDate(now);
    const kept = await keptCohorts(this.dataSource.manager);
    const always = [today.with({ day: 1 }), usualPeriod(today).from];
    const due = whatIsDue(kept, always, await lastChange(this.dataSource.manager), now);
    let made = 0;
    for (const month of due.make) {
      const seen = kept.find((cohort) => cohort.month.equals(month))?.madeAt ?? null;
      if ((await this.make(month, now, seen)).isAnew) made += 1;
    }
    const [, dropped] = await this.dataSource.query<[unknown, number]>(
      `delete from outflow_cohort where month = any ($1::date[]) and asked_at < $2`,
      [due.drop, due.askedSince],
    );
    return { made, dropped };
  }

  /** One maker of a month at a time; whoever waited finds it made, and leaves it at that. */
  private async make(
    month: Temporal.PlainDate,
    now: Temporal.Instant,
    seen: Temporal.Instant | null,
  ): Promise<{ madeAt: Temporal.Instant; isAnew: boolean }> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`outflow_cohort ${month}`]);
      const kept = await keptCohort(tx, month);
      if (kept && (seen === null || Temporal.Instant.compare(kept.madeAt, seen) > 0)) return { madeAt: kept.madeAt, isAnew: false };
      const traits = await this.baselines.ensure(tx, month, now);
      await tx.query(`delete from outflow_cohort where month = $1`, [month]);
      // As fine as every reader sees it: by this moment two readings are known to be of the same making.
      const madeAt = Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds);
      await makeCohort(tx, { month, knownUntil: localDate(now), traits, ladder: LADDER, madeAt, askedAt: kept?.askedAt ?? now });
      return { madeAt, isAnew: true };
    });
  }
}

interface CohortRow {
  month: string;
  known_until: string;
  made_at: Date;
  asked_at: Date;
}

const KEPT_COHORTS = `select month, known_until, made_at, asked_at from outflow_cohort`;

/** Once a day; and nobody waits for who is making it anew. */
const ASKED = `
  update outflow_cohort set asked_at = $2
   where month in (select month from outflow_cohort where month = $1 and asked_at < $2 for no key update skip locked)`;

async function keptCohorts(tx: EntityManager): Promise<KeptCohort[]> {
  return (await tx.query<CohortRow[]>(KEPT_COHORTS)).map(cohortOf);
}

async function keptCohort(tx: EntityManager, month: Temporal.PlainDate): Promise<KeptCohort | null> {
  const [row] = await tx.query<CohortRow[]>(`${KEPT_COHORTS} where month = $1`, [month]);
  return row ? cohortOf(row) : null;
}

function cohortOf({ month, known_until, made_at, asked_at }: CohortRow): KeptCohort {
  return {
    month: Temporal.PlainDate.from(month),
    knownUntil: Temporal.PlainDate.from(known_until),
    madeAt: made_at.toTemporalInstant(),
    askedAt: asked_at.toTemporalInstant(),
  };
}

/** When spells or paid work were last recorded, corrected or taken back; null: never. Each is one look at the end of an index. */
async function lastChange(tx: EntityManager): Promise<Temporal.Instant | null> {
  const [{ at }] = await tx.query<[{ at: Date | null }]>(
    `select greatest((select max(recorded_at) from benefit_spell), (select max(replaced_at) from benefit_spell_history),
                     (select max(recorded_at) from paid_work), (select max(replaced_at) from paid_work_history)) as at`,
  );
  return at?.toTemporalInstant() ?? null;
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
