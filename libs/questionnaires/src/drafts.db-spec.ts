import { NotFoundError, openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aDefinition, anItem, say } from '../../../test/support/factories/questionnaire.js';
import { STANDARD_KEY } from './domain/standard-questionnaire.js';
import { DraftsService } from './drafts.service.js';
import { PublishingService } from './publishing.service.js';
import { QuestionnaireVersion } from './questionnaire-version.entity.js';
import { StaleDraftError } from './questionnaires.errors.js';
import { QuestionnairesService } from './questionnaires.service.js';
import { STANDARD_QUESTIONNAIRE } from './standard-questionnaire.js';

const NOW = Temporal.Instant.from('2026-03-02T09:00:00Z');

describe('drafts of questionnaires', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let drafts: DraftsService;
  let publishing: PublishingService;
  let [anna, bram]: string[] = [];
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url, [QuestionnaireVersion]);
    drafts = new DraftsService(dataSource);
    publishing = new PublishingService(dataSource);
    const staff = await dataSource.query(`insert into staff (name, role) values ('Anna', 'admin'), ('Bram', 'admin') returning id`);
    [anna, bram] = staff.map(({ id }: { id: string }) => id);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  const titled = (nl: string) => aDefinition({ title: say(nl) });
  const create = (nl: string) => drafts.create(titled(nl), anna!, NOW);
  /** Published by Anna as it stands. */
  const publish = async (key: string) => publishing.publish(key, { revision: (await drafts.open(key)).revision, note: '' }, anna!, NOW);
  const listed = async (key: string) => (await drafts.list()).find((questionnaire) => questionnaire.key === key);

  it('get a key from their title, also when another has that title', async () => {
    expect(await Promise.all([create('Naar school: één'), create('Naar school: één')])).toEqual(
      expect.arrayContaining(['naar-school-een', 'naar-school-een-2']),
    );
    expect((await drafts.open('naar-school-een-2')).definition.key).toBe('naar-school-een-2');
  });

  it('are kept as they were saved, by whom and when, and make nothing that can be asked', async () => {
    const key = await create('Bewaard');
    const { revision } = await drafts.open(key);
    const later = NOW.add({ minutes: 5 });
    const next = await drafts.save(key, revision, titled('Bewaard, en anders'), bram!, later);
    expect(await drafts.open(key)).toEqual({
      key,
      definition: { ...titled('Bewaard, en anders'), key },
      revision: next,
      basedOn: null,
      changedAt: later,
      changedBy: 'Bram',
    });
    expect(await listed(key)).toMatchObject({ published: null, draft: { revision: next, changedBy: 'Bram' } });
    await expect(new QuestionnairesService(dataSource).currentVersion(dataSource.manager, key)).rejects.toThrow(NotFoundError);
  });

  it('of two administrators at once are saved by the first; the second is told so, and what the first saved is still there', async () => {
    const key = await create('Samen');
    const { revision } = await drafts.open(key);
    const saved = await Promise.allSettled([
      drafts.save(key, revision, titled('Van Anna'), anna!, NOW),
      drafts.save(key, revision, titled('Van Bram'), bram!, NOW),
    ]);
    expect(saved.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(saved.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(StaleDraftError) });
    const winner = saved[0]?.status === 'fulfilled' ? 'Van Anna' : 'Van Bram';
    expect((await drafts.open(key)).definition.title.nl).toBe(winner);
  });

  it('are not disturbed by a save that changes nothing', async () => {
    const key = await create('Hetzelfde');
    const { revision, definition } = await drafts.open(key);
    expect(await drafts.save(key, revision, definition, bram!, NOW.add({ hours: 1 }))).toBe(revision);
    expect(await drafts.open(key)).toMatchObject({ revision, changedBy: 'Anna' });
  });

  it('begin as what is published, and are only made when something is changed', async () => {
    const key = await create('Gepubliceerd');
    await publish(key);
    const opened = await drafts.open(key);
    expect(opened).toMatchObject({ revision: -1, basedOn: 1, changedAt: null, changedBy: null });
    expect(await drafts.save(key, -1, opened.definition, anna!, NOW)).toBe(-1);
    expect((await listed(key))?.draft).toBeNull();
    await drafts.save(key, -1, { ...opened.definition, maxItems: 3 }, anna!, NOW);
    expect(await listed(key)).toMatchObject({ definition: { maxItems: 3 }, published: { number: 1, publishedBy: 'Anna' }, draft: {} });
    await expect(drafts.save(key, -1, { ...opened.definition, maxItems: 4 }, bram!, NOW)).rejects.toThrow(StaleDraftError);
  });

  it('are never mistaken for a later draft that took their place', async () => {
    const key = await create('Opnieuw');
    await publish(key);
    const first = await drafts.save(key, -1, { ...titled('Eerste'), key }, anna!, NOW);
    await drafts.discard(key, first);
    const second = await drafts.save(key, -1, { ...titled('Tweede'), key }, bram!, NOW);
    expect(second).not.toBe(first);
    await expect(drafts.save(key, first, titled('Toch de eerste'), anna!, NOW)).rejects.toThrow(StaleDraftError);
    await publish(key);
    await expect(drafts.save(key, -1, titled('Op versie 1'), anna!, NOW)).rejects.toThrow(StaleDraftError);
  });

  it('that are thrown away leave the version as it was; never published, the questionnaire is gone and its name free', async () => {
    const key = await create('Weg');
    const { revision } = await drafts.open(key);
    await publishing.approve(key, revision, bram!, NOW);
    await expect(drafts.discard(key, revision + 1000)).rejects.toThrow(StaleDraftError);
    await drafts.discard(key, revision);
    await expect(drafts.open(key)).rejects.toThrow(NotFoundError);
    expect(await create('Weg')).toBe(key);
    await publish(key);
    await drafts.discard(key, await drafts.save(key, -1, titled('Anders'), anna!, NOW));
    expect(await drafts.open(key)).toMatchObject({ revision: -1, definition: { title: { nl: 'Weg' } } });
  });

  it('keep no empty translation, no letters that no keyboard types, and no spaces around words', async () => {
    const key = await create('Netjes');
    const { revision } = await drafts.open(key);
    const item = anItem('een', { wording: { nl: ' Gaat\u0000 het? \uD800', en: ' ', tr: '' }, help: { nl: '', en: '' } });
    await drafts.save(key, revision, { ...titled('Netjes'), items: [item] }, anna!, NOW);
    const [kept] = (await drafts.open(key)).definition.items;
    expect(kept).toEqual({ ...anItem('een'), wording: { nl: 'Gaat  het? \uFFFD' } });
  });

  it('that nobody can have meant are refused', async () => {
    const key = await create('Groot');
    const { revision } = await drafts.open(key);
    const items = Array.from({ length: 500 }, (_, number) => anItem(`item-${number}`, { wording: say('a'.repeat(1000)) }));
    await expect(drafts.save(key, revision, aDefinition({ items }), anna!, NOW)).rejects.toMatchObject({
      fields: { definition: 'definition-too-large' },
    });
  });

  it('tell that the product comes with a newer standard, where an administrator published their own', async () => {
    const questionnaires = new QuestionnairesService(dataSource);
    await questionnaires.ensureStandard(NOW);
    expect((await listed(STANDARD_KEY))?.hasNewerStandard).toBe(false);
    await dataSource.transaction((tx) => questionnaires.publish(tx, { ...STANDARD_QUESTIONNAIRE, maxItems: 4 }, NOW));
    expect((await listed(STANDARD_KEY))?.hasNewerStandard).toBe(false);
    await dataSource.query(`alter table questionnaire_version disable trigger user`);
    await dataSource.query(
      `update questionnaire_version set definition = definition || '{"maxItems": 2}', published_by = $1
                             where questionnaire_id = (select id from questionnaire where key = $2)`,
      [anna, STANDARD_KEY],
    );
    await dataSource.query(`alter table questionnaire_version enable trigger user`);
    expect((await listed(STANDARD_KEY))?.hasNewerStandard).toBe(true);
  });
});
