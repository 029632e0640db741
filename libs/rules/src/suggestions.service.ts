import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { decide, type Proposal } from './domain/decide.js';
import { evaluate } from './domain/evaluate.js';
import { withdrawals, type Withdrawal } from './domain/withdrawal.js';
import { readMaterial, takeTurn } from './review-questions.js';
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
    private readonly dataSource: DataSource,
    private readonly rules: RulesService,
  ) {}

  /**
   * Judges the rules in force on what is known of this client now, inside the caller's story, so that answers and what they lead to appear
   * together: makes new suggestions, confirms the ones that still hold, withdraws the others with a reason. Nothing is decided here.
   * At most three statements (a fourth when a rule version is seen for the first time).
   */
  async review(tx: EntityManager, { clientId, checkInId }: Review, now: Temporal.Instant): Promise<void> {
    const rules = await this.rules.compiled(tx, await takeTurn(tx, clientId, now));
    const { profile, circumstances, open } = await readMaterial(tx, clientId, rules, now);
    const verdicts = evaluate(rules, profile, now);
    const proposals = decide(verdicts, circumstances, now);
    const outdated = withdrawals(open, proposals, verdicts, circumstances, now);
    if (proposals.length + outdated.length > 0) await write(tx, { clientId, checkInId }, proposals, outdated, now);
  }

  /**
   * Reviews clients whose open suggestions were last confirmed a day ago or longer, each in a transaction of its own: an answer that
   * grows too old no longer carries a suggestion, also when nothing new comes in. For the nightly clock.
   * @returns how many clients were reviewed
   */
  async reviewStale(now: Temporal.Instant, atMost = 1000): Promise<number> {
    const clients: { client_id: string }[] = await this.dataSource.query(
      `select client_id from suggestion
        where withdrawn_at is null and decided_at is null
        group by client_id
       having min(confirmed_at) <= $1::timestamptz - interval '1 day'
        order by min(confirmed_at)
        limit $2`,
      [now, atMost],
    );
    for (const { client_id: clientId } of clients)
      await this.dataSource.transaction((tx) => this.review(tx, { clientId, checkInId: null }, now));
    return clients.length;
  }

  /** Asks for a review of many clients at once, inside the caller's story: what comes in by the thousand cannot wait for its rules. */
  async wantReview(tx: EntityManager, clientIds: readonly string[], now: Temporal.Instant): Promise<void> {
    if (clientIds.length === 0) return;
    await tx.query(
      `insert into review_wanted (client_id, wanted_at) select distinct client_id, $2::timestamptz from unnest($1::uuid[]) as wanted (client_id)
       on conflict (client_id) do nothing`,
      [clientIds, now],
    );
  }

  /**
   * Reviews whoever a review was asked for, the longest wait first, each in a transaction of its own; what fails is asked for still, and does
   * not keep the others waiting. For the clock, on as many workers as there are: ten thousand a minute are 400,000 clients in forty minutes.
   * @returns how many clients were reviewed
   */
  async reviewWanted(now: Temporal.Instant, atMost = 10_000): Promise<number> {
    const failed: { clientId: string; error: unknown }[] = [];
    let reviewed = 0;
    while (reviewed + failed.length < atMost) {
      const outcome = await this.reviewNextWanted(
        now,
        failed.map(({ clientId }) => clientId),
      );
      if (outcome === 'none') break;
      if (outcome === 'reviewed') reviewed += 1;
      else failed.push(outcome);
    }
    if (failed[0]) throw failed[0].error;
    return reviewed;
  }

  private async reviewNextWanted(
    now: Temporal.Instant,
    except: readonly string[],
  ): Promise<'none' | 'reviewed' | { clientId: string; error: unknown }> {
    let clientId: string | undefined;
    try {
      await this.dataSource.transaction(async (tx) => {
        const [wanted]: { client_id: string }[] = await tx.query(
          `select client_id from review_wanted where client_id <> all ($1::uuid[]) order by wanted_at, client_id limit 1 for update skip locked`,
          [except],
        );
        clientId = wanted?.client_id;
        if (clientId === undefined) return;
        await tx.query(`delete from review_wanted where client_id = $1`, [clientId]);
        await this.review(tx, { clientId, checkInId: null }, now);
      });
    } catch (error) {
      if (clientId === undefined) throw error;
      return { clientId, error };
    }
    return clientId === undefined ? 'none' : 'reviewed';
  }

  /** Whose it is, for whoever must check that this client may be opened. @throws SuggestionNotFoundError */
  async clientOf(tx: EntityManager, suggestionId: string): Promise<string> {
    const [found]: { client_id: string }[] = await tx.query(`select client_id from suggestion where id = $1`, [suggestionId]);
    if (!found) throw new SuggestionNotFoundError();
    return found.client_id;
  }
}

/** One statement. The partial unique key of open suggestions decides what is new and what is confirmed. */
async function write(
  tx: EntityManager,
  { clientId, checkInId }: Review,
  proposals: readonly Proposal[],
  outdated: readonly Withdrawal[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(
    `with withdrawn as (
       update suggestion as s
          set withdrawn_at = $3, withdrawn_reason = gone.reason ->> 'nl', evidence = s.evidence || jsonb_build_object('withdrawn', gone.reason)
         from jsonb_to_recordset($5::jsonb) as gone (id uuid, reason jsonb)
        where s.id = gone.id and s.withdrawn_at is null and s.decided_at is null)
     insert into suggestion (client_id, intervention, stance, rank, from_wish, evidence, check_in_id, made_at, confirmed_at)
     select $1, p.intervention, p.stance, p.rank, p."fromWish", p.evidence, $2, $3, $3
       from jsonb_to_recordset($4::jsonb) as p (intervention text, stance text, rank smallint, "fromWish" boolean, evidence jsonb)
     on conflict (client_id, intervention, stance) where withdrawn_at is null and decided_at is null
     do update set rank = excluded.rank, from_wish = excluded.from_wish, evidence = excluded.evidence, confirmed_at = excluded.confirmed_at`,
    [clientId, checkInId, now, JSON.stringify(proposals), JSON.stringify(outdated)],
  );
}
