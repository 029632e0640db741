import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { makePartitions, partitionsIn, takeTurn, yearOf, type Partition } from './partitions.js';

/** The clock makes the years that come; so many that a worker may be off for a long holiday. */
const YEARS_AHEAD = 2;

/** Attaching and dropping need the table to themselves for an instant; when somebody works on it for longer, they come back another time. */
const PATIENCE = '2s';
const LOCK_NOT_AVAILABLE = '55P03';

export interface Dropped {
  partitions: string[];
  /** Observations that are gone with them. */
  rows: number;
  /** Whether something had to stay until the next time, because the table was in use. */
  isUnfinished: boolean;
}

/** Keeps room for the observations to come, and lets go of those that have been kept long enough. */
@Injectable()
export class PartitionsService {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'observationYears'>,
  ) {}

  /**
   * Makes the years up to two after this one, and those that are still kept and missing because nothing ran for years. May be called by any
   * number of workers at once, as often as they like; when the table is in use it leaves the work to the next time.
   * @returns the names of the partitions it made
   */
  async makeAhead(now: Temporal.Instant): Promise<string[]> {
    const years = yearsFrom(yearOf(this.oldestKept(now)), yearOf(now) + YEARS_AHEAD);
    const made = await this.inTurn((tx) => makePartitions(tx, years));
    return made ?? [];
  }

  /** Makes room for observations between these two moments, both included, within the caller's transaction: for who brings many at once. */
  async makeRoom(tx: EntityManager, from: Temporal.Instant, to: Temporal.Instant): Promise<string[]> {
    return makePartitions(tx, yearsFrom(yearOf(from), yearOf(to)));
  }

  /** Observations from before this moment are no longer kept, and none are taken in. The length is the setting OBSERVATION_YEARS. */
  oldestKept(now: Temporal.Instant): Temporal.Instant {
    return now.toZonedDateTimeISO('UTC').subtract({ years: this.configuration.observationYears }).toInstant();
  }

  /**
   * Drops the partitions whose last moment is older than what is kept, whole: a year goes when all of it may go, and no sooner. What was said
   * when something in it was corrected goes with it. Each partition is a transaction of its own.
   */
  async dropExpired(now: Temporal.Instant): Promise<Dropped> {
    const oldest = this.oldestKept(now);
    const dropped: Dropped = { partitions: [], rows: 0, isUnfinished: false };
    const expired = (await partitionsIn(this.dataSource.manager)).filter(({ until }) => Temporal.Instant.compare(until, oldest) <= 0);
    for (const partition of expired) {
      const rows = await this.inTurn((tx) => drop(tx, partition));
      if (rows === null) dropped.isUnfinished = true;
      else if (rows !== 'gone') {
        dropped.partitions.push(partition.name);
        dropped.rows += rows;
      }
    }
    return dropped;
  }

  /** @returns null when the table was in use for too long */
  private async inTurn<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result | null> {
    try {
      return await this.dataSource.transaction(async (tx) => {
        await tx.query(`set local lock_timeout = '${PATIENCE}'`);
        return work(tx);
      });
    } catch (error) {
      if ((error as { code?: unknown }).code === LOCK_NOT_AVAILABLE) return null;
      throw error;
    }
  }
}

/** @returns how many observations were in it, or 'gone' when another worker was first */
async function drop(tx: EntityManager, { name, until }: Partition): Promise<number | 'gone'> {
  await takeTurn(tx);
  if (!(await partitionsIn(tx)).some((standing) => standing.name === name)) return 'gone';
  // Counted before the table is wanted for itself, so that nobody waits for the counting.
  const [{ rows }]: [{ rows: number }] = await tx.query(`select count(*)::float8 as rows from ${name}`);
  await tx.query(`drop table ${name}`);
  await tx.query(`delete from observation_correction where observed_at < $1`, [until]);
  return rows;
}

function yearsFrom(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
