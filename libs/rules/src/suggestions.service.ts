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
