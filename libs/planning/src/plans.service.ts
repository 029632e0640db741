import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, InvalidInputError, localDate, NotFoundError, type Configuration } from '#libs/platform';
import { CatalogueService } from '#libs/interventions';
import type { MessageChannel } from '#libs/messaging';
import { isDeepStrictEqual } from 'node:util';
import { DataSource, type EntityManager } from 'typeorm';
import { EnrolmentsService } from './enrolments.service.js';
import { DEFAULT_SETTINGS, type Audience, type Cadence, type PlanSettings } from './domain/plan.js';
import { problemsWith } from './domain/plan-problems.js';
import { belongingIn } from './belonging.js';
import { findPlan, runningPlans, SETTING_COLUMNS, settingValues, type Plan } from './plan.js';
import { NotADraftError, PlanNotFoundError } from './planning.errors.js';

/** Who is to be asked, by name, from the command line: always people who are alive and on a benefit. */
export type NamedAudience = { all: true } | { teamName: string } | { clientNumber: string };

export interface NewPlan {
  questionnaireKey: string;
  /** A week at least, a year at most. */
  everyDays: number;
  /** The channel that goes first; null leaves the choice to what the client has. */
  channel: MessageChannel | null;
  startsOn: Temporal.PlainDate;
}

export interface PlansAdded {
  added: number;
  /** Had a plan for this questionnaire already: left as it was. */
  unchanged: number;
  /** Of those: how many are asked in another rhythm or first by another channel than was asked for. */
  different: number;
}

