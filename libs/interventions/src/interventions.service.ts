import { Injectable } from '@nestjs/common';
import { PausesService } from '#libs/people';
import { InvalidInputError, localDate } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { CatalogueService } from './catalogue.service.js';
import { problemsWithEnding, problemsWithPlan, type Ending } from './domain/ending.js';
import { Intervention } from './intervention.entity.js';
import { AlreadyEndedError, AlreadyRunningError, InterventionNotFoundError } from './interventions.errors.js';

export interface PlannedIntervention {
  clientId: string;
  type: string;
  startsOn: Temporal.PlainDate;
  /** The suggestion it came from, when it did. */
  suggestionId: string | null;
  /** Who decided: nothing starts without a person. */
  staffId: string;
}

/** What is started with a client, and how it ended. */
@Injectable()
export class InterventionsService {
  constructor(
    private readonly pauses: PausesService,
    private readonly catalogue: CatalogueService,
  ) {}

  /**
   * Plans one, inside the caller's story.
   * @returns its id
   * @throws InvalidInputError (field `type`) for what is not in the catalogue
   * @throws AlreadyRunningError when one of this type has not ended yet; the transaction can go on after it
   */
  async plan(
    tx: EntityManager,
    { clientId, type, startsOn, suggestionId, staffId }: PlannedIntervention,
    now: Temporal.Instant,
  ): Promise<string> {
    refuse(problemsWithPlan({ type }, await this.catalogue.current(tx)));
    const [planned]: { id: string }[] = await tx.query(
      `insert into intervention (client_id, type, starts_on, suggestion_id, planned_by, planned_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (client_id, type) where ended_at is null do nothing
       returning id`,
      [clientId, type, startsOn, suggestionId, staffId, now],
    );
    if (!planned) throw new AlreadyRunningError(type);
    return planned.id;
  }

  /**
   * Records the end, once. What never started has no last day: whatever was given is left out. Who found work is asked nothing from then on:
   * the pause is in the same story.
   * @throws InvalidInputError (fields `endsOn`, `outcome`, `note`), InterventionNotFoundError, AlreadyEndedError
   */
  async end(tx: EntityManager, id: string, { staffId, ...ending }: Ending & { staffId: string }, now: Temporal.Instant): Promise<void> {
    const found = await tx.findOne(Intervention, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!found) throw new InterventionNotFoundError();
    if (found.endedAt) throw new AlreadyEndedError();
    refuse(problemsWithEnding(ending, found.startsOn, localDate(now)));
    await tx.update(Intervention, id, {
      state: 'ended',
      endsOn: ending.outcome === 'not_started' ? null : ending.endsOn,
      outcome: ending.outcome,
      outcomeNote: ending.note?.trim() || null,
      endedBy: staffId,
      endedAt: now,
    });
    if (ending.outcome === 'found_work')
      await this.pauses.pauseClient(tx, { clientId: found.clientId, reason: 'found_work', note: null, until: null, staffId }, now);
  }

  /** Whose it is, for whoever must check that this client may be opened. @throws InterventionNotFoundError */
  async clientOf(tx: EntityManager, id: string): Promise<string> {
    const found = await tx.findOneBy(Intervention, { id });
    if (!found) throw new InterventionNotFoundError();
    return found.clientId;
  }
}

function refuse(problems: Record<string, string>): void {
  if (Object.keys(problems).length > 0) throw new InvalidInputError(problems);
}
