import { Injectable } from '@nestjs/common';
import { PausesService } from '#libs/people';
import { localDate } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { CatalogueService } from './catalogue.service.js';
import type { InterventionType } from './domain/catalogue.js';
import { isWithoutLastDay, problemsWithEnding, problemsWithPlan, type Ending, type InterventionState } from './domain/ending.js';
import { hasRoom, type Step } from './domain/lifecycle.js';
import { held, refuse } from './held.js';
import { Intervention } from './intervention.entity.js';
import { AlreadyRunningError, InterventionNotFoundError, NoPlaceError } from './interventions.errors.js';
import { claimOccupancy } from './places.js';
import { record, type NewStep } from './steps.js';

export interface OfferedIntervention {
  clientId: string;
  type: string;
  /** The suggestion it came from, when it did. */
  suggestionId: string | null;
  /** Who decided: nothing starts without a person. */
  staffId: string;
}

export interface PlannedIntervention extends OfferedIntervention {
  /** The day that was agreed; of somebody who comes to wait, a new day is agreed when there is a place. */
  startsOn: Temporal.PlainDate;
}

/** Who does it, and on which day it begins. */
export interface Agreed {
  staffId: string;
  startsOn: Temporal.PlainDate;
}

/** What is offered, agreed upon and ended; what happens in between is `ProgressService`'s. Every verb takes the caller's transaction. */
@Injectable()
export class InterventionsService {
  constructor(
    private readonly pauses: PausesService,
    private readonly catalogue: CatalogueService,
  ) {}

  /**
   * Agrees on one, inside the caller's story: with a place it is accepted (started, when its day has come); without one it waits, in the order
   * in which people came. `stateOf` tells which it was.
   * @returns its id
   * @throws InvalidInputError (field `type`) for what is not in the catalogue, or offered no more
   * @throws AlreadyRunningError when one of this type has not ended yet; the transaction can go on after it
   */
  async plan(tx: EntityManager, { startsOn, ...planned }: PlannedIntervention, now: Temporal.Instant): Promise<string> {
    const type = await this.beginnable(tx, planned.type);
    const today = localDate(now);
    const isPlaced = hasRoom(await claimOccupancy(tx, type, null, today));
    const { state, steps } = isPlaced ? withPlace('accepted', startsOn, today) : WAITS;
    return insert(tx, planned, { state, startsOn: isPlaced ? startsOn : null, steps }, now);
  }

  /** Offers one: the client thinks about it. It takes no place. @returns its id. @throws InvalidInputError, AlreadyRunningError, as in `plan` */
  async offer(tx: EntityManager, offered: OfferedIntervention, now: Temporal.Instant): Promise<string> {
    await this.beginnable(tx, offered.type);
    return insert(tx, offered, { state: 'offered', startsOn: null, steps: [{ step: 'offered' }] }, now);
  }

  /**
   * The client wants what was offered: it takes a place or waits, as in `plan`. From then on it counts as planned.
   * @returns where it stands now
   * @throws InterventionNotFoundError, AlreadyEndedError, NotAtThisPointError
   */
  async accept(tx: EntityManager, id: string, { staffId, startsOn }: Agreed, now: Temporal.Instant): Promise<InterventionState> {
    const today = localDate(now);
    const isPlaced = hasRoom(await claimOccupancy(tx, await this.typeOf(tx, id), null, today));
    await held(tx, id, 'accept');
    const { state, steps } = isPlaced ? withPlace('accepted', startsOn, today) : WAITS;
    await tx.update(Intervention, id, { state, startsOn: isPlaced ? startsOn : null, plannedBy: staffId, plannedAt: now });
    await record(tx, id, steps, staffId, now);
    return state;
  }

  /** The client does not want what was offered. @throws InvalidInputError (field `note`), InterventionNotFoundError, AlreadyEndedError, NotAtThisPointError */
  async refuse(
    tx: EntityManager,
    id: string,
    { staffId, note }: { staffId: string; note: string | null },
    now: Temporal.Instant,
  ): Promise<void> {
    await held(tx, id, 'refuse');
    const ending: Ending = { endsOn: null, outcome: 'not_started', stopReason: 'client_refused', note };
    refuse(problemsWithEnding(ending, null, localDate(now)));
    await write(tx, id, { ...ending, staffId }, now);
    await record(tx, id, [{ step: 'refused', note }, { step: 'ended' }], staffId, now);
  }

  /**
   * Whoever waits gets a place that is free for them: as many as are free are for who waits longest.
   * @returns where it stands now
   * @throws NoPlaceError, InterventionNotFoundError, AlreadyEndedError, NotAtThisPointError
   */
  async takePlace(tx: EntityManager, id: string, { staffId, startsOn }: Agreed, now: Temporal.Instant): Promise<InterventionState> {
    const today = localDate(now);
    const type = await this.typeOf(tx, id);
    const occupancy = await claimOccupancy(tx, type, id, today);
    await held(tx, id, 'take_place');
    if (!hasRoom(occupancy)) throw new NoPlaceError(type.code);
    return placed(tx, id, { staffId, startsOn }, now);
  }

