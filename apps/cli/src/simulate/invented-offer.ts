import {
  CatalogueEditingService,
  CatalogueService,
  InterventionsService,
  NoPlaceError,
  ProgressService,
  type InterventionType,
} from '#libs/interventions';
import type { EndReason } from '#libs/people';
import { localDate, localInstant } from '#libs/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Life, Story } from './story.js';

/** What the invented office has others carry out, for how long and for how many at once: enough for most, so that some wait. */
const CARRIED_OUT: Record<string, Pick<InterventionType, 'provider' | 'durationWeeks' | 'places'>> = {
  WORK_CAPACITY_ASSESSMENT: { provider: 'Sociaal-medisch adviesbureau De Brug', durationWeeks: 6, places: 15 },
  LANGUAGE_COURSE: { provider: 'Taalhuis Voorbeeldgemeente', durationWeeks: 20, places: 12 },
  DEBT_COUNSELLING: { provider: 'Kredietbank Voorbeeldgemeente', durationWeeks: 16, places: 14 },
  DIGITAL_SKILLS: { provider: 'Bibliotheek Voorbeeldgemeente', durationWeeks: 8, places: 8 },
  SOCIAL_ACTIVATION: { provider: 'Welzijn Voorbeeldgemeente', durationWeeks: 12, places: 10 },
  JOB_APPLICATION_TRAINING: { provider: 'Werkplein Voorbeeldgemeente', durationWeeks: 6, places: 12 },
};

interface Waiting {
  id: string;
  clientId: string;
  type: string;
  staffId: string;
}

/** What there is to offer in the invented office, who gets a place of it and who waits, and how it ends. */
export class InventedOffer {
  private readonly dataSource: DataSource;
  private readonly interventions: InterventionsService;
  private readonly progress: ProgressService;

  constructor(
    app: INestApplicationContext,
    private readonly story: Story,
  ) {
    this.dataSource = app.get(DataSource);
    this.interventions = app.get(InterventionsService);
    this.progress = app.get(ProgressService);
  }

  /** The agreed days that have come, begin; coaches of whom a client has waited long enough for a place that is free, take it within some days. */
  async live(today: Temporal.PlainDate): Promise<void> {
    const now = localInstant(today, '08:30');
    await this.progress.startDue(now);
    const waiting = await this.dataSource.query<Waiting[]>(
      `select i.id, i.client_id as "clientId", i.type, assignment.staff_id as "staffId"
         from intervention i join caseload_assignment assignment on assignment.client_id = i.client_id and assignment.during @> $1::date
        where i.state = 'waiting' and assignment.staff_id is not null
        order by i.planned_at, i.id`,
      [today],
    );
    for (const one of waiting) {
      const life = this.story.lives.get(one.clientId)!;
      if (life.isOnBenefit && life.chance.happens(0.6)) await this.takePlace(one, life, now);
    }
  }

  /** What was begun ends; what waits still, or begins later than was thought, does not. @returns whether it was done whole */
  async end(
    { interventionId, life, staffId }: { interventionId: string; life: Life; staffId: string },
    now: Temporal.Instant,
  ): Promise<boolean> {
    const running = await this.dataSource.query<unknown[]>(
      `select from intervention where id = $1 and ended_at is null and starts_on <= $2`,
      [interventionId, localDate(now)],
    );
    if (running.length === 0) return false;
    const outcome = life.chance.weighted({ completed: 72, stopped_early: 20, not_started: 8 });
    const stopReason = outcome === 'stopped_early' ? life.chance.oneOf(['did_not_fit', 'circumstances', 'no_contact'] as const) : null;
    const ending = { endsOn: localDate(now), outcome, stopReason, note: null, staffId };
    await this.dataSource.transaction((tx) => this.interventions.end(tx, interventionId, ending, now));
    return outcome === 'completed';
  }

  /** Whoever leaves the benefit ends what ran, and no longer waits. */
  async endAllOf(tx: EntityManager, clientId: string, reason: EndReason, now: Temporal.Instant): Promise<void> {
    const today = localDate(now);
    const all = await tx.query<{ id: string; staffId: string; hasBegun: boolean }[]>(
      `select id, planned_by as "staffId", coalesce(starts_on <= $2, false) as "hasBegun" from intervention
        where client_id = $1 and ended_at is null order by planned_at, id`,
      [clientId, today],
    );
    for (const { id, staffId, hasBegun } of all) {
      const outcome = reason.startsWith('WORK') ? 'found_work' : hasBegun ? 'stopped_early' : 'not_started';
      const stopReason = outcome === 'found_work' ? null : hasBegun ? 'circumstances' : 'no_longer_needed';
      await this.interventions.end(tx, id, { endsOn: today, outcome, stopReason, note: null, staffId }, now);
    }
  }

  private async takePlace({ id, type, staffId }: Waiting, life: Life, now: Temporal.Instant): Promise<void> {
    const startsOn = localDate(now).add({ days: life.chance.between(3, 14) });
    const lasts = life.chance.between(45, 150);
    try {
      await this.dataSource.transaction((tx) => this.interventions.takePlace(tx, id, { staffId, startsOn }, now));
    } catch (error) {
      if (!(error instanceof NoPlaceError)) throw error;
      return;
    }
    this.story.agenda.write(localInstant(startsOn.add({ days: lasts }), '14:00'), {
      kind: 'ends',
      life,
      interventionId: id,
      type,
      staffId,
    });
  }
}

/** An administrator of the invented office writes down who carries out what, and how many places there are. */
export async function writeInventedOffer(app: INestApplicationContext, now: Temporal.Instant): Promise<void> {
  const [admin] = await app.get(DataSource).query<{ id: string }[]>(`select id from staff where role = 'admin' order by email limit 1`);
  const catalogue = await app.get(CatalogueService).current();
  for (const [code, carriedOut] of Object.entries(CARRIED_OUT)) {
    const { code: _, ...type } = catalogue.of(code);
    const changing = { staffId: admin!.id, note: 'Afspraken met de uitvoerder' };
    await app.get(CatalogueEditingService).change(code, 1, { ...type, ...carriedOut }, changing, now);
  }
}
