import { InvalidInputError, NotAllowedError, NotFoundError, openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aDefinition, anItem, say } from '../../../test/support/factories/questionnaire.js';
import type { QuestionnaireDefinition } from './domain/definition.js';
import { STANDARD_KEY } from './domain/standard-questionnaire.js';
import { DraftsService } from './drafts.service.js';
import { PublishingService } from './publishing.service.js';
import { QuestionnaireVersion } from './questionnaire-version.entity.js';
import { ApprovalMissingError, NothingChangedError, NotPublishableError, StaleDraftError } from './questionnaires.errors.js';
import { QuestionnairesService } from './questionnaires.service.js';
import { STANDARD_QUESTIONNAIRE } from './standard-questionnaire.js';

const NOW = Temporal.Instant.from('2026-03-02T09:00:00Z');
const LATER = NOW.add({ hours: 24 });
const sensitive = { items: [anItem('een', { sensitive: true })] };

describe('publishing a questionnaire', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let drafts: DraftsService;
  let publishing: PublishingService;
  let questionnaires: QuestionnairesService;
  let staff: Record<'anna' | 'bram' | 'fatma' | 'coach' | 'left', string>;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url, [QuestionnaireVersion]);
    drafts = new DraftsService(dataSource);
    publishing = new PublishingService(dataSource);
    questionnaires = new QuestionnairesService(dataSource);
    const rows: { name: string; id: string }[] = await dataSource.query(
      `insert into staff (name, role, deactivated_at) values
         ('anna', 'admin', null), ('bram', 'admin', null), ('fatma', 'privacy_officer', null), ('coach', 'coach', null), ('left', 'admin', $1)
       returning name, id`,
      [NOW],
    );
    staff = Object.fromEntries(rows.map(({ name, id }) => [name, id])) as typeof staff;
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  const create = (given: Partial<QuestionnaireDefinition> = {}) => drafts.create(aDefinition(given), staff.anna, NOW);
  const revisionOf = async (key: string) => (await drafts.open(key)).revision;
  const publish = async (key: string, by = staff.anna, note = '') =>
    publishing.publish(key, { revision: await revisionOf(key), note }, by, LATER);
  const change = async (key: string, given: Partial<QuestionnaireDefinition>) => {
    const { revision, definition } = await drafts.open(key);
    return drafts.save(key, revision, { ...definition, ...given }, staff.anna, NOW);
  };

  it('makes the draft a version that everybody is asked from then on, and leaves nothing to publish', async () => {
    const key = await create({ title: say('Eerste') });
    expect(await publish(key, staff.anna, ' Om te beginnen ')).toBe(1);
    expect(await questionnaires.currentVersion(dataSource.manager, key)).toMatchObject({
      definition: { ...aDefinition({ title: say('Eerste') }), key },
    });
    expect(await publishing.versions(key)).toEqual([
      {
        versionId: expect.any(String),
        number: 1,
        publishedAt: LATER,
        publishedBy: 'anna',
        approvedBy: null,
        approvedAt: null,
        note: 'Om te beginnen',
      },
    ]);
    await expect(publish(key)).rejects.toThrow(StaleDraftError);
  });

  it('makes a change the next version: the one before stays as it was, for who is answering it', async () => {
    const key = await create({ title: say('Tweede') });
    await publish(key);
    const underWay = await questionnaires.currentVersion(dataSource.manager, key);
    await change(key, { title: say('Tweede, beter'), items: [anItem('anders')] });
    expect(await publish(key, staff.bram)).toBe(2);
    expect((await new QuestionnairesService(dataSource).version(dataSource.manager, underWay.versionId)).definition.items).toHaveLength(2);
    expect((await publishing.versions(key)).map(({ number }) => number)).toEqual([2, 1]);
    expect((await publishing.versions(key, { before: 2 })).map(({ number }) => number)).toEqual([1]);
    expect((await publishing.versions(key, { most: 1 })).map(({ number }) => number)).toEqual([2]);
    expect(await publishing.version(key, 1)).toMatchObject({ publishedBy: 'anna', definition: { title: say('Tweede') } });
    await expect(publishing.version(key, 3)).rejects.toThrow(NotFoundError);
    const [row] = await dataSource.query(`select title from questionnaire where key = $1`, [key]);
    expect(row.title).toBe('Tweede, beter');
  });

  it('refuses what is wrong, and publishes with what could only be better', async () => {
    const key = await create({ title: say('Fout'), items: [] });
    await expect(publish(key)).rejects.toThrow(NotPublishableError);
    await expect(publish(key)).rejects.toMatchObject({ code: 'not-publishable', problems: [{ place: 'items', code: 'no-items' }] });
    await change(key, { items: [anItem('een', { wording: say('Heeft u inzake werk een vraag?') })] });
    expect(publishing.problems((await drafts.open(key)).definition)).toMatchObject([{ code: 'hard-word', severity: 'remark' }]);
    expect(await publish(key)).toBe(1);
  });

  it('wants every language that was begun to be finished, and says so without forbidding it', () => {
    const words = { ...say('Gaat het?'), tr: 'Nasıl gidiyor?' };
    const found = publishing.problems(aDefinition({ items: [anItem('een', { wording: words })] }));
    expect(new Set(found.map(({ code, severity, values }) => `${severity} ${code} ${values['language']}`))).toEqual(
      new Set(['remark words-missing tr']),
    );
  });

  it('refuses another draft than was seen, and a note nobody reads', async () => {
    const key = await create({ title: say('Gezien') });
    const revision = await revisionOf(key);
    await change(key, { maxItems: 3 });
    await expect(publishing.publish(key, { revision, note: '' }, staff.anna, NOW)).rejects.toThrow(StaleDraftError);
    await expect(publish(key, staff.anna, 'a'.repeat(501))).rejects.toThrow(InvalidInputError);
    await expect(publishing.publish('bestaat-niet', { revision: 1, note: '' }, staff.anna, NOW)).rejects.toThrow(NotFoundError);
  });

  it('refuses to make a version of what is published already', async () => {
    const key = await create({ title: say('Heen en weer') });
    await publish(key);
    await change(key, { maxItems: 3 });
    await change(key, { maxItems: 6 });
    await expect(publish(key)).rejects.toThrow(NothingChangedError);
  });

  it('asks for somebody else to look first, where it asks what is sensitive or belongs to a module', async () => {
    const key = await create({ title: say('Gevoelig'), ...sensitive });
    await expect(publish(key)).rejects.toThrow(ApprovalMissingError);
    await publishing.approve(key, await revisionOf(key), staff.anna, NOW);
    await expect(publish(key, staff.anna)).rejects.toThrow(ApprovalMissingError);
    await publishing.approve(key, await revisionOf(key), staff.fatma, NOW.add({ minutes: 5 }));
    expect(await publishing.approval(key)).toEqual({
      isNeeded: true,
      given: [
        { staffId: staff.anna, name: 'anna', at: NOW },
        { staffId: staff.fatma, name: 'fatma', at: NOW.add({ minutes: 5 }) },
      ],
    });
    expect(await publish(key, staff.anna, 'Met de FG besproken')).toBe(1);
    expect((await publishing.versions(key))[0]).toMatchObject({
      publishedBy: 'anna',
      approvedBy: 'fatma',
      approvedAt: NOW.add({ minutes: 5 }),
    });
    expect(await publishing.approval(key)).toEqual({ isNeeded: false, given: [] });
    await change(key, { items: [anItem('een', { module: 'health' })] });
    await expect(publish(key)).rejects.toThrow(ApprovalMissingError);
  });

  it('takes an approval for exactly what was looked at: one letter more, and somebody looks again; back as it was, it counts', async () => {
    const key = await create({ title: say('Letter'), ...sensitive });
    const before = await revisionOf(key);
    await publishing.approve(key, before, staff.fatma, NOW);
    await publishing.approve(key, before, staff.fatma, LATER);
    await change(key, { purpose: say('Om te helpen.') });
    expect(await publishing.approval(key)).toEqual({ isNeeded: true, given: [] });
    await expect(publishing.approve(key, before, staff.fatma, NOW)).rejects.toThrow(StaleDraftError);
    await expect(publish(key)).rejects.toThrow(ApprovalMissingError);
    await change(key, { purpose: say('Om te helpen') });
    expect((await publishing.approval(key)).given).toEqual([{ staffId: staff.fatma, name: 'fatma', at: NOW }]);
    expect(await publish(key)).toBe(1);
  });

  it('takes an approval from an administrator or the privacy officer who works here, and from nobody else', async () => {
    const key = await create({ title: say('Wie'), ...sensitive });
    const revision = await revisionOf(key);
    for (const by of [staff.coach, staff.left]) await expect(publishing.approve(key, revision, by, NOW)).rejects.toThrow(NotAllowedError);
    await publishing.approve(key, revision, staff.bram, NOW);
    expect((await publishing.approval(key)).given).toHaveLength(1);
    await expect(publishing.approval('bestaat-niet')).rejects.toThrow(NotFoundError);
  });

  it('by two at once makes one version', async () => {
    const key = await create({ title: say('Tegelijk') });
    const revision = await revisionOf(key);
    const published = await Promise.allSettled(
      [staff.anna, staff.bram].map((by) => publishing.publish(key, { revision, note: '' }, by, NOW)),
    );
    expect(published.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await publishing.versions(key)).toHaveLength(1);
  });

  it('keeps approval and publication apart in the database too', async () => {
    const publishedAlone = dataSource.query(
      `insert into questionnaire_version (questionnaire_id, number, definition, published_at, published_by, approved_by, approved_at)
       select id, 99, '{}', $1, $2, $2, $1 from questionnaire limit 1`,
      [NOW, staff.anna],
    );
    await expect(publishedAlone).rejects.toThrow('questionnaire_version_approved_by_another');
  });

  it("never overwrites an administrator's own standard questionnaire at a start, and lists that a newer one exists", async () => {
    await questionnaires.ensureStandard(NOW);
    const ours = await questionnaires.ensureStandard(LATER);
    await change(STANDARD_KEY, { maxItems: 4 });
    await publishing.approve(STANDARD_KEY, await revisionOf(STANDARD_KEY), staff.fatma, NOW);
    expect(await publish(STANDARD_KEY)).toBe(2);
    const own = await questionnaires.ensureStandard(LATER);
    expect(own).not.toBe(ours);
    expect((await questionnaires.currentVersion(dataSource.manager, STANDARD_KEY)).definition.maxItems).toBe(4);
    const next = { ...STANDARD_QUESTIONNAIRE, title: say('Nog nieuwer') };
    expect(await dataSource.transaction((tx) => questionnaires.publish(tx, next, LATER))).toBe(own);
    const [{ title }] = await dataSource.query(`select title from questionnaire where key = $1`, [STANDARD_KEY]);
    expect(title).toBe(STANDARD_QUESTIONNAIRE.title.nl);
  });
});
