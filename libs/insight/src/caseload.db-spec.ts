import { ClientsService, type NewClient } from '#libs/people';
import { openDatabase } from '#libs/platform';
import { ObservationsService } from '#libs/profiles';
import { QuestionnairesService, QuestionnaireVersion, STANDARD_KEY } from '#libs/questionnaires';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { CASELOAD, CaseloadReadModel } from './caseload.read-model.js';
import type { CaseloadClient } from './domain/attention.js';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const daysAgo = (days: number) => now.subtract({ hours: days * 24 });

describe('the caseload', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let caseload: CaseloadReadModel;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url, [QuestionnaireVersion]);
    caseload = new CaseloadReadModel(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  let number = 1000;
  async function aClient(change: Partial<NewClient> = {}): Promise<string> {
    const clientNumber = String((number += 1));
    const registered = await dataSource.transaction((tx) =>
      new ClientsService().register(
        tx,
        [
          {
            clientNumber,
            firstName: 'Fatima',
            infix: 'el',
            lastName: 'Amrani',
            contactPoints: [{ kind: 'mobile', address: `+3161234${clientNumber}` }],
            spells: [{ scheme: 'PW', startsOn: Temporal.PlainDate.from('2024-03-01') }],
            teamName: 'Noord',
            coachName: 'Sanne de Boer',
            assignedFrom: Temporal.PlainDate.from('2025-01-01'),
            ...change,
          },
        ],
        daysAgo(600),
      ),
    );
    return registered.get(clientNumber) ?? '';
  }
  const coach = async (name = 'Sanne de Boer') =>
    ((await dataSource.query(`select id from staff where name = $1`, [name])) as [{ id: string }])[0].id;
  const seen = async (clientId: string): Promise<CaseloadClient> =>
    (await caseload.forCoach(await coach(), now)).find(({ id }) => id === clientId)!;
  const observe = (clientId: string, trait: string, value: number | null, at: Temporal.Instant) =>
    new ObservationsService().record(dataSource.manager, [
      {
        clientId,
        trait,
        state: value === null ? 'refused' : 'answered',
        value,
        observedAt: at,
        recordedAt: at,
        source: 'self_report',
        channel: 'sms',
        mode: 'self',
        language: 'nl',
        questionnaireVersionId: null,
        checkInId: null,
      },
    ]);
  /** A client with a plan of every four weeks; the function asks one round of it. */
  const planned = async (clientId: string) => {
    const { versionId, questionnaireId } = await dataSource.transaction(async (tx) => {
      const questionnaires = new QuestionnairesService(dataSource);
      await questionnaires.ensureStandard(daysAgo(600));
      return questionnaires.currentVersion(tx, STANDARD_KEY);
    });
    const [plan] = (await dataSource.query(
      `with plan as (
         insert into plan (name, questionnaire_id, audience, cadence, starts_on, created_at, switched_on_at)
         values ('Elke vier weken', $2, '{"kind":"everybody"}', '{"kind":"days","every":28}', '2026-01-01', $3, $3) returning id)
       insert into enrolment (plan_id, client_id, questionnaire_id, anchor_on, next_due_on, enrolled_at)
       select id, $1, $2, '2026-01-01', '2026-12-31', $3 from plan returning id`,
      [clientId, questionnaireId, daysAgo(300)],
    )) as [{ id: string }];
    return async (dueOn: string, outcome: string | null, status = 'delivered') => {
      const [checkIn] = (await dataSource.query(
        `insert into check_in (enrolment_id, client_id, questionnaire_version_id, due_on, items, opened_at, closes_at, language, ended_at, outcome)
         values ($1, $2, $3, $4, '{}', $5, $5, 'nl', $6, $7) returning id`,
        [plan.id, clientId, versionId, dueOn, daysAgo(30), outcome === null ? null : `${dueOn}T00:00:00Z`, outcome],
      )) as [{ id: string }];
      await dataSource.query(
        `insert into message (channel, to_address, purpose, language, subject_id, status, not_before, due_at, expires_at, created_at, status_at)
         values ('sms', '+31612345678', 'invitation', 'nl', $1, $2, $3, $3, $3, $3, $3)`,
        [checkIn.id, status, daysAgo(30)],
      );
    };
  };

  it('holds the clients who are theirs today, and no others', async () => {
    const mine = await aClient();
    const handedOver = await aClient({ coachName: 'Joris Bakker' });
    const later = await aClient({ assignedFrom: Temporal.PlainDate.from('2026-11-03') });
    const ids = (await caseload.forCoach(await coach(), now)).map(({ id }) => id);
    expect(ids).toContain(mine);
    expect(ids).not.toContain(handedOver);
    expect(ids).not.toContain(later);
    expect((await caseload.forCoach(await coach('Joris Bakker'), now)).map(({ id }) => id)).toEqual([handedOver]);
  });

  it('knows nothing of a client of whom nothing is known, and says so', async () => {
    expect(await seen(await aClient())).toMatchObject({
      firstName: 'Fatima',
      infix: 'el',
      lastName: 'Amrani',
      benefitSince: '2024-03-01',
      askedFrom: null,
      rounds: [],
      heardAt: null,
      wellbeing: [],
      health: [],
      wishContact: null,
      wishHelp: null,
      suggestions: [],
      wishesDecided: [],
      running: [],
      optedOut: [],
      contactPoints: [{ kind: 'mobile', state: 'unverified' }],
    });
  });

  it('gives a year of answers in order, a refusal without a value, and nothing from after the moment that is asked about', async () => {
    const client = await aClient();
    await observe(client, 'wellbeing.general', 2, daysAgo(400));
    await observe(client, 'wellbeing.general', null, daysAgo(10));
    await observe(client, 'wellbeing.general', 4, daysAgo(100));
    await observe(client, 'wellbeing.general', 1, now.add({ hours: 1 }));
    await observe(client, 'wish.help', 1, daysAgo(40));
    await observe(client, 'wish.help', 7, daysAgo(4));
    const seconds = (days: number) => daysAgo(days).epochMilliseconds / 1000;
    expect(await seen(client)).toMatchObject({
      wellbeing: [
        [seconds(100), 4],
        [seconds(10), null],
      ],
      wishHelp: [seconds(4), 7],
    });
  });

  it('tells what became of the latest six questions, newest first: not asked is one of the answers, withdrawn is none', async () => {
    const client = await aClient();
    const asks = await planned(client);
    for (const day of ['2026-02-01', '2026-03-01', '2026-05-01', '2026-07-01']) await asks(day, 'finished');
    await asks('2026-08-01', 'partial');
    await asks('2026-08-29', 'missed');
    await dataSource.query(`update check_in set cause = 'worker_stood_still' where outcome = 'missed'`);
    await asks('2026-09-01', 'canceled');
    await asks('2026-10-01', 'silent', 'undelivered');
    await asks('2026-10-29', null, 'sent');
    const { rounds, heardAt } = await seen(client);
    expect(rounds.map(({ dueOn, outcome, message }) => [dueOn, outcome, message])).toEqual([
      ['2026-10-29', null, 'sent'],
      ['2026-10-01', 'silent', 'undelivered'],
      ['2026-08-29', 'missed', 'delivered'],
      ['2026-08-01', 'partial', 'delivered'],
      ['2026-07-01', 'finished', 'delivered'],
      ['2026-05-01', 'finished', 'delivered'],
    ]);
    expect(rounds.map(({ cause }) => cause)).toContain('worker_stood_still');
    expect(heardAt).toBe(Temporal.Instant.from('2026-08-01T00:00:00Z').epochMilliseconds / 1000);
  });

  it('knows the tasks that are open, and the pause that holds', async () => {
    const [client, back] = [await aClient(), await aClient()];
    const task = (kind: string, dueOn: string, done: boolean) =>
      dataSource.query(
        `insert into follow_up_task (client_id, kind, cause, made_at, due_on, done_at, result)
         values ($1, $2, 'unanswered', $3, $4, case when $5 then $3::timestamptz end, case when $5 then 'reached' end)`,
        [client, kind, daysAgo(9), dueOn, done],
      );
    await task('call', '2026-10-20', true);
    await task('ask_in_person', '2026-10-30', false);
    await task('call', '2026-10-29', false);
    // Not before its day: the coach has other people to call.
    await task('repair_address', '2030-01-01', false);
    const pause = (id: string, reason: string, until: string | null, at: Temporal.Instant) =>
      dataSource.query(`insert into pause (client_id, reason, paused_at, until) values ($1, $2, $3, $4)`, [id, reason, at, until]);
    await pause(client, 'holiday', '2026-11-03', daysAgo(9));
    // Found work before the benefit of today began: that is over.
    await pause(back, 'found_work', null, Temporal.Instant.from('2023-06-01T10:00:00Z'));
    expect(await seen(client)).toMatchObject({ tasks: ['call', 'ask_in_person'], pause: { reason: 'holiday', until: '2026-11-03' } });
    expect(await seen(back)).toMatchObject({ tasks: [], pause: null });
    await dataSource.query(`update pause set until = '2026-11-02' where client_id = $1`, [client]);
    expect((await seen(client)).pause).toBeNull();
  });

  it('shows open suggestions, the own wish first, and which wishes were decided about', async () => {
    const client = await aClient();
    const suggest = (intervention: string, rank: number, fromWish: boolean, stance: string, decided: boolean, withdrawn = false) =>
      dataSource.query(
        `insert into suggestion (client_id, intervention, stance, rank, from_wish, evidence, made_at, confirmed_at, decided_at, withdrawn_at)
         values ($1, $2, $5, $3, $4, '{}', $6, $6, case when $7 then $6::timestamptz end, case when $8 then $6::timestamptz end)`,
        [client, intervention, rank, fromWish, stance, daysAgo(3), decided, withdrawn],
      );
    await suggest('LANGUAGE_COURSE', 1, false, 'suggest', false);
    await suggest('DEBT_COUNSELLING', 2, true, 'suggest', false);
    await suggest('CV_WORKSHOP', 1, false, 'advise_against', false);
    await suggest('JOB_MATCHING', 1, false, 'suggest', false, true);
    await suggest('COACH_CALL', 1, true, 'suggest', true);
    await suggest('TRANSPORT_SUPPORT', 1, false, 'suggest', true);
    expect(await seen(client)).toMatchObject({
      suggestions: [
        { intervention: 'DEBT_COUNSELLING', fromWish: true },
        { intervention: 'LANGUAGE_COURSE', fromWish: false },
      ],
      wishesDecided: [{ intervention: 'COACH_CALL', at: daysAgo(3).epochMilliseconds / 1000 }],
    });
  });

  it('walks the index, and never reads the whole table of observations', async () => {
    await dataSource.query(`analyze trait_observation`);
    const coachId = await coach();
    const plan = await dataSource.transaction(async (tx) => {
      // A test's few rows are read faster without any index.
      await tx.query(`set local enable_seqscan = off`);
      return tx.query<{ 'QUERY PLAN': string }[]>(`explain ${CASELOAD}`, [coachId, now, '2026-11-02']);
    });
    const lines = plan.map((line) => line['QUERY PLAN']).filter((line) => /Scan .*trait_observation/.test(line));
    // Two series and two wishes, in those of the years that they can be in.
    expect(lines.length).toBeGreaterThanOrEqual(4);
    for (const line of lines) expect(line).toMatch(/Index Only Scan (Backward )?using trait_observation_\w+_pkey/);
    // Years to come, and for the series those long past, are not looked into.
    expect(lines.join('\n')).not.toMatch(/trait_observation_202[78]/);
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).not.toMatch(/Sort Key: (trait_observation|observed_at)/);
  });

  it('shows a corrected answer once, as it is now', async () => {
    const client = await aClient();
    await observe(client, 'wellbeing.general', 2, daysAgo(5));
    const [{ id: observationId }] = await dataSource.query(`select id from trait_observation where client_id = $1`, [client]);
    const correction = { clientId: client, observationId, state: 'answered' as const, value: 4, reason: 'vergissing' };
    const [{ id: staffId }] = await dataSource.query(`select id from staff where name = 'Sanne de Boer'`);
    await dataSource.transaction((tx) => new ObservationsService().correct(tx, correction, staffId, daysAgo(1)));
    expect((await seen(client)).wellbeing).toEqual([[daysAgo(5).epochMilliseconds / 1000, 4]]);
  });
});
