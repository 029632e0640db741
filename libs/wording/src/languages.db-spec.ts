import { CLIENT_LANGUAGES, InvalidInputError, openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { readableIn } from './domain/readable-in.js';
import { LanguagesService } from './languages.service.js';
import { LANGUAGE_FILES } from './shipped-texts.js';

const NOW = Temporal.Instant.from('2026-11-02T09:00:00Z');

describe('the languages of clients', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let staffId: string;
  const languages = new LanguagesService();

  beforeAll(async () => {
    const database = await aDatabase();
    dataSource = await openDatabase(database.url);
    drop = database.drop;
    [{ id: staffId }] = (await dataSource.query(`insert into staff (name, role) values ('B. Heer', 'admin') returning id`)) as [
      { id: string },
    ];
  });
  beforeEach(() => dataSource.query(`truncate language_review`));
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  const review = (language = 'ar', reviewedBy = 'S. Haddad', at = NOW) =>
    languages.review(dataSource.manager, { language, reviewedBy, staffId }, at);
  const statusOf = async (language: string) =>
    (await languages.statuses(dataSource.manager)).find((status) => status.language === language);
  const usable = async () => [...(await languages.reviewed(dataSource.manager))];

  it('are Dutch and English, until somebody has reviewed another', async () => {
    expect(await usable()).toEqual(['nl', 'en']);
    expect((await languages.statuses(dataSource.manager)).map(({ language, isUsable }) => [language, isUsable])).toEqual(
      CLIENT_LANGUAGES.map((language) => [language, ['nl', 'en'].includes(language)]),
    );
    expect(await statusOf('nl')).toEqual({
      language: 'nl',
      name: 'Nederlands',
      direction: 'ltr',
      isUsable: true,
      shipsReviewed: true,
      review: null,
      hasChangedSince: false,
      missing: [],
    });
  });

  it('are used once reviewed, by whom that was and who wrote it down', async () => {
    await review('ar', '  S. Haddad ');
    expect(await usable()).toEqual(['nl', 'en', 'ar']);
    expect(await statusOf('ar')).toMatchObject({
      name: 'العربية',
      direction: 'rtl',
      isUsable: true,
      shipsReviewed: false,
      review: { reviewedBy: 'S. Haddad', reviewedAt: NOW, recordedBy: 'B. Heer' },
      hasChangedSince: false,
    });
  });

  it('are to be reviewed again when a text is another', async () => {
    await review();
    await dataSource.query(`update language_review set texts_hash = 'of other texts'`);
    expect(await usable()).toEqual(['nl', 'en']);
    expect(await statusOf('ar')).toMatchObject({ isUsable: false, hasChangedSince: true, review: { reviewedBy: 'S. Haddad' } });
    await review('ar', 'M. Saleh', NOW.add({ hours: 1 }));
    expect(await statusOf('ar')).toMatchObject({ isUsable: true, hasChangedSince: false, review: { reviewedBy: 'M. Saleh' } });
  });

  it('count a review of these very texts, also when other texts were reviewed later', async () => {
    await review();
    await dataSource.query(
      `insert into language_review (language, texts_hash, reviewed_by, reviewed_at) values ('ar', 'of other texts', 'Een ander', $1)`,
      [NOW.add({ hours: 1 })],
    );
    expect(await usable()).toContain('ar');
    expect(await statusOf('ar')).toMatchObject({ isUsable: true, hasChangedSince: false, review: { reviewedBy: 'S. Haddad' } });
  });

  it('are reviewed once, also by two at the same moment', async () => {
    await Promise.all([review(), review('ar', 'M. Saleh'), review()]);
    expect(await dataSource.query(`select count(*)::int as n from language_review`)).toEqual([{ n: 1 }]);
  });

  it('fall back to Dutch when a review is withdrawn, and that stays on record', async () => {
    await review();
    await languages.withdraw(dataSource.manager, { language: 'ar', staffId }, NOW.add({ hours: 1 }));
    expect(await usable()).toEqual(['nl', 'en']);
    expect(await statusOf('ar')).toMatchObject({ isUsable: false, review: null, hasChangedSince: false });
    await review('ar', 'M. Saleh', NOW.add({ hours: 2 }));
    expect(await statusOf('ar')).toMatchObject({ isUsable: true, review: { reviewedBy: 'M. Saleh' } });
    expect(await dataSource.query(`select count(*)::int as n from language_review where withdrawn_by = $1`, [staffId])).toEqual([{ n: 1 }]);
  });

  it.each([
    ['xx', 'Iemand', { language: 'language-unknown' }],
    ['nl', 'Iemand', { language: 'language-is-reviewed' }],
    ['ar', '  ', { reviewedBy: 'reviewer-missing' }],
    ['ar', 'x'.repeat(121), { reviewedBy: 'reviewer-too-long' }],
  ])('%s is not reviewed by %j: %j', async (language, reviewedBy, fields) => {
    const refused = await review(language, reviewedBy).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidInputError);
    expect((refused as InvalidInputError).fields).toEqual(fields);
    expect(await usable()).toEqual(['nl', 'en']);
  });

  it('have each a hash of their own texts', () => {
    const hashes = CLIENT_LANGUAGES.map((language) => LANGUAGE_FILES[language].hash);
    expect(new Set(hashes).size).toBe(CLIENT_LANGUAGES.length);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['ar', 'ar'],
    ['pl', 'nl'],
    ['fr', 'nl'],
    [null, 'nl'],
    ['', 'nl'],
    ['__proto__', 'nl'],
  ])('somebody who reads %j is written to in %s when Arabic is reviewed', (wanted, expected) => {
    expect(readableIn(wanted, new Set(['nl', 'en', 'ar']))).toBe(expected);
  });
});
