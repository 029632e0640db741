import { ClientsService } from '#libs/people';
import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { ClientFileReadModel } from './client-file.read-model.js';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');

describe("a client's file", () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let files: ClientFileReadModel;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    files = new ClientFileReadModel(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  async function register(clientNumber: string, address: string, at: Temporal.Instant): Promise<string> {
    const registered = await dataSource.transaction((tx) =>
      new ClientsService().register(
        tx,
        [
          {
            clientNumber,
            firstName: 'Noor',
            lastName: 'Voorbeeld',
            contactPoints: [{ kind: 'mobile', address }],
            spells: [{ scheme: 'PW', startsOn: Temporal.PlainDate.from('2024-03-01') }],
            teamName: 'Noord',
            coachName: 'Sanne de Boer',
            assignedFrom: Temporal.PlainDate.from('2025-01-01'),
          },
        ],
        at,
      ),
    );
    return registered.get(clientNumber) as string;
  }

  it('is empty, not broken, for a client of whom nothing is known', async () => {
    const client = await register('3', '+31633333333', now);
    expect(await files.header(client, now)).toMatchObject({
      benefitSince: '2024-03-01',
      teamName: 'Noord',
      plan: null,
      optOuts: [],
      birthDate: null,
    });
    expect(await files.overview(client, now)).toEqual({ observations: [], suggestions: [], interventions: [], asked: [], signals: [] });
    expect(await files.checkIns(client)).toEqual([]);
    expect(await files.header('01a1ff86-d4d2-7d69-88dd-2cc3b5aba111', now)).toBeNull();
  });

  it('shows what was suggested, decided and started together, open first and by rank', async () => {
    const client = await register('4', '+31644444444', now);
    const [{ id: staffId }] = (await dataSource.query(`select id from staff limit 1`)) as [{ id: string }];
    const suggest = async (intervention: string, rank: number, decided: string | null = null) =>
      (
        (await dataSource.query(
          `insert into suggestion (client_id, intervention, stance, rank, evidence, made_at, confirmed_at, decided_at) values ($1, $2, 'suggest', $3, '{}', $4, $4, $5) returning id`,
          [client, intervention, rank, '2026-10-01T00:00:00Z', decided],
        )) as [{ id: string }]
      )[0].id;
    await suggest('LANGUAGE_COURSE', 2);
    await suggest('COACH_CALL', 1);
    const decided = await suggest('DEBT_COUNSELLING', 1, '2026-10-05T00:00:00Z');
    const [{ id: interventionId }] = (await dataSource.query(
      `insert into intervention (client_id, type, state, starts_on, suggestion_id, planned_by, planned_at) values ($1, 'HOUSING_HELP', 'started', '2026-10-10', $2, $3, $4) returning id`,
      [client, decided, staffId, now],
    )) as [{ id: string }];
    await dataSource.query(
      `insert into coach_decision (suggestion_id, staff_id, decision, reason, intervention_id, decided_at) values ($1, $2, 'adjusted', 'eerst wonen', $3, $4)`,
      [decided, staffId, interventionId, '2026-10-05T00:00:00Z'],
    );
    const { suggestions, interventions } = await files.overview(client, now);
    expect(suggestions.map(({ intervention, decision }) => [intervention, decision?.intervention ?? null])).toEqual([
      ['COACH_CALL', null],
      ['LANGUAGE_COURSE', null],
      ['DEBT_COUNSELLING', 'HOUSING_HELP'],
    ]);
    expect(suggestions[2]?.decision).toMatchObject({ decision: 'adjusted', reason: 'eerst wonen', by: 'Sanne de Boer' });
    expect(suggestions[0]).toMatchObject({ undone: null, putOff: null, share: null, response: null, objections: [] });
    expect(interventions).toMatchObject([{ type: 'HOUSING_HELP', startsOn: '2026-10-10', outcome: null, plannedBy: 'Sanne de Boer' }]);
  });

  it('shows with a suggestion that it was put off or decided and taken back, that it was shared, and what the client said of it', async () => {
    const client = await register('5', '+31655555555', now);
    const [{ id: staffId }] = (await dataSource.query(`select id from staff limit 1`)) as [{ id: string }];
    const [{ id }] = (await dataSource.query(
      `insert into suggestion (client_id, intervention, stance, rank, evidence, made_at, confirmed_at)
       values ($1, 'CV_WORKSHOP', 'suggest', 1, '{"for": [{"rule": "ready"}], "against": []}', $2, $2) returning id`,
      [client, '2026-10-01T00:00:00Z'],
    )) as [{ id: string }];
    const write = (sql: string, ...more: unknown[]) => dataSource.query(sql, [id, ...more]);
    const of = async () => (await files.overview(client, now)).suggestions;
    await write(
      `insert into coach_decision (suggestion_id, staff_id, decision, reason_code, decided_at, undone_at, undone_by) values ($1, $2, 'declined', 'not_now', $3, $4, $2)`,
      staffId,
      '2026-10-02T08:00:00Z',
      '2026-10-02T09:00:00Z',
    );
    await write(
      `insert into suggestion_deferral (suggestion_id, until, rules, staff_id, at) values ($1, '2026-11-09', '["ready"]', $2, $3)`,
      staffId,
      '2026-10-30T09:00:00Z',
    );
    expect(await of()).toMatchObject([
      {
        decision: null,
        undone: { decision: 'declined', by: 'Sanne de Boer', at: expect.stringContaining('2026-10-02T') },
        putOff: { until: '2026-11-09', by: 'Sanne de Boer' },
      },
    ]);
    await write(
      `insert into suggestion_share (suggestion_id, client_id, how, shared_by, shared_at) values ($1, $2, 'link', $3, $4)`,
      client,
      staffId,
      now,
    );
    await write(
      `insert into client_response (suggestion_id, client_id, response, words, at) values ($1, $2, 'yes', null, $3), ($1, $2, 'something_else', 'liever koken', $4)`,
      client,
      '2026-11-01T09:00:00Z',
      '2026-11-01T10:00:00Z',
    );
    await write(
      `insert into objection (client_id, suggestion_id, words, made_at) values ($2, $1, 'Dit klopt niet', $3)`,
      client,
      '2026-11-01T11:00:00Z',
    );
    expect(await of()).toMatchObject([
      {
        putOff: null,
        share: { how: 'link', by: 'Sanne de Boer' },
        response: { response: 'something_else', words: 'liever koken', heardBy: null },
        objections: [{ words: 'Dit klopt niet', handledAt: null, outcome: null }],
      },
    ]);
    await write(`update suggestion_share set withdrawn_at = $2, withdrawn_by = $3 where suggestion_id = $1`, now, staffId);
    expect(await of()).toMatchObject([{ share: null, response: { response: 'something_else' } }]);
  });
});
