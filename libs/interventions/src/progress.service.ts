import { Injectable } from '@nestjs/common';
import { localDate } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { NOTE_LENGTH } from './domain/ending.js';
import { problemsWithStart } from './domain/lifecycle.js';
import { held, refuse } from './held.js';
import { Intervention } from './intervention.entity.js';
import { record } from './steps.js';

interface Done {
  staffId: string;
  note: string | null;
}

/** What happens with an intervention between being agreed upon and its end; all throw InterventionNotFoundError, AlreadyEndedError and NotAtThisPointError. */
@Injectable()
export class ProgressService {
  constructor(private readonly dataSource: DataSource) {}

  /** It began, on another day than was agreed perhaps: the day on which it did counts from then on. @throws InvalidInputError (field `startsOn`) */
  async start(
    tx: EntityManager,
    id: string,
    { staffId, startsOn }: { staffId: string; startsOn: Temporal.PlainDate | null },
    now: Temporal.Instant,
  ): Promise<void> {
    await held(tx, id, 'start');
    refuse(problemsWithStart(startsOn, localDate(now)));
    await tx.update(Intervention, id, { state: 'started', startsOn });
    await record(tx, id, [{ step: 'started', onDay: startsOn }], staffId, now);
  }

  /** Another day is agreed; when that day has come it has begun. @throws InvalidInputError (field `startsOn`) */
  async agreeDay(
    tx: EntityManager,
    id: string,
    { staffId, startsOn }: { staffId: string; startsOn: Temporal.PlainDate | null },
    now: Temporal.Instant,
  ): Promise<void> {
    await held(tx, id, 'agree_day');
    if (!startsOn) return refuse({ startsOn: 'form.date-needed' });
    if (Temporal.PlainDate.compare(startsOn, localDate(now)) <= 0) refuse({ startsOn: 'form.day-in-past' });
    await tx.update(Intervention, id, { startsOn });
    await record(tx, id, [{ step: 'accepted', onDay: startsOn }], staffId, now);
  }

  /** It rests; the place is kept. @throws InvalidInputError (field `note`) */
  async pause(tx: EntityManager, id: string, { staffId, note }: Done, now: Temporal.Instant): Promise<void> {
    await held(tx, id, 'pause');
    if ((note ?? '').length > NOTE_LENGTH) refuse({ note: 'form.too-long' });
    await tx.update(Intervention, id, { state: 'paused' });
    await record(tx, id, [{ step: 'paused', onDay: localDate(now), note }], staffId, now);
  }

  /** It goes on: the same intervention, from its own first day. */
  async resume(tx: EntityManager, id: string, staffId: string, now: Temporal.Instant): Promise<void> {
    await held(tx, id, 'resume');
    await tx.update(Intervention, id, { state: 'started' });
    await record(tx, id, [{ step: 'resumed', onDay: localDate(now) }], staffId, now);
  }

  /**
   * What was agreed for today or earlier has begun, for whoever is alive and on a benefit; of others a person says so. For the clock; by several
   * workers at once, and as often as you like.
   * @returns how many began
   */
  async startDue(now: Temporal.Instant, atMost = 1000): Promise<number> {
    const begun: unknown[] = await this.dataSource.query(
      `with due as (
         select i.id from intervention i join client on client.id = i.client_id
          where i.state = 'accepted' and i.starts_on <= $1::date and client.deceased_on is null
            and exists (select from benefit_spell where client_id = client.id and during @> $1::date)
          order by i.starts_on, i.id
          limit $2
            for update of i skip locked),
       begun as (
         update intervention set state = 'started' from due where intervention.id = due.id returning intervention.id, intervention.starts_on)
       insert into intervention_step (intervention_id, step, on_day, at)
       select id, 'started', starts_on, $3 from begun returning id`,
      [localDate(now), atMost, now],
    );
    return begun.length;
  }
}
