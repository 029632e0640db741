import type { DataSource } from 'typeorm';
import { InvalidInputError, openDatabase } from '#libs/platform';
import { aDatabase } from '../../../test/support/database.js';
import type { Correction } from './correcting.js';
import { ObservationsService } from './observations.service.js';
import { AlreadyCorrectedError, NotObservableError, NothingToCorrectError } from './profiles.errors.js';
import { ProfilesService } from './profiles.service.js';

const MARCH = Temporal.Instant.from('2026-03-03T09:00:00.123456Z');
const APRIL = Temporal.Instant.from('2026-04-03T09:00:00Z');

describe('correcting an observation', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let staffId: string;
  const observations = new ObservationsService();
  const profiles = new ProfilesService();
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    [{ id: staffId }] = await dataSource.query(
      `insert into staff (email, name, role) values ('s.de.boer@werkplein.example', 'Sanne de Boer', 'coach') returning id`,
    );
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  let clients = 0;
  async function aMistake(): Promise<{ clientId: string; observationId: string }> {
    const [{ id: clientId }] = await dataSource.query(
      `insert into client (client_number, first_name, last_name) values ($1, 'Noor', 'Voorbeeld') returning id`,
      [`V${(clients += 1)}`],
    );
    await dataSource.transaction((tx) =>
      observations.record(tx, [
        {
          clientId,
          trait: 'finance.debt',
          state: 'answered',
          value: 1,
          observedAt: MARCH,
          recordedAt: MARCH,
          source: 'self_report',
          channel: 'sms',
          mode: 'self',
          questionnaireVersionId: null,
          checkInId: null,
          language: 'tr',
        },
      ]),
    );
    const [{ id: observationId }] = await dataSource.query(`select id from trait_observation where client_id = $1`, [clientId]);
    return { clientId, observationId };
  }
  const correct = (given: Partial<Correction> & Pick<Correction, 'clientId' | 'observationId'>, now = APRIL) =>
    dataSource.transaction((tx) =>
      observations.correct(tx, { state: 'answered', value: 2, reason: 'Verkeerd begrepen', ...given }, staffId, now),
    );

  it('puts what is right at the same moment, by a professional, and says why and by whom; the old one stays', async () => {
    const mistake = await aMistake();
    const id = await correct({ ...mistake, reason: '  Verkeerd begrepen  ' });
    const [latest] = [...(await profiles.latest(dataSource.manager, mistake.clientId)).values()];
    expect(latest).toMatchObject({
      id,
      value: 2,
      source: 'professional',
      mode: 'interview',
      channel: 'sms',
      language: 'tr',
      recordedAt: APRIL,
    });
    expect((await profiles.history(dataSource.manager, mistake.clientId)).map((each) => each.id)).toEqual([id]);
    expect(await profiles.historyWithCorrections(dataSource.manager, mistake.clientId)).toMatchObject([
      { id: mistake.observationId, value: 1, supersededBy: id, correction: null },
      {
        id,
        value: 2,
        supersededBy: null,
        correction: { supersededId: mistake.observationId, reason: 'Verkeerd begrepen', correctedBy: staffId, correctedAt: APRIL },
      },
    ]);
    expect(
      await dataSource.query(`select count(distinct observed_at)::int as moments from trait_observation where client_id = $1`, [
        mistake.clientId,
      ]),
    ).toEqual([{ moments: 1 }]);
  });

  it('leaves what was known before as it was known', async () => {
    const mistake = await aMistake();
    await correct(mistake);
    const before = await profiles.asOf(dataSource.manager, mistake.clientId, { knownOn: APRIL });
    expect(before.get('finance.debt')).toMatchObject({ value: 1 });
    expect(await profiles.history(dataSource.manager, mistake.clientId, { knownOn: APRIL })).toMatchObject([{ value: 1 }]);
  });

  it('can say that it is not known after all, and can itself be corrected', async () => {
    const mistake = await aMistake();
    const id = await correct({ ...mistake, state: 'unknown', value: null });
    expect((await profiles.latest(dataSource.manager, mistake.clientId)).get('finance.debt')).toMatchObject({
      state: 'unknown',
      value: null,
    });
    await correct({ ...mistake, observationId: id }, APRIL.add({ hours: 1 }));
    expect((await profiles.latest(dataSource.manager, mistake.clientId)).get('finance.debt')).toMatchObject({ value: 2 });
  });

  it('wants a reason, of no more than a few sentences, and something else than what stands there', async () => {
    const mistake = await aMistake();
    const problemsOf = (given: Partial<Correction>) =>
      correct({ ...mistake, ...given }).then(
        () => null,
        (error: unknown) => (error instanceof InvalidInputError ? error.fields : error),
      );
    expect(await problemsOf({ reason: ' \n ' })).toEqual({ reason: 'reason-missing' });
    expect(await problemsOf({ reason: 'x'.repeat(501) })).toEqual({ reason: 'reason-too-long' });
    expect(await problemsOf({ value: 1 })).toEqual({ value: 'same-value' });
    expect(await problemsOf({ value: 1, reason: '' })).toEqual({ value: 'same-value', reason: 'reason-missing' });
    expect(await profiles.historyWithCorrections(dataSource.manager, mistake.clientId)).toHaveLength(1);
  });

  it('takes no value off the scale, and nothing of somebody else or of nobody', async () => {
    const [mistake, other] = [await aMistake(), await aMistake()];
    await expect(correct({ ...mistake, value: 7 })).rejects.toThrow(NotObservableError);
    await expect(correct({ ...mistake, observationId: other.observationId })).rejects.toThrow(NothingToCorrectError);
    for (const observationId of ['999999999', '', 'x; drop', '9'.repeat(30)])
      await expect(correct({ ...mistake, observationId })).rejects.toThrow(NothingToCorrectError);
    expect(await profiles.historyWithCorrections(dataSource.manager, mistake.clientId)).toHaveLength(1);
  });

  it('is done once: who saw the old one, or comes at the same moment, is told so and changes nothing', async () => {
    const mistake = await aMistake();
    const both = await Promise.allSettled([correct({ ...mistake, reason: 'een' }), correct({ ...mistake, reason: 'twee' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(AlreadyCorrectedError) });
    await expect(correct({ ...mistake, state: 'refused', value: null })).rejects.toThrow(AlreadyCorrectedError);
    expect(await profiles.historyWithCorrections(dataSource.manager, mistake.clientId)).toHaveLength(2);
  });
});
