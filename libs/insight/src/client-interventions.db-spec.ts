import type { DataSource } from 'typeorm';
import { openDatabase } from '#libs/platform';
import { aDatabase } from '../../../test/support/database.js';
import { ClientInterventionsReadModel } from './client-interventions.read-model.js';
import { OfferReadModel } from './offer.read-model.js';

const NOW = Temporal.Instant.from('2026-11-02T09:00:00Z');

describe('interventions in a file, and what there is to offer', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let sanne: string;
  let bas: string;
  let teamId: string;
  let numbers = 0;
  let files: ClientInterventionsReadModel;
  let offer: OfferReadModel;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url, []);
    files = new ClientInterventionsReadModel(dataSource);
    offer = new OfferReadModel(dataSource);
    [{ id: sanne }, { id: bas }] = await dataSource.query(
      `insert into staff (name, role) values ('Sanne de Boer', 'coach'), ('Bas Verweij', 'coach') returning id`,
    );
    [{ id: teamId }] = await dataSource.query(`insert into team (name) values ('Team Noord') returning id`);
  });
  beforeEach(() => dataSource.query('truncate intervention, intervention_step, suggestion, trait_observation, client cascade'));
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  async function aClient(coach: string, lastName = 'Voorbeeld'): Promise<string> {
    const [{ id }] = await dataSource.query(
      `insert into client (client_number, first_name, last_name) values ($1, 'Noor', $2) returning id`,
      [`R${(numbers += 1)}`, lastName],
    );
    await dataSource.query(`insert into benefit_spell (client_id, scheme, during, recorded_at) values ($1, 'PW', '[2024-01-01,)', $2)`, [
      id,
      NOW,
    ]);
    await dataSource.query(`insert into caseload_assignment (client_id, staff_id, team_id, during) values ($1, $2, $3, '[2024-01-01,)')`, [
      id,
      coach,
      teamId,
    ]);
    return id;
  }
  async function anIntervention(clientId: string, given: Record<string, unknown> = {}): Promise<string> {
    const row = {
      client_id: clientId,
      type: 'LANGUAGE_COURSE',
      state: 'started',
      starts_on: '2026-03-02',
      planned_by: sanne,
      planned_at: NOW,
      ...given,
    };
    const columns = Object.keys(row);
    const [{ id }] = await dataSource.query(
      `insert into intervention (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')}) returning id`,
      Object.values(row),
    );
    return id;
  }
  const hears = (clientId: string, day: string, state: string, value: number | null, trait = 'wellbeing.general') =>
    dataSource.query(
      `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
       values ($1, $2, $3, $4, $5, $5, 'self_report', 'sms', 'self', 'nl')`,
      [clientId, trait, state, value, `${day}T10:00:00Z`],
    );
  const ENDED = { state: 'ended', ends_on: '2026-06-01', outcome: 'completed', ended_at: '2026-06-01T10:00:00Z' };
  const besideOf = async (clientId: string) =>
    (await files.ofClient(clientId, NOW))[0]!.beside.map(({ trait, start, end, later, isLater }) => [
      trait,
      ...[start, end, later].map((heard) => (heard ? (heard.value ?? heard.state) : null)),
      isLater,
    ]);

  it('stand beside what was heard at the start, about the end and three months later, the nearest answer each time', async () => {
    const client = await aClient(sanne);
    await anIntervention(client, ENDED);
    await hears(client, '2025-11-30', 'answered', 1); // longer than ninety days before
    await hears(client, '2026-01-10', 'answered', 2);
    await hears(client, '2026-02-20', 'answered', 3);
    await hears(client, '2026-05-10', 'answered', 4);
    await hears(client, '2026-06-05', 'answered', 5); // nearest to the end
    await hears(client, '2026-09-05', 'answered', 1);
    expect(await besideOf(client)).toEqual([
      ['wellbeing.general', 3, 5, 1, true],
      ['workability.self', null, null, null, true],
    ]);
  });

  it('tell a refusal, "weet ik niet", what was not heard and what has not come yet apart, and what was put right from what it replaced', async () => {
    const client = await aClient(sanne);
    await anIntervention(client, { ...ENDED, starts_on: '2026-08-03', ends_on: '2026-10-01' });
    await hears(client, '2026-08-01', 'refused', null);
    await hears(client, '2026-10-01', 'answered', 2);
    await hears(client, '2026-10-01', 'unknown', null); // recorded later, of the same moment
    expect(await besideOf(client)).toEqual([
      ['wellbeing.general', 'refused', 'unknown', null, false],
      ['workability.self', null, null, null, false],
    ]);
  });

  it('are looked at by what the suggestion rested on as well', async () => {
    const client = await aClient(sanne);
    const evidence = {
      for: [{ rule: 'r', observations: [{ trait: 'health.mental' }] }],
      against: [{ observations: [{ trait: 'finance.debt' }] }],
    };
    const [{ id: suggestion }] = await dataSource.query(
      `insert into suggestion (client_id, intervention, stance, rank, evidence, made_at, confirmed_at) values ($1, 'LANGUAGE_COURSE', 'suggest', 1, $2, $3, $3) returning id`,
      [client, JSON.stringify(evidence), NOW],
    );
    await anIntervention(client, { ...ENDED, suggestion_id: suggestion });
    expect((await besideOf(client)).map(([trait]) => trait)).toEqual(['health.mental', 'wellbeing.general', 'workability.self']);
  });

  it('have nothing beside them while they run, or when they never began', async () => {
    const client = await aClient(sanne);
    await anIntervention(client);
    await anIntervention(client, { ...ENDED, type: 'CV_WORKSHOP', outcome: 'not_started', ends_on: null });
    expect((await files.ofClient(client, NOW)).map(({ state, beside }) => [state, beside])).toEqual([
      ['started', []],
      ['ended', []],
    ]);
  });

  it('count who has a place and who waits; names are of one’s own caseload only', async () => {
    const own = await aClient(sanne, 'Wachtend');
    for (const state of ['accepted', 'started', 'paused', 'offered']) await anIntervention(await aClient(bas), { state });
    const hours = (count: number) => NOW.subtract({ hours: count });
    await anIntervention(await aClient(bas, 'Langst'), { state: 'waiting', starts_on: null, planned_at: hours(72) });
    const mine = await anIntervention(own, { state: 'waiting', starts_on: null, planned_at: hours(48) });
    const left = await aClient(sanne, 'Weg');
    await anIntervention(left, { state: 'waiting', starts_on: null, planned_at: hours(96) });
    await dataSource.query(`update benefit_spell set during = '[2024-01-01,2026-10-01)', end_reason = 'OTHER' where client_id = $1`, [
      left,
    ]);

    const seen = await offer.forStaff(sanne, NOW);
    expect(seen.standings).toEqual([
      { type: 'LANGUAGE_COURSE', taken: 3, waiting: 2, longestSince: expect.stringContaining('2026-10-30') },
    ]);
    expect(seen.own).toMatchObject([{ interventionId: mine, clientId: own, lastName: 'Wachtend', ahead: 1 }]);
    expect((await offer.forStaff(null, NOW)).own).toEqual([]);
    expect((await offer.standings(NOW)).get('LANGUAGE_COURSE')).toMatchObject({ taken: 3, waiting: 2 });
    expect((await files.ofClient(own, NOW))[0]).toMatchObject({ state: 'waiting', startsOn: null, line: { taken: 3, ahead: 1 } });
  });
});