/** What an office asks of whom: drafts that become plans, and plans that end. */
@Injectable()
export class PlansService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly enrolments: EnrolmentsService,
    private readonly catalogue: CatalogueService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /**
   * Keeps a plan that asks nobody yet.
   * @returns its id
   * @throws InvalidInputError with everything that is wrong, by field (see `problemsWith`)
   */
  async draft(settings: PlanSettings, staffId: string | null, now: Temporal.Instant): Promise<string> {
    return this.dataSource.transaction((tx) => this.keep(tx, settings, staffId, now));
  }

  /** Gives a draft other settings. @throws InvalidInputError, PlanNotFoundError, NotADraftError */
  async change(planId: string, settings: PlanSettings): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const plan = await held(tx, planId);
      if (plan.state !== 'draft') throw new NotADraftError('this plan is no draft any more');
      const values = settingValues(settings, await this.accept(tx, settings));
      await tx.query(`update plan set (${SETTING_COLUMNS}) = row (${values.map((_, index) => `$${index + 2}`).join(', ')}) where id = $1`, [
        planId,
        ...values,
      ]);
    });
  }

  /**
   * From now on a draft asks: whoever belongs in it is enrolled at once. A first day that has passed becomes today.
   * @returns how many were enrolled
   * @throws InvalidInputError when what it names is no longer there, PlanNotFoundError, NotADraftError
   */
  async switchOn(planId: string, staffId: string | null, now: Temporal.Instant): Promise<number> {
    return this.dataSource.transaction(async (tx) => {
      const plan = await held(tx, planId);
      if (plan.state !== 'draft') throw new NotADraftError('this plan is no draft any more');
      await this.accept(tx, plan);
      const startsOn = later(plan.startsOn, localDate(now));
      await tx.query(`update plan set switched_on_by = $2, switched_on_at = $3, starts_on = $4 where id = $1`, [
        planId,
        staffId,
        now,
        startsOn,
      ]);
      const { enrolled } = await this.enrolments.bringPlanUpToDate(tx, { ...plan, startsOn }, now);
      return enrolled;
    });
  }

  /**
   * Nothing new is asked under this plan and everybody leaves it. What is open and was not begun is canceled by
   * `ClosingService.cancelPointless` (checkins), which the clock calls, and whoever wants it at once.
   * @returns whether it was still running, or a draft
   * @throws PlanNotFoundError
   */
  async end(planId: string, reason: string, staffId: string | null, now: Temporal.Instant): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const plan = await held(tx, planId);
      if (plan.state === 'ended') return false;
      await tx.query(`update plan set ended_by = $2, ended_at = $3, ended_reason = $4 where id = $1`, [planId, staffId, now, reason]);
      await tx.query(`update enrolment set ended_at = $2, ended_reason = 'plan_ended' where plan_id = $1 and ended_at is null`, [
        planId,
        now,
      ]);
      return true;
    });
  }

  /** @throws PlanNotFoundError */
  async find(planId: string): Promise<Plan> {
    const plan = await findPlan(this.dataSource.manager, planId);
    if (!plan) throw new PlanNotFoundError();
    return plan;
  }

  /** Every plan that asks now; there are few. */
  async running(tx: EntityManager): Promise<Plan[]> {
    return runningPlans(tx);
  }

  /** Whether a plan with these settings could be kept: what is wrong with it, by field; empty when nothing is. */
  async check(settings: PlanSettings): Promise<Record<string, string>> {
    const { problems } = await this.judge(this.dataSource.manager, settings);
    return problems;
  }

  /**
   * From the command line: asks an audience from a day on, every so many days. Whoever is asked that questionnaire in some rhythm already
   * keeps it. It is one plan for all of them, and the same one when it is added again.
   * @throws InvalidInputError for a cadence that is none
   * @throws NotFoundError (details: `team`, `client` or `questionnaire`) when nobody or nothing has that name
   */
  async add(named: NamedAudience, { questionnaireKey, everyDays, channel, startsOn }: NewPlan, now: Temporal.Instant): Promise<PlansAdded> {
    if (!Number.isInteger(everyDays) || everyDays < 7 || everyDays > 366) throw new InvalidInputError({ everyDays: 'cadence' });
    return this.dataSource.transaction(async (tx) => {
      const settings: PlanSettings = {
        ...DEFAULT_SETTINGS,
        name: `${nameOf(named)}, ${everyDays} d`,
        questionnaireKey,
        audience: await audienceOf(tx, named),
        cadence: { kind: 'days', every: everyDays },
        startsOn,
        preferredChannel: channel,
      };
      const questionnaireId = await questionnaireOf(tx, questionnaireKey);
      if (questionnaireId === null) throw new NotFoundError(`no questionnaire "${questionnaireKey}"`, { questionnaire: questionnaireKey });
      // One at a time: of two administrators who add the same, the second finds the plan of the first.
      await tx.query(`select pg_advisory_xact_lock(hashtext('add a plan'))`);
      const { audience, different } = await countStanding(tx, settings, questionnaireId, now);
      const same = (await runningPlans(tx)).find((plan) => isSame(plan, settings));
      const before = same ?? { ...settings, id: null, questionnaireId };
      const newcomers = await this.enrolments.newcomers(tx, before, now);
      if (newcomers.length > 0) {
        const id = same?.id ?? (await this.keep(tx, settings, null, now, now));
        await this.enrolments.bringPlanUpToDate(tx, await held(tx, id), now);
      }
      return { added: newcomers.length, unchanged: audience - newcomers.length, different };
    });
  }

  private async keep(
    tx: EntityManager,
    settings: PlanSettings,
    staffId: string | null,
    now: Temporal.Instant,
    switchedOnAt: Temporal.Instant | null = null,
  ): Promise<string> {
    const values = settingValues(settings, await this.accept(tx, settings));
    const own = values.map((_, index) => `$${index + 4}`).join(', ');
    const [{ id }] = await tx.query<[{ id: string }]>(
      `insert into plan (created_by, created_at, switched_on_at, ${SETTING_COLUMNS}) values ($1, $2, $3, ${own}) returning id`,
      [staffId, now, switchedOnAt, ...values],
    );
    return id;
  }

  /** @returns the questionnaire's id. @throws InvalidInputError */
  private async accept(tx: EntityManager, settings: PlanSettings): Promise<string> {
    const { problems, questionnaireId } = await this.judge(tx, settings);
    if (Object.keys(problems).length > 0 || questionnaireId === null) throw new InvalidInputError(problems);
    return questionnaireId;
  }

  private async judge(
    tx: EntityManager,
    settings: PlanSettings,
  ): Promise<{ problems: Record<string, string>; questionnaireId: string | null }> {
    const questionnaireId = await questionnaireOf(tx, settings.questionnaireKey);
    const known = {
      questionnaire: questionnaireId !== null,
      audience: await isKnown(tx, settings.audience),
      intervention: await this.knowsIntervention(tx, settings.cadence),
    };
    return { problems: problemsWith(settings, known, this.configuration.sendHours), questionnaireId };
  }

  /** What is offered no more is still known: what runs of it ends some day, and may be asked about. */
  private async knowsIntervention(tx: EntityManager, cadence: Cadence): Promise<boolean> {
    if (cadence.kind !== 'event' || cadence.intervention === undefined) return true;
    return (await this.catalogue.current(tx)).find(cadence.intervention) !== null;
  }
}

