import { Injectable } from '@nestjs/common';
import { CatalogueService } from '#libs/interventions';
import { localDate } from '#libs/platform';
import { createHash } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { changeOf, type ReviewMaterial } from './domain/change-of.js';
import { readProfiles } from './review-material.js';
import { readGround } from './review-questions.js';
import { RulesService } from './rules.service.js';
import { SuggestionsService } from './suggestions.service.js';

/** So many are read while those before them are judged: 10 MB, whatever the size of the office. */
const READ_AT_ONCE = 2_000;
/** So many are changed in one transaction: each of them is locked until it ends. */
const CHANGE_AT_ONCE = 200;

/** What a night's review did, and what its time went to (milliseconds); reading goes on while others are judged, so these may add up to more. */
export interface NightlyReview {
  reviewed: number;
  changed: number;
  readingMs: number;
  judgingMs: number;
  writingMs: number;
}

/** Reviews of many: of whom much became known at once, and of everybody at night, because time passes. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rules: RulesService,
    private readonly catalogue: CatalogueService,
    private readonly suggestions: SuggestionsService,
  ) {}

  /** Asks for a review of many clients at once, inside the caller's story: what comes in by the thousand cannot wait for its rules. */
  async want(tx: EntityManager, clientIds: readonly string[], now: Temporal.Instant): Promise<void> {
    if (clientIds.length === 0) return;
    await tx.query(
      `insert into review_wanted (client_id, wanted_at) select distinct client_id, $2::timestamptz from unnest($1::uuid[]) as wanted (client_id)
       on conflict (client_id) do nothing`,
      [clientIds, now],
    );
  }

  /**
   * Reviews whoever a review was asked for, the longest wait first, many in a transaction; where that fails each by itself, so that who fails is
   * asked for still, and does not keep the others waiting. For the clock, on as many workers as there are.
   * @returns how many clients were reviewed
   */
  async reviewWanted(now: Temporal.Instant, atMost = 10_000): Promise<number> {
    const failed: { clientId: string; error: unknown }[] = [];
    let reviewed = 0;
    let atOnce = CHANGE_AT_ONCE;
    while (reviewed + failed.length < atMost) {
      const except = failed.map(({ clientId }) => clientId);
      const outcome = await this.reviewNextWanted(now, except, Math.min(atOnce, atMost - reviewed - failed.length));
      if ('error' in outcome && atOnce > 1) atOnce = 1;
      else if ('error' in outcome) failed.push(outcome);
      else if (outcome.reviewed === 0) break;
      else reviewed += outcome.reviewed;
    }
    if (failed[0]) throw failed[0].error;
    return reviewed;
  }

  /**
   * Looks once a night at everybody who has a benefit or an open suggestion: what time changes (an answer that grows too old, a silence that lasts) is
   * found also when nothing new comes in. Only of whom something changes anything is written. Goes on where it was broken off, and is done over
   * when the rules in force or the catalogue are others than it went by; on another worker at the same time it does nothing.
   */
  async reviewNightly(now: Temporal.Instant): Promise<NightlyReview> {
    const tally: NightlyReview = { reviewed: 0, changed: 0, readingMs: 0, judgingMs: 0, writingMs: 0 };
    await this.alone(async () => {
      const onDay = localDate(now);
      const { versionIds, catalogueRevision } = await readGround(this.dataSource.manager, now);
      let after = await this.beginNight(onDay, groundOf(versionIds, catalogueRevision), now);
      if (after === 'finished') return;
      const rules = await this.rules.compiled(this.dataSource.manager, versionIds);
      const catalogue = await this.catalogue.atRevision(this.dataSource.manager, catalogueRevision);
      const read = async (from: string) => {
        const began = performance.now();
        const ids = await this.nextOfTheNight(from, onDay);
        const materials = await readProfiles(this.dataSource.manager, ids, rules, now, 'counting');
        return { ids, materials, ms: performance.now() - began };
      };
      for (let next = read(after); ;) {
        const { ids, materials, ms } = await next;
        tally.readingMs += ms;
        const last = ids.at(-1);
        if (last === undefined) break;
        next = read(last);
        // A failure below is the one that is told.
        next.catch(() => undefined);
        await this.judge(materials, tally, (material) => changeOf(rules, material, catalogue, now) !== null, now);
        after = last;
        await this.dataSource.query(
          `update nightly_review set after_client = $2, reviewed = reviewed + $3, changed = $4 where on_day = $1`,
          [onDay, after, ids.length, tally.changed],
        );
      }
      await this.dataSource.query(`update nightly_review set finished_at = $2 where on_day = $1`, [onDay, now]);
    });
    return tally;
  }

  /** Whoever something changes for is reviewed in earnest: in a transaction, on what is known by then. */
  private async judge(
    materials: ReadonlyMap<string, ReviewMaterial>,
    tally: NightlyReview,
    changes: (material: ReviewMaterial) => boolean,
    now: Temporal.Instant,
  ): Promise<void> {
    const began = performance.now();
    const changed = [...materials].filter(([, material]) => changes(material)).map(([clientId]) => clientId);
    const judged = performance.now();
    for (let from = 0; from < changed.length; from += CHANGE_AT_ONCE)
      tally.changed += await this.dataSource.transaction((tx) =>
        this.suggestions.reviewTogether(tx, changed.slice(from, from + CHANGE_AT_ONCE), null, now),
      );
    tally.reviewed += materials.size;
    tally.judgingMs += judged - began;
    tally.writingMs += performance.now() - judged;
  }

  /** @returns the client after whom to go on */
  private async beginNight(onDay: Temporal.PlainDate, ground: string, now: Temporal.Instant): Promise<string> {
    await this.dataSource.query(
      `insert into nightly_review (on_day, ground, started_at) values ($1, $2, $3)
       on conflict (on_day) do update
         set ground = excluded.ground, started_at = excluded.started_at, after_client = null, reviewed = 0, changed = 0, finished_at = null
       where nightly_review.ground <> excluded.ground`,
      [onDay, ground, now],
    );
    const [{ after, finished }]: [{ after: string | null; finished: boolean }] = await this.dataSource.query(
      `select after_client as after, finished_at is not null as finished from nightly_review where on_day = $1`,
      [onDay],
    );
    return finished ? 'finished' : (after ?? '00000000-0000-0000-0000-000000000000');
  }

  private async nextOfTheNight(after: string, onDay: Temporal.PlainDate): Promise<string[]> {
    const rows: { id: string }[] = await this.dataSource.query(
      `select client.id
         from client
        where client.id > $1
          and ((client.deceased_on is null and exists (select from benefit_spell where client_id = client.id and during @> $2::date))
               or exists (select from suggestion where client_id = client.id and withdrawn_at is null and decided_at is null))
        order by client.id
        limit ${READ_AT_ONCE}`,
      [after, onDay],
    );
    return rows.map(({ id }) => id);
  }

  /** One worker at a time; another that comes meanwhile leaves again. */
  private async alone(work: () => Promise<void>): Promise<void> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const [{ free }]: [{ free: boolean }] = await runner.query(`select pg_try_advisory_lock(${NIGHT_LOCK}) as free`);
      if (!free) return;
      try {
        await work();
      } finally {
        await runner.query(`select pg_advisory_unlock(${NIGHT_LOCK})`);
      }
    } finally {
      await runner.release();
    }
  }

  private async reviewNextWanted(
    now: Temporal.Instant,
    except: readonly string[],
    atOnce: number,
  ): Promise<{ reviewed: number } | { clientId: string; error: unknown }> {
    let clientIds: string[] = [];
    try {
      await this.dataSource.transaction(async (tx) => {
        const wanted: { client_id: string }[] = await tx.query(
          `select client_id from review_wanted where client_id <> all ($1::uuid[]) order by wanted_at, client_id limit $2 for update skip locked`,
          [except, atOnce],
        );
        clientIds = wanted.map(({ client_id: id }) => id);
        if (clientIds.length === 0) return;
        await tx.query(`delete from review_wanted where client_id = any ($1::uuid[])`, [clientIds]);
        await this.suggestions.reviewTogether(tx, clientIds, null, now);
      });
    } catch (error) {
      const [clientId] = clientIds;
      if (clientId === undefined) throw error;
      return { clientId, error };
    }
    return { reviewed: clientIds.length };
  }
}

/** What a night goes by, in one line. */
function groundOf(versionIds: readonly string[], catalogueRevision: number): string {
  return createHash('sha256')
    .update([...versionIds.toSorted(), catalogueRevision].join())
    .digest('hex');
}

const NIGHT_LOCK = `hashtextextended('nightly review', 0)`;