  /**
   * Whoever waits gets a place that was won by lot: `DrawsService` has seen that it is free, and holds the line meanwhile.
   * @returns where it stands now
   * @throws InterventionNotFoundError, AlreadyEndedError, NotAtThisPointError
   */
  async givePlace(tx: EntityManager, id: string, agreed: Agreed, now: Temporal.Instant): Promise<InterventionState> {
    await held(tx, id, 'take_place');
    return placed(tx, id, agreed, now);
  }

  /**
   * Records the end, once; a place it had is free from then on. What never started has no last day: whatever was given is left out. Who found
   * work is asked nothing from then on: the pause is in the same story.
   * @throws InvalidInputError (fields `endsOn`, `outcome`, `stopReason`, `note`), InterventionNotFoundError, AlreadyEndedError
   */
  async end(tx: EntityManager, id: string, { staffId, ...ending }: Ending & { staffId: string }, now: Temporal.Instant): Promise<void> {
    const today = localDate(now);
    const found = await held(tx, id, 'end');
    refuse(problemsWithEnding(ending, found.startsOn, today));
    const neverBegan = isWithoutLastDay(ending.outcome, found.startsOn, today);
    await write(tx, id, { ...(neverBegan ? neverBegun(ending) : ending), staffId }, now);
    // Somebody forgot to tell that it began.
    const began: NewStep[] = found.state === 'accepted' && !neverBegan ? [{ step: 'started', onDay: found.startsOn }] : [];
    await record(tx, id, [...began, { step: 'ended', onDay: neverBegan ? null : ending.endsOn, note: ending.note }], staffId, now);
    if (ending.outcome === 'found_work')
      await this.pauses.pauseClient(tx, { clientId: found.clientId, reason: 'found_work', note: null, until: null, staffId }, now);
  }

  /** Whose it is, for whoever must check that this client may be opened. @throws InterventionNotFoundError */
  async clientOf(tx: EntityManager, id: string): Promise<string> {
    return (await find(tx, id)).clientId;
  }

  /** Where it stands. @throws InterventionNotFoundError */
  async stateOf(tx: EntityManager, id: string): Promise<InterventionState> {
    return (await find(tx, id)).state;
  }

  private async beginnable(tx: EntityManager, code: string): Promise<InterventionType> {
    const catalogue = await this.catalogue.current(tx);
    refuse(problemsWithPlan({ type: code }, catalogue));
    return catalogue.of(code);
  }

  private async typeOf(tx: EntityManager, id: string): Promise<InterventionType> {
    const { type } = await find(tx, id);
    return (await this.catalogue.current(tx)).of(type);
  }
}

interface Standing {
  state: InterventionState;
  steps: NewStep[];
}

const WAITS: Standing = { state: 'waiting', steps: [{ step: 'accepted' }, { step: 'waiting' }] };

/** With a place: it has begun when its day is here. */
function withPlace(step: Step, startsOn: Temporal.PlainDate, today: Temporal.PlainDate): Standing {
  const isHere = Temporal.PlainDate.compare(startsOn, today) <= 0;
  const agreed: NewStep = { step, onDay: startsOn };
  return isHere ? { state: 'started', steps: [agreed, { step: 'started', onDay: startsOn }] } : { state: 'accepted', steps: [agreed] };
}

async function placed(tx: EntityManager, id: string, { staffId, startsOn }: Agreed, now: Temporal.Instant): Promise<InterventionState> {
  const { state, steps } = withPlace('place_taken', startsOn, localDate(now));
  await tx.update(Intervention, id, { state, startsOn });
  await record(tx, id, steps, staffId, now);
  return state;
}

function neverBegun(ending: Ending): Ending {
  const stopReason = ending.outcome === 'found_work' ? 'no_longer_needed' : (ending.stopReason ?? null);
  return { endsOn: null, outcome: 'not_started', stopReason, note: ending.note };
}

async function insert(
  tx: EntityManager,
  { clientId, type, suggestionId, staffId }: OfferedIntervention,
  { state, startsOn, steps }: Standing & { startsOn: Temporal.PlainDate | null },
  now: Temporal.Instant,
): Promise<string> {
  const [planned]: { id: string }[] = await tx.query(
    `insert into intervention (client_id, type, state, starts_on, suggestion_id, planned_by, planned_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (client_id, type) where ended_at is null do nothing
     returning id`,
    [clientId, type, state, startsOn, suggestionId, staffId, now],
  );
  if (!planned) throw new AlreadyRunningError(type);
  await record(tx, planned.id, steps, staffId, now);
  return planned.id;
}

async function write(
  tx: EntityManager,
  id: string,
  { staffId, ...ending }: Ending & { staffId: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx.update(Intervention, id, {
    state: 'ended',
    endsOn: ending.endsOn,
    outcome: ending.outcome,
    stopReason: ending.stopReason ?? null,
    outcomeNote: ending.note?.trim() || null,
    endedBy: staffId,
    endedAt: now,
  });
}

/** @throws InterventionNotFoundError */
async function find(tx: EntityManager, id: string): Promise<Intervention> {
  const found = await tx.findOneBy(Intervention, { id });
  if (!found) throw new InterventionNotFoundError();
  return found;
}
