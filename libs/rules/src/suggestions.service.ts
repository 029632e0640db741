import { Injectable } from '@nestjs/common';
import { CatalogueService } from '#libs/interventions';
import type { EntityManager } from 'typeorm';
import { changeOf, type ReviewChange } from './domain/change-of.js';
import { readProfiles } from './review-material.js';
import { takeTurns } from './review-questions.js';
import { SuggestionNotFoundError } from './rules.errors.js';
import { RulesService } from './rules.service.js';

export interface Review {
  clientId: string;
  /** The check-in whose answers led to this review, when one did. */
  checkInId: string | null;
}

/** Keeps what is suggested in step with what is known. */
@Injectable()
export class SuggestionsService {
  constructor(
    private readonly rules: RulesService,
    private readonly catalogue: CatalogueService,
  ) {}

  /**
   * Judges the rules in force on what is known of this client now, inside the caller's story, so that answers and what they lead to appear
   * together: makes new suggestions, brings those up to date that rest on something else now, withdraws with a reason what no longer holds, and
   * leaves alone what stands. Nothing is decided here. At most three statements (more when a version is seen for the first time).
   */
  async review(tx: EntityManager, { clientId, checkInId }: Review, now: Temporal.Instant): Promise<void> {
    await this.reviewTogether(tx, [clientId], checkInId, now);
  }

  /** As `review`, for several clients in the same statements. @returns for how many of them something changed */
  async reviewTogether(tx: EntityManager, clientIds: readonly string[], checkInId: string | null, now: Temporal.Instant): Promise<number> {
    const { versionIds, catalogueRevision } = await takeTurns(tx, clientIds, now);
    const rules = await this.rules.compiled(tx, versionIds);
    const catalogue = await this.catalogue.atRevision(tx, catalogueRevision);
    const changes = new Map<string, ReviewChange>();
    for (const [clientId, material] of await readProfiles(tx, clientIds, rules, now)) {
      const change = changeOf(rules, material, catalogue, now);
      if (change) changes.set(clientId, change);
    }
    if (changes.size > 0) await write(tx, changes, checkInId, now);
    return changes.size;
  }

  /** Whose it is, for whoever must check that this client may be opened. @throws SuggestionNotFoundError */
  async clientOf(tx: EntityManager, suggestionId: string): Promise<string> {
    const [found]: { client_id: string }[] = await tx.query(`select client_id from suggestion where id = $1`, [suggestionId]);
    if (!found) throw new SuggestionNotFoundError();
    return found.client_id;
  }
}

/** One statement. The partial unique key of open suggestions decides what is new and what is brought up to date. */
async function write(
  tx: EntityManager,
  changes: ReadonlyMap<string, ReviewChange>,
  checkInId: string | null,
  now: Temporal.Instant,
): Promise<void> {
  const each = <Part extends object>(of: (change: ReviewChange) => readonly Part[]) =>
    JSON.stringify([...changes].flatMap(([clientId, change]) => of(change).map((part) => ({ ...part, clientId }))));
  await tx.query(
    `with withdrawn as (
       update suggestion as s
          set withdrawn_at = $2, withdrawn_reason = gone.reason ->> 'nl', evidence = s.evidence || jsonb_build_object('withdrawn', gone.reason)
         from jsonb_to_recordset($4::jsonb) as gone (id uuid, reason jsonb)
        where s.id = gone.id and s.withdrawn_at is null and s.decided_at is null),
     not_wanted as (
       delete from trait_wanted as w using jsonb_to_recordset($6::jsonb) as gone ("clientId" uuid, trait text)
        where w.client_id = gone."clientId" and w.trait = gone.trait and w.rule is not null),
     wanted as (
       insert into trait_wanted (client_id, trait, rule, wanted_at)
       select w."clientId", w.trait, w.rule, $2 from jsonb_to_recordset($5::jsonb) as w ("clientId" uuid, trait text, rule text)
       on conflict (client_id, trait) do nothing)
     insert into suggestion (client_id, intervention, stance, rank, from_wish, evidence, fingerprint, check_in_id, made_at, confirmed_at)
     select p."clientId", p.intervention, p.stance, p.rank, p."fromWish", p.evidence, p.fingerprint, $1, $2, $2
       from jsonb_to_recordset($3::jsonb) as p
            ("clientId" uuid, intervention text, stance text, rank smallint, "fromWish" boolean, evidence jsonb, fingerprint text)
     on conflict (client_id, intervention, stance) where withdrawn_at is null and decided_at is null
     do update set rank = excluded.rank, from_wish = excluded.from_wish, evidence = excluded.evidence, fingerprint = excluded.fingerprint,
                   confirmed_at = excluded.confirmed_at`,
    [
      checkInId,
      now,
      each(({ proposals }) => proposals),
      each(({ withdrawals }) => withdrawals),
      each(({ wanted }) => wanted),
      each(({ dropped }) => dropped.map((trait) => ({ trait }))),
    ],
  );
}
