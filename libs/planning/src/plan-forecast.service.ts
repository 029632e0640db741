import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, localDate, NotFoundError, type Configuration } from '#libs/platform';
import { sendWindow } from '#libs/messaging';
import { DataSource, type EntityManager } from 'typeorm';
import { EnrolmentsService } from './enrolments.service.js';
import type { PlanSettings } from './domain/plan.js';
import { within } from './domain/plan-problems.js';
import { simulatePlan, type Simulated, type SimulatedCoach, type SimulatedMember } from './domain/simulate-plan.js';
import { findPlan } from './plan.js';
import { PlanNotFoundError } from './planning.errors.js';

/** A quarter of a year. */
const DAYS = 91;

export interface PlanForecast extends Omit<Simulated, 'coaches'> {
  /** Who are in it, or would be. */
  people: number;
  /** By name; whoever has no coach comes last. */
  coaches: (SimulatedCoach & { name: string | null })[];
}

/** What a plan would ask of whom in the days to come, before and after it is switched on. */
@Injectable()
export class PlanForecastService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly enrolments: EnrolmentsService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /**
   * Of a running plan, with who is in it now; of a draft, or of settings that were not kept yet, with who would be enrolled now. It says what
   * `simulatePlan` says: nothing of other plans, pauses and addresses is in it.
   * @param plan its id, or settings that `PlansService.check` found nothing wrong with
   * @param from the first day; @param days at most a year
   * @throws PlanNotFoundError, NotFoundError (details: `questionnaire`)
   */
  async forecast(plan: string | PlanSettings, from: Temporal.PlainDate, now: Temporal.Instant, days = DAYS): Promise<PlanForecast> {
    const { manager } = this.dataSource;
    const { settings, members } = await this.load(manager, plan, now);
    const hours = within(this.configuration.sendHours, settings.window);
    const { coaches, ...simulated } = simulatePlan(
      members,
      settings,
      from,
      Math.min(days, 366),
      (date) => sendWindow(date, hours) !== null,
    );
    const names = await namesOf(
      manager,
      coaches.flatMap(({ staffId }) => staffId ?? []),
    );
    const named = coaches.map((coach) => ({ ...coach, name: coach.staffId === null ? null : (names.get(coach.staffId) ?? null) }));
    return {
      ...simulated,
      people: members.length,
      coaches: named.toSorted(
        (one, other) => Number(one.name === null) - Number(other.name === null) || (one.name ?? '').localeCompare(other.name ?? '', 'nl'),
      ),
    };
  }

  private async load(
    tx: EntityManager,
    plan: string | PlanSettings,
    now: Temporal.Instant,
  ): Promise<{ settings: PlanSettings; members: SimulatedMember[] }> {
    if (typeof plan !== 'string') {
      const questionnaireId = await questionnaireOf(tx, plan.questionnaireKey);
      return { settings: plan, members: await this.wouldBe(tx, { ...plan, id: null, questionnaireId }, now) };
    }
    const found = await findPlan(tx, plan);
    if (!found) throw new PlanNotFoundError();
    return { settings: found, members: found.state === 'draft' ? await this.wouldBe(tx, found, now) : await membersOf(tx, plan, now) };
  }

  private async wouldBe(
    tx: EntityManager,
    plan: Parameters<EnrolmentsService['newcomers']>[1],
    now: Temporal.Instant,
  ): Promise<SimulatedMember[]> {
    const newcomers = await this.enrolments.newcomers(tx, plan, now);
    return newcomers.map(({ staffId, anchorOn, nextDueOn }) => ({ staffId, anchorOn, nextDueOn, lastAskedOn: null }));
  }
}

async function membersOf(tx: EntityManager, planId: string, now: Temporal.Instant): Promise<SimulatedMember[]> {
  const rows: { staffId: string | null; anchorOn: string; nextDueOn: string; lastAskedAt: Date | null }[] = await tx.query(
    `select assignment.staff_id as "staffId", place.anchor_on::text as "anchorOn", place.next_due_on::text as "nextDueOn",
            (select max(opened_at) from check_in where client_id = place.client_id and channel is not null) as "lastAskedAt"
       from enrolment place
       left join caseload_assignment assignment on assignment.client_id = place.client_id and assignment.during @> $2::date
      where place.plan_id = $1 and place.ended_at is null and place.next_due_on is not null
      order by place.next_due_on, place.id`,
    [planId, localDate(now)],
  );
  return rows.map(({ staffId, anchorOn, nextDueOn, lastAskedAt }) => ({
    staffId,
    anchorOn: Temporal.PlainDate.from(anchorOn),
    nextDueOn: Temporal.PlainDate.from(nextDueOn),
    lastAskedOn: lastAskedAt && localDate(lastAskedAt.toTemporalInstant()),
  }));
}

async function questionnaireOf(tx: EntityManager, key: string): Promise<string> {
  const [row] = await tx.query<{ id: string }[]>(`select id from questionnaire where key = $1`, [key]);
  if (!row) throw new NotFoundError(`no questionnaire "${key}"`, { questionnaire: key });
  return row.id;
}

async function namesOf(tx: EntityManager, staffIds: readonly string[]): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await tx.query(`select id, name from staff where id = any ($1::uuid[])`, [staffIds]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
