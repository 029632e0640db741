import { InvalidInputError, localDate } from '#libs/platform';
import { aWerkplein, at } from '../../../test/support/check-ins.js';
import { DAY_PARTS } from './domain/preference.js';
import { PreferencesService } from './preferences.service.js';
import { ReachService } from './reach.service.js';

const NOW = at('2026-11-02', '12:00');
const CLIENT = { staffId: null, note: null };

describe('how somebody wants to be reached', () => {
  let werkplein: Awaited<ReturnType<typeof aWerkplein>>;
  let preferences: PreferencesService;
  beforeAll(async () => {
    werkplein = await aWerkplein();
    preferences = werkplein.app.get(PreferencesService, { strict: false });
  });
  afterAll(() => werkplein.close());

  const factsOf = async (clientId: string) => {
    const reach = werkplein.app.get(ReachService, { strict: false });
    return (await reach.factsOf(werkplein.dataSource.manager, [clientId], localDate(NOW))).get(clientId)!;
  };
  const change = (clientId: string, ...rest: [Parameters<PreferencesService['change']>[2], Parameters<PreferencesService['change']>[3]?]) =>
    werkplein.dataSource.transaction((tx) => preferences.change(tx, clientId, rest[0], rest[1] ?? CLIENT, NOW));

  it('is nothing in particular until they say so', async () => {
    const { id } = await werkplein.aClient({ language: 'pl' });

    expect(await preferences.current(werkplein.dataSource.manager, id)).toEqual({
      channels: [],
      answerBy: null,
      hours: null,
      language: null,
    });
    expect(await factsOf(id)).toMatchObject({ language: 'pl', preference: { channels: [], answerBy: null, hours: null } });
  });

  it('changes what is named, keeps the rest, and can be read back', async () => {
    const { id } = await werkplein.aClient();
    expect(await change(id, { channels: ['email', 'sms'] })).toBe(true);
    expect(await change(id, { answerBy: 'message', hours: DAY_PARTS.evening, language: 'ar' })).toBe(true);
    expect(await change(id, { answerBy: 'message' })).toBe(false);

    const facts = await factsOf(id);
    expect(facts).toMatchObject({ language: 'ar', preference: { channels: ['email', 'sms'], answerBy: 'message' } });
    expect(facts.preference.hours?.from.toString()).toBe('17:00:00');
    expect(facts.preference.hours?.until.toString()).toBe('20:00:00');
    const history = await preferences.history(werkplein.dataSource.manager, id);
    expect(history.map(({ answerBy, changedBy }) => [answerBy, changedBy])).toEqual([
      ['message', null],
      [null, null],
    ]);
    await change(id, { hours: null, language: null });
    expect(await factsOf(id)).toMatchObject({ language: 'nl', preference: { hours: null } });
  });

  it('two taps at once leave both wishes', async () => {
    const { id } = await werkplein.aClient();
    await Promise.all([change(id, { answerBy: 'message' }), change(id, { language: 'en' }), change(id, { channels: ['sms'] })]);

    expect(await preferences.current(werkplein.dataSource.manager, id)).toMatchObject({
      answerBy: 'message',
      language: 'en',
      channels: ['sms'],
    });
  });

  it.each<[string, Parameters<PreferencesService['change']>[2], { staffId: string | null; note: string | null }, string]>([
    ['a channel there is not', { channels: ['fax' as 'sms'] }, CLIENT, 'channels'],
    ['a channel twice', { channels: ['sms', 'sms'] }, CLIENT, 'channels'],
    ['a language nobody can be spoken to in', { language: 'xx' }, CLIENT, 'language'],
    ['hours that end before they begin', { hours: { from: DAY_PARTS.evening.from, until: DAY_PARTS.morning.until } }, CLIENT, 'hours'],
    ['a coach who does not say why', { answerBy: 'link' }, { staffId: '019a0000-0000-7000-8000-000000000000', note: ' ' }, 'note'],
    ['a note that is a letter', { answerBy: 'link' }, { staffId: null, note: 'x'.repeat(301) }, 'note'],
  ])('is refused for %s', async (_, wish, by, field) => {
    const { id } = await werkplein.aClient();

    const refused = change(id, wish, by);
    await expect(refused).rejects.toThrow(InvalidInputError);
    await expect(refused).rejects.toMatchObject({ fields: { [field]: expect.any(String) as string } });
    expect(await preferences.history(werkplein.dataSource.manager, id)).toEqual([]);
  });
});
