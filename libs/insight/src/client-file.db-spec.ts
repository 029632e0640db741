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
    expect(await files.overview(client, now)).toEqual({ observations: [], suggestions: [], interventions: [], signals: [] });
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
      `insert into intervention (client_id, type, starts_on, suggestion_id, planned_by, planned_at) values ($1, 'HOUSING_HELP', '2026-10-10', $2, $3, $4) returning id`,
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
    expect(interventions).toMatchObject([{ type: 'HOUSING_HELP', startsOn: '2026-10-10', outcome: null, plannedBy: 'Sanne de Boer' }]);
  });
});
