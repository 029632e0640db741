import { Test } from '@nestjs/testing';
import { AnsweringService, CheckInsModule, ClosingService, InvitingService, RoundsService } from '#libs/checkins';
import { hashOf, TOKEN_LENGTH, tokenFrom } from '#libs/messaging';
import { DEFAULT_SETTINGS, PlansService, type NewPlan, type PlanSettings } from '#libs/planning';
import { ConversationsModule } from '#libs/conversations';
import { InboxModule } from '#libs/inbox';
import { OperationsModule } from '#libs/operations';
import { localInstant, PlatformModule, readConfiguration, type Environment } from '#libs/platform';
import { QuestionnairesService, STANDARD_KEY } from '#libs/questionnaires';
import { RulesService } from '#libs/rules';
import { SharingModule } from '#libs/sharing';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { aDatabase } from './database.js';

/** A moment at the office: `at('2026-03-02', '09:00')`. */
export function at(day: string, time: string): Temporal.Instant {
  return localInstant(Temporal.PlainDate.from(day), time);
}

export interface ClientOptions {
  mobile?: string | null;
  landline?: string | null;
  email?: string | null;
  language?: string;
  /** First day with, and first day without a benefit. */
  benefit?: [from: string, until: string | null] | null;
  deceasedOn?: string | null;
}

export interface PlannedClient {
  id: string;
  clientNumber: string;
}

