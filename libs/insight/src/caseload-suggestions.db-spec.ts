import { ClientsService } from '#libs/people';
import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { CaseloadReadModel } from './caseload.read-model.js';
import type { CaseloadClient } from './domain/attention.js';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const daysAgo = (days: number) => now.subtract({ hours: days * 24 });

describe('the caseload of suggestions', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let caseload: CaseloadReadModel;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    caseload = new CaseloadReadModel(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  let number = 2000;
  async function aClient(): Promise<string> {
    const clientNumber = String((number += 1));
    const client = {
      clientNumber,
      firstName: 'Fatima',
      lastName: 'Amrani',
      contactPoints: [],
      spells: [{ scheme: 'PW' as const, startsOn: Temporal.PlainDate.from('2024-03-01') }],
      teamName: 'Noord',
      coachName: 'Sanne de Boer',
      assignedFrom: Temporal.PlainDate.from('2025-01-01'),
    };
    const registered = await dataSource.transaction((tx) => new ClientsService().register(tx, [client], daysAgo(600)));
    return registered.get(clientNumber) ?? '';
  }
  const coach = async () => ((await dataSource.query(`select id from staff where name = 'Sanne de Boer'`)) as [{ id: string }])[0].id;
  const seen = async (clientId: string): Promise<CaseloadClient> =>
    (await caseload.forCoach(await coach(), now)).find(({ id }) => id === clientId)!;

  describe('what was put off', () => {
    const evidence = (rules: string[], askedAt: Temporal.Instant | null = null) => ({
      for: rules.map((rule) => ({ rule, wish: askedAt !== null, observations: askedAt ? [{ observedAt: askedAt.toString() }] : [] })),
      against: [],
    });
    async function aPutOff(until: string, { rules, asked }: { rules: string[]; asked?: Temporal.Instant }) {
      const client = await aClient();
      const [{ id }] = await dataSource.query(
        `insert into suggestion (client_id, intervention, stance, rank, from_wish, evidence, made_at, confirmed_at)
         values ($1, 'DEBT_COUNSELLING', 'suggest', 1, $2, $3, $4, $4) returning id`,
        [client, asked !== undefined, evidence(rules, asked ?? null), daysAgo(9)],
      );
      const later = (day: string, at: Temporal.Instant) =>
        dataSource.query(
          `insert into suggestion_deferral (suggestion_id, until, rules, staff_id, at)
           select id, $2, jsonb_path_query_array(evidence, '$.for[*].rule'), $3, $4 from suggestion where id = $1`,
          [id, day, staffId, at],
        );
      const staffId = await coach();
      await later(until, daysAgo(2));
      return { client, id, later, staffId };
    }
    const suggested = async (client: string) => (await seen(client)).suggestions.map(({ intervention }) => intervention);
    const changesTo = (id: string, given: unknown) => dataSource.query(`update suggestion set evidence = $2 where id = $1`, [id, given]);

    it('does not need the coach until that day; the latest time that somebody said later counts', async () => {
      const { client, later } = await aPutOff('2026-11-03', { rules: ['debts'] });
      expect(await suggested(client)).toEqual([]);
      await later('2026-11-02', daysAgo(1));
      expect(await suggested(client)).toEqual(['DEBT_COUNSELLING']);
    });

    it('comes back when another rule speaks, for or against; not when the same or fewer do', async () => {
      const { client, id } = await aPutOff('2026-12-01', { rules: ['debts', 'worried'] });
      await changesTo(id, evidence(['debts']));
      expect(await suggested(client)).toEqual([]);
      await changesTo(id, evidence(['debts', 'worried', 'evicted']));
      expect(await suggested(client)).toEqual(['DEBT_COUNSELLING']);
      await changesTo(id, { ...evidence(['debts']), against: [{ rule: 'bewind' }] });
      expect(await suggested(client)).toEqual(['DEBT_COUNSELLING']);
    });

    it('counts as an answer to the wish, until the client wishes it again', async () => {
      const { client, id } = await aPutOff('2026-12-01', { rules: ['asked'], asked: daysAgo(5) });
      expect(await seen(client)).toMatchObject({
        suggestions: [],
        wishesDecided: [{ intervention: 'DEBT_COUNSELLING', at: daysAgo(2).epochMilliseconds / 1000 }],
      });
      await changesTo(id, evidence(['asked'], daysAgo(1)));
      expect(await seen(client)).toMatchObject({ suggestions: [{ fromWish: true }], wishesDecided: [] });
    });

    it('comes back when the client answers about it; what the coach heard at the table does not bring it back', async () => {
      const { client, id, staffId } = await aPutOff('2026-12-01', { rules: ['debts'] });
      const says = (by: string | null, at: Temporal.Instant) =>
        dataSource.query(`insert into client_response (suggestion_id, client_id, response, staff_id, at) values ($1, $2, 'yes', $3, $4)`, [
          id,
          client,
          by,
          at,
        ]);
      await says(staffId, daysAgo(1.5));
      expect(await suggested(client)).toEqual([]);
      await says(null, daysAgo(1));
      expect(await suggested(client)).toEqual(['DEBT_COUNSELLING']);
    });
  });

  it('shows what a client said about what was shared until it is decided, and once withdrawn until the file was looked at; and that they object', async () => {
    const client = await aClient();
    const staffId = await coach();
    const [{ id }] = await dataSource.query(
      `insert into suggestion (client_id, intervention, stance, rank, evidence, made_at, confirmed_at)
       values ($1, 'CV_WORKSHOP', 'suggest', 1, '{"for": [], "against": []}', $2, $2) returning id`,
      [client, daysAgo(9)],
    );
    await dataSource.query(
      `insert into suggestion_share (suggestion_id, client_id, how, shared_by, shared_at) values ($1, $2, 'link', $3, $4)`,
      [id, client, staffId, daysAgo(5)],
    );
    expect(await seen(client)).toMatchObject({ answered: [], objectedAt: null });
    const says = (response: string, by: string | null, at: Temporal.Instant) =>
      dataSource.query(`insert into client_response (suggestion_id, client_id, response, staff_id, at) values ($1, $2, $3, $4, $5)`, [
        id,
        client,
        response,
        by,
        at,
      ]);
    await says('yes', null, daysAgo(4));
    await says('rather_not', null, daysAgo(3));
    const said = { intervention: 'CV_WORKSHOP', response: 'rather_not', at: daysAgo(3).epochMilliseconds / 1000 };
    expect((await seen(client)).answered).toEqual([said]);
    await dataSource.query(`update suggestion set withdrawn_at = $2 where id = $1`, [id, daysAgo(3)]);
    expect((await seen(client)).answered).toEqual([said]);
    await dataSource.query(`insert into access_log (staff_id, client_id, looked_at, at) values ($1, $2, 'client-file', $3)`, [
      staffId,
      client,
      daysAgo(2),
    ]);
    expect((await seen(client)).answered).toEqual([]);
    await says('yes', null, daysAgo(1));
    expect((await seen(client)).answered).toMatchObject([{ response: 'yes' }]);
    // Heard at the table: the coach knows.
    await says('yes', staffId, daysAgo(0.5));
    expect((await seen(client)).answered).toEqual([]);
    const [{ id: objection }] = await dataSource.query(
      `insert into objection (client_id, suggestion_id, words, made_at) values ($1, $2, 'Klopt niet', $3) returning id`,
      [client, id, daysAgo(1)],
    );
    expect((await seen(client)).objectedAt).toBe(daysAgo(1).epochMilliseconds / 1000);
    await dataSource.query(`update objection set handled_by = $2, handled_at = $3, outcome = 'besproken' where id = $1`, [
      objection,
      staffId,
      now,
    ]);
    expect((await seen(client)).objectedAt).toBeNull();
  });
});
