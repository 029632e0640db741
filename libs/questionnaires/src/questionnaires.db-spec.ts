import { QuestionnaireVersion } from './questionnaire-version.entity.js';
import { NotFoundError, openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { STANDARD_KEY } from './domain/standard-questionnaire.js';
import { QuestionnairesService } from './questionnaires.service.js';
import { STANDARD_QUESTIONNAIRE } from './standard-questionnaire.js';

const NOW = Temporal.Instant.from('2026-03-02T09:00:00Z');

describe('questionnaires', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let questionnaires: QuestionnairesService;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url, [QuestionnaireVersion]);
    questionnaires = new QuestionnairesService(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  const numbers = async () =>
    (await dataSource.query(`select number from questionnaire_version order by number`)).map((row: { number: number }) => row.number);

  it('publishes the standard one once, also when several processes start at the same moment', async () => {
    const published = await Promise.all(Array.from({ length: 5 }, () => new QuestionnairesService(dataSource).ensureStandard(NOW)));
    expect(new Set(published).size).toBe(1);
    expect(await numbers()).toEqual([1]);
    await questionnaires.ensureStandard(NOW.add({ hours: 24 }));
    expect(await numbers()).toEqual([1]);
  });

  it('gives back exactly what was published', async () => {
    const { definition, versionId, questionnaireId } = await questionnaires.currentVersion(dataSource.manager, STANDARD_KEY);
    expect(definition).toEqual(STANDARD_QUESTIONNAIRE);
    expect(await questionnaires.version(dataSource.manager, versionId)).toMatchObject({ versionId, questionnaireId });
  });

  it('makes a change the next version, and leaves the one before as it was', async () => {
    const before = await questionnaires.currentVersion(dataSource.manager, STANDARD_KEY);
    const changed = { ...STANDARD_QUESTIONNAIRE, maxItems: 5 };
    const versionId = await dataSource.transaction((tx) => questionnaires.publish(tx, changed, NOW));
    expect(await numbers()).toEqual([1, 2]);
    expect(await questionnaires.currentVersion(dataSource.manager, STANDARD_KEY)).toMatchObject({ versionId, definition: { maxItems: 5 } });
    expect((await new QuestionnairesService(dataSource).version(dataSource.manager, before.versionId)).definition).toEqual(
      STANDARD_QUESTIONNAIRE,
    );
    expect((await questionnaires.currentVersions(dataSource.manager)).get(before.questionnaireId)?.versionId).toBe(versionId);
  });

  it('has the database refuse to rewrite a published version', async () => {
    await expect(dataSource.query(`update questionnaire_version set number = 9`)).rejects.toThrow('append-only');
    await expect(dataSource.query(`delete from questionnaire_version`)).rejects.toThrow('append-only');
  });

  it('says so when there is no such questionnaire', async () => {
    await expect(questionnaires.currentVersion(dataSource.manager, 'bestaat-niet')).rejects.toThrow(NotFoundError);
  });
});