/** The check-ins of a Werkplein on a database of this spec file's own, with what a story about them needs. */
export async function aWerkplein(settings: Environment = {}) {
  const database = await aDatabase();
  const configuration = { ...readConfiguration({ DEMO: 'on', LOG_LEVEL: 'fatal', ...settings }), databaseUrl: database.url };
  const app = await Test.createTestingModule({
    imports: [PlatformModule.with(configuration), CheckInsModule, ConversationsModule, InboxModule, OperationsModule, SharingModule],
  }).compile();
  await app.init();
  const dataSource = app.get(DataSource);
  const plans = app.get(PlansService, { strict: false });
  const longAgo = at('2020-01-01', '09:00');
  await app.get(QuestionnairesService, { strict: false }).ensureStandard(longAgo);
  await app.get(RulesService, { strict: false }).ensureStandard(longAgo);
  let number = 0;

  async function aClient(given: ClientOptions = {}): Promise<PlannedClient> {
    number += 1;
    const { language = 'nl', deceasedOn = null, benefit = ['2020-01-01', null], landline = null, email = null } = given;
    const mobile = given.mobile === undefined ? `+316${String(10_000_000 + number)}` : given.mobile;
    const clientNumber = `W${number}`;
    const [{ id }] = await dataSource.query(
      `insert into client (client_number, first_name, last_name, language, deceased_on) values ($1, 'Noor', 'Voorbeeld', $2, $3) returning id`,
      [clientNumber, language, deceasedOn],
    );
    for (const [kind, address] of [
      ['mobile', mobile],
      ['landline', landline],
      ['email', email],
    ] as const)
      if (address)
        await dataSource.query(
          `insert into contact_point (client_id, kind, address, state_since, created_at) values ($1, $2, $3, $4, $4)`,
          [id, kind, address, longAgo],
        );
    if (benefit)
      await dataSource.query(
        `insert into benefit_spell (client_id, scheme, during, end_reason, recorded_at)
         values ($1, 'PW', daterange($2, $3), case when $3::date is null then null else 'WORK_EMPLOYED' end, $4)`,
        [id, ...benefit, longAgo],
      );
    return { id, clientNumber };
  }

  async function aPlannedClient(given: ClientOptions & Partial<NewPlan> = {}, now = at('2026-03-01', '12:00')): Promise<PlannedClient> {
    const client = await aClient(given);
    const { questionnaireKey = STANDARD_KEY, everyDays = 28, channel = null, startsOn = Temporal.PlainDate.from('2026-03-02') } = given;
    await plans.add({ clientNumber: client.clientNumber }, { questionnaireKey, everyDays, channel, startsOn }, now);
    return client;
  }

  /** A plan for everybody, every four weeks from 2 March 2026, unless said otherwise; it asks at once. @returns its id */
  async function aPlan(given: Partial<PlanSettings> = {}, now = at('2026-03-01', '12:00'), state: 'draft' | 'on' = 'on'): Promise<string> {
    const settings: PlanSettings = {
      ...DEFAULT_SETTINGS,
      name: 'Elke vier weken',
      questionnaireKey: STANDARD_KEY,
      audience: { kind: 'everybody' },
      cadence: { kind: 'weeks', every: 4 },
      startsOn: Temporal.PlainDate.from('2026-03-02'),
      ...given,
    };
    const id = await plans.draft(settings, null, now);
    if (state === 'on') await plans.switchOn(id, null, now);
    return id;
  }

  /** These clients are this coach's, of this team, since 2025. */
  async function inCaseload(clients: readonly { id: string }[], teamName: string, coachName: string) {
    const [team] = await dataSource.query<[{ id: string }]>(
      `insert into team (name) values ($1) on conflict (name) do update set name = excluded.name returning id`,
      [teamName],
    );
    const found = await dataSource.query<{ id: string }[]>(`select id from staff where name = $1 and team_id = $2`, [coachName, team.id]);
    const [coach] =
      found.length > 0
        ? found
        : await dataSource.query<{ id: string }[]>(`insert into staff (name, role, team_id) values ($1, 'coach', $2) returning id`, [
            coachName,
            team.id,
          ]);
    await dataSource.query(
      `insert into caseload_assignment (client_id, staff_id, team_id, during)
       select id, $2, $3, daterange('2025-01-01', null) from unnest($1::uuid[]) as client (id)
       on conflict do nothing`,
      [clients.map(({ id }) => id), coach!.id, team.id],
    );
    return { teamId: team.id, staffId: coach!.id };
  }

  /** What somebody said of a trait; null: "weet ik niet". */
  async function observe({ id }: { id: string }, trait: string, value: number | null, observedAt: Temporal.Instant): Promise<void> {
    await dataSource.query(
      `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
       values ($1, $2, case when $3::smallint is null then 'unknown' else 'answered' end, $3, $4, $4, 'self_report', 'app', 'self', 'nl')`,
      [id, trait, value, observedAt],
    );
  }

  /** Another questionnaire that asks the same, for who is in two plans. @returns its key */
  async function anotherQuestionnaire(): Promise<string> {
    number += 1;
    const key = `nog-een-${number}`;
    await dataSource.query(
      `with another as (
         insert into questionnaire (key, title, purpose, created_at) values ($1, 'Nog een', 'Test', '2020-01-01') returning id)
       insert into questionnaire_version (questionnaire_id, number, definition, published_at)
       select another.id, 1, definition, '2020-01-01'
         from another cross join (select definition from questionnaire_version order by published_at, number limit 1) first`,
      [key],
    );
    return key;
  }

  /** A check-in that is open, and a link to it as an invitation would have brought it. */
  async function anInvitedClient(given: ClientOptions & Partial<NewPlan> = {}, openedAt = at('2026-03-02', '09:00')) {
    const client = await aPlannedClient(given);
    await app.get(RoundsService).openDue(openedAt);
    const [checkIn] = await checkInsOf(client);
    const token = tokenFrom(randomBytes(TOKEN_LENGTH));
    await dataSource.query(`insert into check_in_link (token_hash, check_in_id, created_at) values ($1, $2, $3)`, [
      hashOf(token),
      checkIn!.id,
      openedAt,
    ]);
    return { ...client, checkInId: checkIn!.id, token };
  }

  async function checkInsOf({ id }: { id: string }) {
    return dataSource.query<CheckInRow[]>(
      `select id, due_on as "dueOn", items, channel, unreachable_reason as "unreachableReason", language, outcome, cause, opened_at as "openedAt",
              closes_at as "closesAt", started_at as "startedAt", ended_at as "endedAt"
         from check_in where client_id = $1 order by due_on, id`,
      [id],
    );
  }

  async function messagesOf({ id }: { id: string }) {
    return dataSource.query<MessageRow[]>(
      `select m.id, m.channel, m.to_address as "to", m.status, m.failure_reason as "failureReason", m.language, m.body,
              m.not_before as "notBefore", m.expires_at as "expiresAt"
         from message m join check_in c on c.id = m.subject_id where c.client_id = $1 order by m.id`,
      [id],
    );
  }

  return {
    app,
    configuration,
    dataSource,
    plans,
    rounds: app.get(RoundsService),
    inviting: app.get(InvitingService),
    answering: app.get(AnsweringService),
    closing: app.get(ClosingService),
    aClient,
    aPlannedClient,
    anInvitedClient,
    anotherQuestionnaire,
    aPlan,
    inCaseload,
    observe,
    checkInsOf,
    messagesOf,
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

export type Werkplein = Awaited<ReturnType<typeof aWerkplein>>;

interface CheckInRow {
  id: string;
  dueOn: string;
  items: string[];
  channel: string | null;
  unreachableReason: string | null;
  language: string;
  outcome: string | null;
  cause: string | null;
  openedAt: Date;
  closesAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

interface MessageRow {
  id: string;
  channel: string;
  to: string;
  status: string;
  failureReason: string | null;
  language: string;
  body: string | null;
  notBefore: Date;
  expiresAt: Date;
}
