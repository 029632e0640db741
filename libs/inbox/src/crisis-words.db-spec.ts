import { ConflictError, InvalidInputError } from '#libs/platform';
import { anInbox, MORNING, type Inbox } from '../../../test/support/inbox.js';

describe('the lists of crisis words', () => {
  let office: Inbox;
  beforeAll(async () => void (office = await anInbox()));
  afterAll(() => office.close());

  it('are those of the product until somebody saves another, which counts at once and everywhere', async () => {
    const admin = await office.aColleague(undefined, 'admin');
    const { manager } = office.dataSource;
    const isCrisis = (text: string) => office.crisis.isCrisis(manager, text);
    const save = (words: string, basedOn: number) =>
      office.inTransaction((tx) => office.words.save(tx, { language: 'nl', words, basedOn, staffId: admin.id }, MORNING));
    expect(await isCrisis('ik wil dood')).toBe(true);
    expect(await isCrisis('rode vlag')).toBe(false);
    expect(await save('rode  vlag\r\nzelf moord*\n', 0)).toBe(1);
    expect([await isCrisis('De RODE-vlag!'), await isCrisis('ik wil dood'), await isCrisis('I want to die')]).toEqual([true, false, true]);
    const lists = await office.words.lists(manager);
    expect(lists).toHaveLength(8);
    expect(lists[0]).toEqual({ language: 'nl', version: 1, words: ['rode vlag', 'zelf moord*'], savedBy: admin.name, savedAt: MORNING });
    await expect(save('te laat', 0)).rejects.toBeInstanceOf(ConflictError);
    await expect(save(' \n ', 1)).rejects.toEqual(new InvalidInputError({ words: 'words-missing' }));
    const racing = await Promise.allSettled([save('een woord', 1), save('ander woord', 1)]);
    expect(racing.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await office.inTransaction((tx) => office.words.restore(tx, { language: 'nl', basedOn: 2, staffId: admin.id }, MORNING));
    expect(await isCrisis('ik wil dood')).toBe(true);
    expect((await office.words.versions(manager, 'nl')).map(({ version }) => version)).toEqual([3, 2, 1, 0]);
    await expect(office.dataSource.query('delete from crisis_word_list')).rejects.toThrow();
  });
});
