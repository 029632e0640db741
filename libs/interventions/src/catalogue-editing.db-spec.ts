import type { DataSource } from 'typeorm';
import { InvalidInputError, openDatabase } from '#libs/platform';
import { aDatabase } from '../../../test/support/database.js';
import { CatalogueEditingService, type TypeText } from './catalogue-editing.service.js';
import { CatalogueService } from './catalogue.service.js';
import { STANDARD_CATALOGUE } from './domain/catalogue.js';
import { Intervention } from './intervention.entity.js';
import { TypeChangedError, TypeNotFoundError } from './interventions.errors.js';

const NOW = Temporal.Instant.from('2026-06-01T09:00:00Z');
const later = (hours: number) => NOW.add({ hours });

describe('the catalogue of an office', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let staffId: string;
  let catalogue: CatalogueService;
  let editing: CatalogueEditingService;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url, [Intervention]);
    catalogue = new CatalogueService(dataSource);
    editing = new CatalogueEditingService(dataSource, catalogue);
    [{ id: staffId }] = await dataSource.query(`insert into staff (name, role) values ('Bea Beheer', 'admin') returning id`);
  });
  beforeEach(() => dataSource.query('truncate intervention_type_version'));
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  const textOf = (code: string): TypeText => {
    const { code: _, ...text } = STANDARD_CATALOGUE.of(code);
    return text;
  };
  const cycling: TypeText = { ...textOf('TRANSPORT_SUPPORT'), name: { nl: ' Fietsles ', en: 'Cycling lessons' }, places: 12 };
  const by = (note: string | null = null) => ({ staffId, note });

  it('begins as the one of the product, also before anything is stored, and is put there once however often it starts', async () => {
    expect((await catalogue.current()).all).toEqual(STANDARD_CATALOGUE.all);
    await Promise.all([catalogue.ensureStandard(NOW), catalogue.ensureStandard(NOW), catalogue.ensureStandard(NOW)]);
    expect((await catalogue.current()).all).toEqual(STANDARD_CATALOGUE.all);
    expect(await dataSource.query(`select count(*)::int as n from intervention_type_version`)).toEqual([
      { n: STANDARD_CATALOGUE.all.length },
    ]);
  });

  it('changes by versions, with who and why; what is the same is no version', async () => {
    await catalogue.ensureStandard(NOW);
    await editing.change(
      'LANGUAGE_COURSE',
      1,
      { ...textOf('LANGUAGE_COURSE'), places: 12, provider: ' Taalhuis ' },
      by(' Nieuw contract '),
      later(1),
    );
    await editing.change('LANGUAGE_COURSE', 2, { ...textOf('LANGUAGE_COURSE'), places: 12, provider: 'Taalhuis' }, by(), later(2));
    expect(await editing.versions('LANGUAGE_COURSE')).toMatchObject([
      {
        version: 2,
        note: 'Nieuw contract',
        changedBy: 'Bea Beheer',
        definition: { places: 12, provider: 'Taalhuis' },
        changedAt: later(1),
      },
      { version: 1, note: null, changedBy: null },
    ]);
    expect((await catalogue.current()).of('LANGUAGE_COURSE').places).toBe(12);
    // A start of the product afterwards leaves it as the office has it.
    await catalogue.ensureStandard(later(3));
    expect((await catalogue.current()).of('LANGUAGE_COURSE').places).toBe(12);
  });

  it('keeps what it was, also when it is changed before the product put it there', async () => {
    await editing.change('CV_WORKSHOP', 0, { ...textOf('CV_WORKSHOP'), isOffered: false }, by(), NOW);
    expect((await editing.versions('CV_WORKSHOP')).map(({ version, changedBy }) => [version, changedBy])).toEqual([
      [2, 'Bea Beheer'],
      [1, null],
    ]);
    expect((await catalogue.current()).offered.map(({ code }) => code)).not.toContain('CV_WORKSHOP');
  });

  it('tells who was second that somebody was ahead', async () => {
    await catalogue.ensureStandard(NOW);
    const change = (places: number) => editing.change('LANGUAGE_COURSE', 1, { ...textOf('LANGUAGE_COURSE'), places }, by(), later(1));
    const attempts = await Promise.allSettled([change(8), change(9), change(10)]);
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const attempt of attempts) if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(TypeChangedError);
    expect(await editing.versions('LANGUAGE_COURSE')).toHaveLength(2);
  });

  it('takes in something new, behind what is there, with a code of its own that stays', async () => {
    await catalogue.ensureStandard(NOW);
    const codes = await Promise.all([1, 2, 3].map(() => editing.add(cycling, by('Voor Zuid'), later(1))));
    expect(codes.toSorted()).toEqual(['FIETSLES', 'FIETSLES_2', 'FIETSLES_3']);
    const all = (await catalogue.current()).all.map(({ code }) => code);
    expect(all.slice(0, STANDARD_CATALOGUE.all.length)).toEqual(STANDARD_CATALOGUE.all.map(({ code }) => code));
    await editing.change('FIETSLES', 1, { ...cycling, name: { nl: 'Fietsen leren', en: 'Learning to cycle' } }, by(), later(2));
    expect((await catalogue.current()).of('FIETSLES').name.nl).toBe('Fietsen leren');
  });

  it('takes in no sanction, and opens no decision of the law to rules', async () => {
    await expect(editing.add({ ...cycling, name: { nl: 'Maatregel', en: 'Talk' } }, by(), NOW)).rejects.toMatchObject({
      fields: { 'name.nl': 'form.forbidden-word' },
    });
    await expect(
      editing.change('EXEMPTION_REVIEW', 0, { ...textOf('EXEMPTION_REVIEW'), suggestible: true }, by(), NOW),
    ).rejects.toMatchObject({ fields: { suggestible: 'form.never-by-rules' } });
    expect(await dataSource.query(`select count(*)::int as n from intervention_type_version`)).toEqual([{ n: 0 }]);
  });

  it('says everything that is wrong at once, and keeps nothing', async () => {
    const wrong = { ...cycling, name: { nl: '', en: '' }, places: 0 };
    await expect(editing.add(wrong, by('x'.repeat(301)), NOW)).rejects.toThrow(InvalidInputError);
    expect(Object.keys(await editing.check(null, wrong)).toSorted()).toEqual(['name.en', 'name.nl', 'places']);
    expect((await catalogue.current()).all).toHaveLength(STANDARD_CATALOGUE.all.length);
  });

  it('knows what is in it only', async () => {
    await expect(editing.versions('FINE')).rejects.toThrow(TypeNotFoundError);
    await expect(editing.change('FINE', 1, cycling, by(), NOW)).rejects.toThrow(TypeNotFoundError);
  });
});
