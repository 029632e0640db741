import { openDatabase } from '#libs/platform';
import { QuestionnairesService, STANDARD_QUESTIONNAIRE } from '#libs/questionnaires';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../support/database.js';
import { againstFhir } from '../support/fhir-schema.js';
import { EVERYTHING } from '../support/questionnaire-examples.js';
import { typeCommand } from '../support/type-command.js';

const BY = ['--by', 'e.maas@gemeente.example'];

describe('werkplein questionnaires', () => {
  let dataSource: DataSource;
  let url: string;
  let drop: () => Promise<void>;
  let folder: string;
  let staffId: string;
  let clientId: string;
  beforeAll(async () => {
    ({ url, drop } = await aDatabase());
    dataSource = await openDatabase(url);
    folder = await mkdtemp(path.join(tmpdir(), 'exchange-'));
    await new QuestionnairesService(dataSource).ensureStandard(Temporal.Instant.from('2026-01-01T00:00:00Z'));
    [{ id: staffId }] = await dataSource.query(
      `insert into staff (name, email, role) values ('E. Maas', 'e.maas@gemeente.example', 'admin') returning id`,
    );
    [{ id: clientId }] = await dataSource.query(
      `insert into client (client_number, first_name, last_name, language, created_at)
       values ('K100001', 'Sam', 'Smit', 'nl', '2026-01-01T00:00:00Z') returning id`,
    );
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
    await rm(folder, { recursive: true });
  });

  const werkplein = (...command: string[]) => typeCommand(['questionnaires', ...command], { DATABASE_URL: url });
  async function aFile(name: string, what: object): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, JSON.stringify(what));
    return file;
  }
  const draftOf = async (key: string) =>
    (
      await dataSource.query(
        `select draft.definition from questionnaire_draft draft join questionnaire on questionnaire.id = draft.questionnaire_id where key = $1`,
        [key],
      )
    )[0]?.definition;
  const versions = async () => (await dataSource.query(`select count(*)::int as count from questionnaire_version`))[0].count as number;

  it('takes one out as a file that can be taken in again, as a draft and never published', async () => {
    const file = path.join(folder, 'uit.json');
    expect(await werkplein('export', 'hoe-gaat-het', '--output', file)).toMatchObject({ code: 0, out: '' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ version: 1, questionnaire: { key: 'hoe-gaat-het' } });

    const { code, out } = await werkplein('import', file, ...BY);
    expect(out).toContain('Het concept heet "hoe-gaat-het-met-u"');
    expect(code).toBe(0);
    expect((await draftOf('hoe-gaat-het-met-u')).items).toEqual(STANDARD_QUESTIONNAIRE.items);
    expect(await versions()).toBe(1);
  });

  it('refuses a file with a mistake with its place and reason, and takes nothing in', async () => {
    const wrong = { ...EVERYTHING, items: [{ ...EVERYTHING.items[0], kind: 'slider' }] };
    const file = await aFile('fout.json', { format: 'werkplein-vragenlijst', formatVersion: 1, questionnaire: wrong });
    const { code, out } = await werkplein('import', file, ...BY);
    expect(out).toContain('  Vraag 1, "kind": dit kan niet. Wat wel kan: choice, scale');
    expect(out).toContain('Er is niets ingelezen.');
    expect(code).toBe(1);
    expect(await draftOf('alles-bij-elkaar')).toBeUndefined();
  });

  it('takes one out in FHIR, tells beside it what FHIR has no place for, and takes it in again', async () => {
    const { code, out, err } = await werkplein('export', 'hoe-gaat-het', '--fhir');
    expect(code).toBe(0);
    expect(againstFhir(JSON.parse(out) as { resourceType: string })).toEqual([]);
    expect(err).toContain('FHIR heeft geen plaats voor hoeveel vragen er in één check-in staan.');

    const file = await aFile('fhir.json', JSON.parse(out) as object);
    const imported = await werkplein('import', file, '--fhir', ...BY);
    expect(imported.out).toContain('Het concept heet "hoe-gaat-het-met-u-2"');
    expect((await draftOf('hoe-gaat-het-met-u-2')).items).toHaveLength(STANDARD_QUESTIONNAIRE.items.length);
    expect((await werkplein('import', file, ...BY)).out).toContain('Dit is een FHIR-bestand. Kies FHIR als soort bestand.');
  });

  it('makes a draft of the loneliness scale, and of the words of a WHO-5 that an office brings', async () => {
    expect((await werkplein('take-up', 'djg6', ...BY)).out).toContain('Het concept heet "mensen-om-u-heen"');
    expect((await draftOf('mensen-om-u-heen')).scores).toEqual([expect.objectContaining({ instrument: 'djg6' })]);

    const pack = {
      format: 'werkplein-tekstpakket',
      formatVersion: 1,
      instrument: 'who5',
      licence: 'CC BY-NC-SA 3.0 IGO',
      title: { nl: 'Verzonnen titel' },
      purpose: { nl: 'Verzonnen doel' },
      items: [1, 2, 3, 4, 5].map((item) => ({ nl: `Verzonnen zin ${item}` })),
      options: [5, 4, 3, 2, 1, 0].map((value) => ({ value, label: { nl: `Antwoord ${value}` } })),
    };
    const acknowledged = ['--licence-acknowledged-by', 'J. de Vries'];
    const file = await aFile('who5.json', pack);
    expect((await werkplein('add-text-pack', 'who5', file, ...acknowledged, ...BY)).out).toContain('Het concept heet "verzonnen-titel"');
    expect((await draftOf('verzonnen-titel')).source.licence).toContain('Licentie nagegaan door J. de Vries.');
    expect((await werkplein('add-text-pack', 'phq4', file, ...acknowledged, ...BY)).out).toContain('woorden van een ander instrument');
    expect((await werkplein('add-text-pack', 'who5', file, ...BY)).code).toBe(2);
    expect((await werkplein('take-up', 'who5', ...BY)).err).toContain('Er is geen instrument "who5" waarmee dit kan');
  });

  it('lists what there is', async () => {
    const { out } = await werkplein('list');
    expect(out).toMatch(/^hoe-gaat-het +versie 1 +Hoe gaat het met u\?$/m);
    expect(out).toMatch(/^mensen-om-u-heen +geen versie +concept +Mensen om u heen$/m);
  });

  it('says what is not there', async () => {
    expect(await werkplein('export', 'bestaat-niet')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('Er is geen versie 1') as string,
    });
    expect((await werkplein('export', 'hoe-gaat-het', '--version', '9')).err).toContain(
      'Er is geen versie 9 van een vragenlijst "hoe-gaat-het".',
    );
    expect((await werkplein('import', path.join(folder, 'weg.json'), ...BY)).err).toContain('kan niet worden gelezen (ENOENT)');
    expect((await werkplein('take-up', 'djg6', '--by', 'niemand@gemeente.example')).err).toContain('geen medewerker met het adres');
  });

  describe('responses', () => {
    it('takes one check-in out, and writes the look down', async () => {
      const [{ id }] = await dataSource.query(
        `with version as (select id, questionnaire_id from questionnaire_version limit 1),
              made as (
                insert into plan (name, questionnaire_id, audience, cadence, starts_on, created_at)
                select 'Plan', questionnaire_id, '{"kind":"everybody"}', '{"kind":"days","every":28}', '2026-01-01', '2026-01-01T00:00:00Z' from version
                returning id, questionnaire_id),
              enrolled as (
                insert into enrolment (client_id, questionnaire_id, plan_id, anchor_on, enrolled_at)
                select $1, questionnaire_id, id, '2026-01-05', '2026-01-01T00:00:00Z' from made returning id)
         insert into check_in (enrolment_id, client_id, questionnaire_version_id, due_on, items, opened_at, closes_at, language, ended_at, outcome)
         select enrolled.id, $1, version.id, '2026-03-02', '{wellbeing.general,health.self_rated,care.informal}', '2026-03-02T09:00:00Z',
                '2026-03-09T09:00:00Z', 'nl', '2026-03-09T09:00:00Z', 'partial'
           from enrolled cross join version
         returning id`,
        [clientId],
      );
      await dataSource.query(
        `insert into answer (check_in_id, item, state, value, channel, language, answered_at)
         values ($1, 'wellbeing.general', 'answered', 4, 'app', 'nl', '2026-03-02T10:00:00Z'),
                ($1, 'health.self_rated', 'refused', null, 'app', 'nl', '2026-03-02T10:00:05Z')`,
        [id],
      );
      const { out, code } = await werkplein('responses', 'export', id, ...BY);
      expect(code).toBe(0);
      const response = JSON.parse(out) as { resourceType: string };
      expect(againstFhir(response)).toEqual([]);
      expect(response).toMatchObject({
        status: 'stopped',
        authored: '2026-03-02T10:00:05Z',
        item: [
          { linkId: 'wellbeing.general', answer: [{ valueCoding: { code: '4' } }] },
          { linkId: 'health.self_rated', answer: [{ valueCoding: { extension: [{ valueCode: 'asked-declined' }] } }] },
          { linkId: 'care.informal' },
        ],
      });
      expect(await dataSource.query(`select staff_id, client_id, looked_at from access_log`)).toEqual([
        { staff_id: staffId, client_id: clientId, looked_at: 'fhir-response' },
      ]);
    });

    it('takes one of others in once, and the same again changes nothing', async () => {
      const coded = (code: string) => [{ valueCoding: { system: 'urn:werkplein-check-in:answer', code } }];
      const response = {
        resourceType: 'QuestionnaireResponse',
        questionnaire: 'urn:werkplein-check-in:questionnaire:hoe-gaat-het|1',
        status: 'completed',
        authored: '2026-02-02T10:00:00Z',
        subject: { identifier: { system: 'urn:werkplein-check-in:client-number', value: 'K100001' } },
        item: [
          { linkId: 'wellbeing.general', answer: coded('2') },
          { linkId: 'health.physical', answer: coded('9') },
        ],
      };
      expect(againstFhir(response)).toEqual([]);
      const file = await aFile('antwoord.json', response);
      const { out } = await werkplein('responses', 'import', file);
      expect(out).toContain('Item 2: dit antwoord kan niet op de vraag "health.physical".');
      expect(out).toContain('Nieuwe waarnemingen: 1. Was er al: 0.');
      expect((await werkplein('responses', 'import', file)).out).toContain('Nieuwe waarnemingen: 0. Was er al: 1.');
      expect(await dataSource.query(`select trait, value, source, mode, observed_at from trait_observation`)).toEqual([
        { trait: 'wellbeing.general', value: 2, source: 'import', mode: 'file', observed_at: new Date('2026-02-02T10:00:00Z') },
      ]);
      // The rules are to look at it: the worker does so within minutes.
      expect(await dataSource.query(`select count(*)::int as wanted from review_wanted`)).toEqual([{ wanted: 1 }]);

      const stranger = await aFile('vreemde.json', { ...response, subject: { identifier: { value: 'K100001' } } });
      expect(await werkplein('responses', 'import', stranger)).toMatchObject({
        code: 1,
        out: expect.stringContaining('geen klantnummer') as string,
      });
    });
  });
});