/** @throws PlanNotFoundError */
async function held(tx: EntityManager, planId: string): Promise<Plan> {
  const plan = await findPlan(tx, planId, 'lock');
  if (!plan) throw new PlanNotFoundError();
  return plan;
}

async function questionnaireOf(tx: EntityManager, key: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>(
    `select id from questionnaire where key = $1 and exists (select from questionnaire_version where questionnaire_id = questionnaire.id)`,
    [key],
  );
  return row?.id ?? null;
}

/** Compared as text: what comes from a form need not be an id at all. */
async function isKnown(tx: EntityManager, audience: Audience): Promise<boolean> {
  const exists = async (table: 'team' | 'staff' | 'client' | 'selection', id: string) =>
    (await tx.query<unknown[]>(`select from ${table} where id = (case when pg_input_is_valid($1, 'uuid') then $1 end)::uuid`, [id]))
      .length > 0;
  switch (audience.kind) {
    case 'team':
      return exists('team', audience.teamId);
    case 'caseload':
      return exists('staff', audience.staffId);
    case 'client':
      return exists('client', audience.clientId);
    case 'selection':
      return exists('selection', audience.selectionId);
    default:
      return true;
  }
}

async function audienceOf(tx: EntityManager, named: NamedAudience): Promise<Audience> {
  if ('teamName' in named) {
    const [team] = await tx.query<{ id: string }[]>(`select id from team where lower(name) = lower($1)`, [named.teamName]);
    if (!team) throw new NotFoundError('no team has this name', { team: named.teamName });
    return { kind: 'team', teamId: team.id };
  }
  if ('clientNumber' in named) {
    const [client] = await tx.query<{ id: string }[]>(`select id from client where client_number = $1`, [named.clientNumber]);
    if (!client) throw new NotFoundError('no client has this number', { client: named.clientNumber });
    return { kind: 'client', clientId: client.id };
  }
  return { kind: 'everybody' };
}

/** Of an audience: how many they are, and how many have a place in a plan for this questionnaire with another rhythm or channel. */
async function countStanding(
  tx: EntityManager,
  settings: PlanSettings,
  questionnaireId: string,
  now: Temporal.Instant,
): Promise<{ audience: number; different: number }> {
  const { sql, values } = await belongingIn(tx, { ...settings, id: null }, now, localDate(now));
  const next = values.length + 1;
  const [counted] = await tx.query<[{ audience: number; different: number }]>(
    `${sql}
     select count(*)::int as audience,
            count(*) filter (where plan.cadence <> $${next}::jsonb or plan.preferred_channel is distinct from $${next + 1})::int as different
       from member
       left join enrolment place on place.client_id = member.client_id and place.questionnaire_id = $${next + 2}
                                and place.ended_at is null and place.event_key = ''
       left join plan on plan.id = place.plan_id`,
    [...values, JSON.stringify(settings.cadence), settings.preferredChannel, questionnaireId],
  );
  return counted;
}

function isSame(plan: Plan, settings: PlanSettings): boolean {
  return (
    plan.questionnaireKey === settings.questionnaireKey &&
    isDeepStrictEqual(plan.audience, settings.audience) &&
    isDeepStrictEqual(plan.cadence, settings.cadence) &&
    plan.startsOn.equals(settings.startsOn) &&
    plan.preferredChannel === settings.preferredChannel
  );
}

function nameOf(named: NamedAudience): string {
  if ('teamName' in named) return named.teamName;
  return 'clientNumber' in named ? named.clientNumber : 'Iedereen';
}

function later(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) >= 0 ? one : other;
}
