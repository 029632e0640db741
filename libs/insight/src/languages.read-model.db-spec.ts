import { at, aWerkplein, type PlannedClient, type Werkplein } from '../../../test/support/check-ins.js';
import { LanguagesReadModel } from './languages.read-model.js';

const TODAY = Temporal.PlainDate.from('2026-03-10');

describe('what those who write texts see of clients', () => {
  let werkplein: Werkplein;
  let languages: LanguagesReadModel;
  const clients: PlannedClient[] = [];
  const set = (sql: string, values: unknown[]) => werkplein.dataSource.query(sql, values);
  const prefers = (client: PlannedClient | undefined, channels: string[], language: string | null) =>
    set(`insert into contact_preference (client_id, channels, language, changed_at) values ($1, $2, $3, $4)`, [
      client?.id,
      channels,
      language,
      at('2026-03-01', '10:00'),
    ]);

  const reached = async () => (await languages.reachedBySms(TODAY)).reduce((sum, { clients: number }) => sum + number, 0);

  beforeAll(async () => {
    werkplein = await aWerkplein();
    languages = new LanguagesReadModel(werkplein.dataSource);
    for (let number = 0; number < 6; number += 1) clients.push(await werkplein.aClient(number === 5 ? { mobile: null } : {}));
  });
  afterAll(() => werkplein.close());

  it('is how many there are in a language: the one they chose, and else that of the import', async () => {
    await set(`update client set language = 'ar' where id = any ($1)`, [clients.slice(0, 2).map(({ id }) => id)]);
    await prefers(clients[0], [], 'tr');

    expect(await languages.clients(TODAY)).toEqual([
      { language: 'nl', clients: 4 },
      { language: 'ar', clients: 1 },
      { language: 'tr', clients: 1 },
    ]);
  });

  it('is how many a round reaches by text message: not who has no number, stopped, has a broken one, or wants e-mail first', async () => {
    expect(await languages.reachedBySms(TODAY)).toEqual([
      { language: 'nl', clients: 3 },
      { language: 'ar', clients: 1 },
      { language: 'tr', clients: 1 },
    ]);
    await set(`insert into opt_out (client_id, channel, source, opted_out_at) values ($1, 'sms', 'client_reply', now())`, [clients[1]?.id]);
    expect(await reached()).toBe(4);
    await set(`update contact_point set state = 'invalid' where client_id = $1 and kind = 'mobile'`, [clients[2]?.id]);
    expect(await reached()).toBe(3);
    // Who wants e-mail and has no address still gets a text message.
    await set(`delete from contact_point where client_id = any ($1) and kind = 'email'`, [clients.map(({ id }) => id)]);
    await prefers(clients[3], ['email', 'sms'], null);
    expect(await reached()).toBe(3);
    await set(
      `insert into contact_point (client_id, kind, address, state_since, created_at) values ($1, 'email', 'x@werkplein.example', now(), now())`,
      [clients[3]?.id],
    );
    expect(await reached()).toBe(2);
  });
});
