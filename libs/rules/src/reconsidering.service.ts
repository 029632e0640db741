import { Injectable } from '@nestjs/common';
import { TakingBackService } from '#libs/interventions';
import { InvalidInputError, localDate } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { canBeUndone, problemsWithLater } from './domain/decision.js';
import type { Stance } from './domain/rule.js';
import { CLIENT_LOCK } from './review-questions.js';
import { NothingToUndoError, SuggestionClosedError } from './rules.errors.js';
import { SuggestionsService } from './suggestions.service.js';

interface Undone {
  interventionId: string | null;
  decidedAt: string;
  intervention: string;
  stance: Stance;
}

/** Not now, or not after all: a coach may look again later, and for a day may take back what was decided. */
@Injectable()
export class ReconsideringService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly suggestions: SuggestionsService,
    private readonly takingBack: TakingBackService,
  ) {}

  /**
   * Puts an open suggestion off until a day: it stays open and can be decided at any moment, and until that day it is nothing that needs the coach.
   * It comes back sooner when something new speaks for or against it, or when the client asks for it since; that the same answers are heard again
   * is nothing new. The latest counts.
   * @throws InvalidInputError (field `until`): today at the earliest tomorrow, at most `LATEST_LATER_DAYS`
   * @throws SuggestionNotFoundError, SuggestionClosedError
   */
  async later(
    suggestionId: string,
    { staffId, until }: { staffId: string; until: Temporal.PlainDate | null },
    now: Temporal.Instant,
  ): Promise<void> {
    const problems = problemsWithLater(until, localDate(now));
    if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
    await this.dataSource.transaction(async (tx) => {
      await this.takeTurnFor(tx, suggestionId);
      const [put]: { id: string }[] = await tx.query(
        `insert into suggestion_deferral (suggestion_id, until, rules, staff_id, at)
         select id, $2, ${RULES_THAT_SPEAK}, $3, $4 from suggestion as s where id = $1 and decided_at is null and withdrawn_at is null
         returning id`,
        [suggestionId, until, staffId, now],
      );
      if (!put) throw new SuggestionClosedError();
    });
  }

  /**
   * Takes the standing decision about a suggestion back, within a day of it, whoever decided: the decision stays with who undid it and when, what
   * began from it ends as never started, nothing cools off, and the rules look again. The suggestion is open again, if it still holds; was the
   * same suggested anew meanwhile, then that one stays and this one is withdrawn. One transaction.
   * @throws NothingToUndoError (a ConflictError): it is longer ago, or somebody was ahead
   * @throws MovedOnError (a ConflictError): somebody has gone on with what began
   * @throws SuggestionNotFoundError
   */
  async undo(suggestionId: string, { staffId }: { staffId: string }, now: Temporal.Instant): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const clientId = await this.takeTurnFor(tx, suggestionId);
      const { interventionId, decidedAt } = await markUndone(tx, suggestionId, staffId, now);
      if (interventionId !== null)
        await this.takingBack.takeBack(tx, interventionId, { staffId, since: Temporal.Instant.from(decidedAt) }, now);
      await tx.query(REOPEN, [suggestionId, now, MADE_ANEW]);
      await this.suggestions.review(tx, { clientId, checkInId: null }, now);
    });
  }

  /** As a review and a decision do. @returns whose suggestion it is */
  private async takeTurnFor(tx: EntityManager, suggestionId: string): Promise<string> {
    const clientId = await this.suggestions.clientOf(tx, suggestionId);
    await tx.query(`select ${CLIENT_LOCK}`, [clientId]);
    return clientId;
  }
}

/** The rules that speak for or against suggestion `s` now: others than these are something new. */
export const RULES_THAT_SPEAK = `s.rules || s.rules_against`;

const MADE_ANEW = JSON.stringify({ nl: 'Dit is intussen opnieuw voorgesteld.', en: 'This has been suggested anew meanwhile.' });

/** One of a kind is open at a time. */
const REOPEN = `
  with anew as (
    select from suggestion as other join suggestion as this on this.id = $1
     where other.client_id = this.client_id and other.intervention = this.intervention and other.stance = this.stance
       and other.withdrawn_at is null and other.decided_at is null)
  update suggestion as s
     set decided_at = case when not exists (select from anew) then null else s.decided_at end,
         withdrawn_at = case when exists (select from anew) then $2::timestamptz end,
         withdrawn_reason = case when exists (select from anew) then $3::jsonb ->> 'nl' end,
         evidence = case when exists (select from anew) then s.evidence || jsonb_build_object('withdrawn', $3::jsonb) else s.evidence end
   where s.id = $1`;

async function markUndone(tx: EntityManager, suggestionId: string, staffId: string, now: Temporal.Instant): Promise<Undone> {
  const [standing]: (Undone & { id: string })[] = await tx.query(
    `select id, intervention_id as "interventionId", to_json(decided_at) #>> '{}' as "decidedAt"
       from coach_decision where suggestion_id = $1 and undone_at is null`,
    [suggestionId],
  );
  if (!standing || !canBeUndone(Temporal.Instant.from(standing.decidedAt), now)) throw new NothingToUndoError();
  await tx.query(`update coach_decision set undone_at = $2, undone_by = $3 where id = $1`, [standing.id, now, staffId]);
  return standing;
}
