import { Injectable } from '@nestjs/common';
import { localDate } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { MOST_YEARS_BACK } from './domain/period.js';
import { countTrend } from './domain/trend/counting.js';
import { TREND_COUNTERS, type Trend, type TrendCounts } from './domain/trend/trend.js';
import { readTrendSource } from './trend-source.js';

/** A day in which somebody types in a hundred ends of benefits counts them four times an hour. */
const NOT_AGAIN_WITHIN = Temporal.Duration.from({ minutes: 15 });
/** An import records everything with the moment at which it began: what was counted while it was busy has not seen it. */
const LONGEST_IMPORT = Temporal.Duration.from({ minutes: 60 });

/** Keeps the trend ready: what came, stayed and left in every month that can be asked for, and of a year before. */
@Injectable()
export class TrendsService {
  constructor(private readonly dataSource: DataSource) {}

  /** What is kept, with its age; counted first when it is missing. Nothing in it is hidden yet: see `trendView`. */
  async trend(now: Temporal.Instant): Promise<Trend> {
    return (await this.kept()) ?? this.make(now, null);
  }

  /** Counts anew what is missing, of another day, or of before something was recorded. May be called too often, and by several at once. */
  async refreshDue(now: Temporal.Instant): Promise<{ made: number }> {
    const kept = await this.kept();
    if (kept && !(await this.isOld(kept, now))) return { made: 0 };
    await this.make(now, kept?.madeAt ?? null);
    return { made: 1 };
  }

  private async kept(tx: EntityManager = this.dataSource.manager): Promise<Trend | null> {
    const [row] = await tx.query<KeptRow[]>(`select counted, known_until, made_at from outflow_trend`);
    return row ? trendOf(row) : null;
  }

  private async isOld({ madeAt, knownUntil }: Trend, now: Temporal.Instant): Promise<boolean> {
    if (Temporal.PlainDate.compare(knownUntil, localDate(now)) < 0) return true;
    if (Temporal.Instant.compare(madeAt, now.subtract(NOT_AGAIN_WITHIN)) >= 0) return false;
    const [{ changed }] = await this.dataSource.query<[{ changed: boolean }]>(
      `select exists (select from benefit_spell where recorded_at >= $1) or exists (select from benefit_spell_history where replaced_at >= $1)
           or exists (select from paid_work where recorded_at >= $1) or exists (select from paid_work_history where replaced_at >= $1) as changed`,
      [madeAt.subtract(LONGEST_IMPORT)],
    );
    return changed;
  }

  /** One at a time; whoever waited finds it made, and leaves it at that. */
  private async make(now: Temporal.Instant, seen: Temporal.Instant | null): Promise<Trend> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtext('outflow_trend'))`);
      const kept = await this.kept(tx);
      if (kept && (seen === null || Temporal.Instant.compare(kept.madeAt, seen) > 0)) return kept;
      const knownUntil = localDate(now);
      const count = (MOST_YEARS_BACK + 1) * 12 + 1;
      const first = knownUntil.with({ day: 1 }).subtract({ months: count - 1 });
      const trend = countTrend(await readTrendSource(tx, first), { first, count, knownUntil, madeAt: now });
      await tx.query(
        `insert into outflow_trend (counted, known_until, made_at) values ($1, $2, $3)
         on conflict (id) do update set counted = excluded.counted, known_until = excluded.known_until, made_at = excluded.made_at`,
        [JSON.stringify(countedOf(trend)), knownUntil, now],
      );
      return trend;
    });
  }
}

/** A row a month, in the order of TREND_COUNTERS: with a name at each number it would be three times as long. */
type Rows = number[][];

interface Counted extends Pick<Trend, 'unitsKnown'> {
  first: string;
  workKnownFrom: string | null;
  all: Rows;
  byTeam: [string, Rows][];
  byScheme: [string, Rows][];
  reasons: [number, Readonly<Record<string, number>>][];
}

interface KeptRow {
  counted: Counted;
  known_until: string;
  made_at: Date;
}

function countedOf({ first, all, byTeam, byScheme, reasons, workKnownFrom, unitsKnown }: Trend): Counted {
  return {
    first: String(first),
    unitsKnown,
    all: rowsOf(all),
    byTeam: [...byTeam].map(([team, counts]) => [team, rowsOf(counts)]),
    byScheme: [...byScheme].map(([scheme, counts]) => [scheme, rowsOf(counts)]),
    reasons: [...reasons],
    workKnownFrom: workKnownFrom && String(workKnownFrom),
  };
}

function trendOf({ counted, known_until, made_at }: KeptRow): Trend {
  return {
    ...counted,
    first: Temporal.PlainDate.from(counted.first),
    workKnownFrom: counted.workKnownFrom === null ? null : Temporal.PlainDate.from(counted.workKnownFrom),
    all: countsOf(counted.all),
    byTeam: new Map(counted.byTeam.map(([team, rows]) => [team, countsOf(rows)])),
    byScheme: new Map(counted.byScheme.map(([scheme, rows]) => [scheme, countsOf(rows)])),
    reasons: new Map(counted.reasons),
    knownUntil: Temporal.PlainDate.from(known_until),
    madeAt: made_at.toTemporalInstant(),
  };
}

function rowsOf(counts: readonly TrendCounts[]): Rows {
  return counts.map((row) => TREND_COUNTERS.map((counter) => row[counter]));
}

function countsOf(rows: Rows): TrendCounts[] {
  return rows.map((row) => Object.fromEntries(TREND_COUNTERS.map((counter, at) => [counter, row[at] ?? 0])) as TrendCounts);
}
