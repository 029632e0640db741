import { Injectable } from '@nestjs/common';
import { CatalogueService, InterventionsService } from '#libs/interventions';
import { InvalidInputError } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { problemsWithInstead, problemsWithReason, type Decision, type Why } from './domain/decision.js';
import type { Stance } from './domain/rule.js';
import { CLIENT_LOCK } from './review-questions.js';
import { NothingToStartError, SuggestionClosedError } from './rules.errors.js';
import { SuggestionsService } from './suggestions.service.js';

interface OpenSuggestion {
  id: string;
  clientId: string;
  intervention: string;
  stance: Stance;
}

interface Start {
  staffId: string;
  startsOn: Temporal.PlainDate;
}

/**
 * The coach decides; nothing starts without it, and declining is as easy as accepting. Each verb is one transaction: decision and intervention
 * are there together or not at all, and of two coaches at once one decides and the other hears so.
 * All throw SuggestionNotFoundError, and SuggestionClosedError (a ConflictError) when it was decided or withdrawn meanwhile.
 */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly suggestions: SuggestionsService,
    private readonly interventions: InterventionsService,
    private readonly catalogue: CatalogueService,
  ) {}

  /**
   * Starts what was suggested.
   * @returns the id of the intervention
   * @throws AlreadyRunningError, NothingToStartError (both ConflictError)
   */
  async accept(suggestionId: string, { staffId, startsOn }: Start, now: Temporal.Instant): Promise<string> {
    return this.decide(suggestionId, now, async (tx, suggestion) => {
      const interventionId = await this.start(tx, suggestion, suggestion.intervention, { staffId, startsOn }, now);
      await record(tx, suggestion, 'accepted', { staffId, interventionId }, now);
      return interventionId;
    });
  }

  /**
   * Starts something else instead, and says why: a reason of the short list, words, or both.
   * @returns the id of the intervention
   * @throws InvalidInputError (fields `type`, `reason`, `reasonCode`), AlreadyRunningError, NothingToStartError
   */
  async adjust(
    suggestionId: string,
    { type, reasonCode, reason, ...start }: Start & Why & { type: string },
    now: Temporal.Instant,
  ): Promise<string> {
    return this.decide(suggestionId, now, async (tx, suggestion) => {
      const catalogue = await this.catalogue.current(tx);
      refuse({ ...problemsWithInstead(type, suggestion.intervention, catalogue), ...problemsWithReason({ reasonCode, reason }) });
      const interventionId = await this.start(tx, suggestion, type, start, now);
      await record(tx, suggestion, 'adjusted', { staffId: start.staffId, reasonCode, reason, interventionId }, now);
      return interventionId;
    });
  }

  /**
   * Sets a suggestion or a caution aside, and says why: a reason of the short list, words, or both.
   * @throws InvalidInputError (fields `reason`, `reasonCode`)
   */
  async decline(suggestionId: string, { staffId, ...why }: Why & { staffId: string }, now: Temporal.Instant): Promise<void> {
    refuse(problemsWithReason(why));
    await this.decide(suggestionId, now, (tx, suggestion) => record(tx, suggestion, 'declined', { staffId, ...why }, now));
  }

  private async decide<T>(
    suggestionId: string,
    now: Temporal.Instant,
    story: (tx: EntityManager, suggestion: OpenSuggestion) => Promise<T>,
  ): Promise<T> {
    return this.dataSource.transaction(async (tx) => story(tx, await this.claim(tx, suggestionId, now)));
  }

  /** The lock of the client comes first, as in a review; the other way round they would wait for each other. */
  private async claim(tx: EntityManager, suggestionId: string, now: Temporal.Instant): Promise<OpenSuggestion> {
    await tx.query(`select ${CLIENT_LOCK}`, [await this.suggestions.clientOf(tx, suggestionId)]);
    const [[claimed]]: [OpenSuggestion[], number] = await tx.query(
      `update suggestion set decided_at = $2
        where id = $1 and decided_at is null and withdrawn_at is null
       returning id, client_id as "clientId", intervention, stance`,
      [suggestionId, now],
    );
    if (!claimed) throw new SuggestionClosedError();
    return claimed;
  }

  private async start(
    tx: EntityManager,
    { id, clientId, stance }: OpenSuggestion,
    type: string,
    { staffId, startsOn }: Start,
    now: Temporal.Instant,
  ) {
    if (stance === 'advise_against') throw new NothingToStartError();
    return this.interventions.plan(tx, { clientId, type, startsOn, suggestionId: id, staffId }, now);
  }
}

async function record(
  tx: EntityManager,
  suggestion: OpenSuggestion,
  decision: Decision,
  { staffId, reasonCode, reason, interventionId }: Why & { staffId: string; interventionId?: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(
    `insert into coach_decision (suggestion_id, staff_id, decision, reason_code, reason, intervention_id, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [suggestion.id, staffId, decision, reasonCode || null, reason?.trim() || null, interventionId ?? null, now],
  );
}

function refuse(problems: Record<string, string>): void {
  if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
}
