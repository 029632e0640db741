import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { InvalidInputError, openDatabase, readConfiguration, type Configuration } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { LanguagesService } from './languages.service.js';
import { LANGUAGE_FILES } from './shipped-texts.js';
import { TemplatesService, type NewTemplate } from './templates.service.js';

const NOW = Temporal.Instant.from('2026-11-02T09:00:00Z');
const DONE = { purpose: 'check_in_done', channel: 'sms', language: 'nl', form: 'u' } as const;
const LINK = 'https://werkplein.example/c/0123456789abcdef';

describe('the texts of messages', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let templates: TemplatesService;
  let staffId: string;
  const configuration: Configuration = readConfiguration({ DEMO: 'on' });

  beforeAll(async () => {
    const database = await aDatabase();
    dataSource = await openDatabase(database.url);
    drop = database.drop;
    [{ id: staffId }] = (await dataSource.query(`insert into staff (name, role) values ('B. Heer', 'admin') returning id`)) as [
      { id: string },
    ];
  });
  beforeEach(async () => {
    await dataSource.query(`truncate message_template, language_review`);
    templates = new TemplatesService(configuration);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  const publish = (given: Partial<NewTemplate> = {}, by = templates) =>
    dataSource.transaction((tx) =>
      by.publish(tx, { ...DONE, subject: null, body: 'Fijn, dank u!', reviewedBy: null, staffId, ...given }, NOW),
    );
  const restore = () => dataSource.transaction((tx) => templates.restore(tx, DONE, { staffId }, NOW.add({ hours: 1 })));
  const written = async (by = templates) => (await by.book(dataSource.manager)).write('check_in_done', 'sms', 'nl', {}).text;

  it('are those of the product until somebody publishes another', async () => {
    expect(await written()).toMatch(/^Dank u wel!/);
    expect(await publish()).toBe(1);
    expect(await written()).toBe('Fijn, dank u!');
    expect(await publish({ body: 'Dank u!' })).toBe(2);
    expect(await written()).toBe('Dank u!');
    expect(await written(new TemplatesService(configuration))).toBe('Dank u!');
  });

  it('are those of the product again when that is asked, and every version stays', async () => {
    expect(await restore()).toBeNull();
    await publish();
    expect(await restore()).toBe(2);
    expect(await restore()).toBe(2);
    expect(await written()).toMatch(/^Dank u wel!/);
    expect(await templates.versions(dataSource.manager, DONE)).toEqual([
      { ...DONE, version: 2, text: null, reviewedBy: null, publishedBy: 'B. Heer', publishedAt: NOW.add({ hours: 1 }) },
      { ...DONE, version: 1, text: { subject: null, body: 'Fijn, dank u!' }, reviewedBy: null, publishedBy: 'B. Heer', publishedAt: NOW },
    ]);
    expect(await publish()).toBe(3);
    expect(await written()).toBe('Fijn, dank u!');
    expect(await templates.newestVersions(dataSource.manager)).toMatchObject([{ ...DONE, version: 3 }]);
  });

  it('make no version of what is in force already, however the lines end', async () => {
    await publish({ body: 'Fijn!\nDank u!' });
    expect(await publish({ body: '  Fijn!\r\nDank u!\r\n' })).toBe(1);
  });

  it('are published by two at once one after the other: nothing is lost', async () => {
    const versions = await Promise.all(Array.from({ length: 6 }, (_, n) => publish({ body: `Dank u! Dat is ${n}.` })));
    expect(new Set(versions)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(await templates.versions(dataSource.manager, DONE)).toHaveLength(6);
  });

  it('never change once they are published', async () => {
    await publish();
    await expect(dataSource.query(`update message_template set body = 'Anders'`)).rejects.toThrow(
      /never changes|immutable|message_template/,
    );
    await expect(dataSource.query(`delete from message_template`)).rejects.toThrow(/never changes|immutable|message_template/);
  });

  it.each([
    [{ body: 'Dag {{naam}}' }, { body: 'unknown-field' }],
    [{ body: 'Hoe is uw gezondheid?' }, { body: 'health-word' }],
    [{ body: ' ' }, { body: 'empty' }],
    [
      { channel: 'email', purpose: 'help', subject: '', body: '' },
      { subject: 'empty', body: 'empty' },
    ],
    [{ language: 'tr', body: 'Merhaba' }, { reviewedBy: 'reviewer-missing' }],
    [{ language: 'tr', body: 'Merhaba', reviewedBy: '  ' }, { reviewedBy: 'reviewer-missing' }],
    [{ language: 'tr', body: 'Merhaba', reviewedBy: 'x'.repeat(121) }, { reviewedBy: 'reviewer-too-long' }],
    [{ language: 'xx', body: 'Dag', reviewedBy: 'Iemand' }, { language: 'language-unknown' }],
    [{ language: 'en', form: 'je' }, { form: 'form-unknown' }],
  ] as const)('are refused when %j: %j', async (given, fields) => {
    const refused = await publish(given).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidInputError);
    expect((refused as InvalidInputError).fields).toEqual(fields);
    expect(await templates.newestVersions(dataSource.manager)).toEqual([]);
  });

  it('are refused for asking an answer only where nobody can answer', async () => {
    const invitation = { purpose: 'check_in_invitation', body: 'Antwoord STOP of kijk: {{link}} {{stop}}' } as const;
    const named = new TemplatesService({ ...configuration, twilio: { ...configuration.twilio!, from: 'Werkplein' } });
    await expect(publish(invitation, named)).rejects.toThrow(InvalidInputError);
    expect(await publish(invitation)).toBe(1);
    const text = async (by: TemplatesService) =>
      (await by.book(dataSource.manager)).write('check_in_invitation', 'sms', 'nl', { link: LINK }).text;
    expect(await text(templates)).toBe(`Antwoord STOP of kijk: ${LINK} Geen sms meer? Antwoord STOP`);
    expect(await text(named)).toContain('Zeg het daar');
  });

  it('are written in the form of the office: u, or je', async () => {
    const young = new TemplatesService(readConfiguration({ DEMO: 'on', ADDRESS_FORM: 'je' }));
    expect(await written(young)).toMatch(/^Dank je wel!/);
    await publish({ form: 'je', body: 'Top, dank je!' });
    expect(await written(young)).toBe('Top, dank je!');
    expect(await written()).toMatch(/^Dank u wel!/);
  });

  it('that cannot be read any more hold nothing up: the text of the product goes, and the log says so', async () => {
    const said: string[] = [];
    const error = jest.spyOn(Logger.prototype, 'error').mockImplementation((message: unknown) => void said.push(String(message)));
    await dataSource.query(
      `insert into message_template (purpose, channel, language, form, version, body, published_at) values
         ('check_in_done', 'sms', 'nl', 'u', 1, 'Dag {{naam}}', $1), ('gone_away', 'sms', 'nl', 'u', 1, 'Dag', $1)`,
      [NOW],
    );
    expect(await written()).toMatch(/^Dank u wel!/);
    expect(await written()).toMatch(/^Dank u wel!/);
    error.mockRestore();
    expect(said).toEqual([
      'the published text of "check_in_done sms nl u" cannot be read: the text of the product is used',
      'the published text of "gone_away sms nl u" cannot be read: the text of the product is used',
    ]);
  });

  it('cost one statement, whatever is published', async () => {
    await publish();
    await templates.book(dataSource.manager);
    const query = jest.spyOn(dataSource.manager, 'query');
    await templates.book(dataSource.manager);
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });

  it('are seen to be others, also when there are as many: a backup that was put back', async () => {
    await publish();
    expect(await written()).toBe('Fijn, dank u!');
    await dataSource.query(`truncate message_template`);
    await publish({ body: 'Dank u!' }, new TemplatesService(configuration));
    expect(await written()).toBe('Dank u!');
  });

  it('of a language go out once it is reviewed, and only then', async () => {
    await publish({ language: 'tr', body: 'Teşekkürler!', reviewedBy: 'A. Yılmaz' });
    const language = async () => (await templates.book(dataSource.manager)).write('check_in_done', 'sms', 'tr', {});
    expect(await language()).toMatchObject({ language: 'nl' });
    await new LanguagesService().review(dataSource.manager, { language: 'tr', reviewedBy: 'A. Yılmaz', staffId }, NOW);
    expect(await language()).toEqual({ language: 'tr', text: 'Teşekkürler!' });
    await dataSource.query(`update language_review set texts_hash = 'of other texts'`);
    expect(await language()).toMatchObject({ language: 'nl' });
    expect(LANGUAGE_FILES.tr.status).toBe('draft');
  });
});
