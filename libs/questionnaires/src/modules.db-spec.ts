import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import type { ModuleKey } from './domain/definition.js';
import { ModulesService } from './modules.service.js';

const NOW = Temporal.Instant.from('2026-03-02T09:00:00Z');
const GROUND = { legalBasis: ' Participatiewet artikel 7 ', dpiaReference: 'DPIA-2026-3', approver: 'J. Smit (FG)', note: '' };

describe('the modules of sensitive questions', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let modules: ModulesService;
  let staffId: string;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    modules = new ModulesService(dataSource);
    [{ id: staffId }] = await dataSource.query(`insert into staff (name, role) values ('Anna', 'admin') returning id`);
    // The template of tests has them on; an office begins with none.
    await dataSource.query(`truncate module_switch`);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  const on = async () => [...(await modules.on(dataSource.manager))];

  it('are off as long as nobody recorded anything', async () => {
    expect(await on()).toEqual([]);
  });

  it.each([
    ['a legal basis', { legalBasis: ' ' }, { legalBasis: 'missing' }],
    ['a DPIA', { dpiaReference: '' }, { dpiaReference: 'missing' }],
    ['an approver', { approver: '' }, { approver: 'missing' }],
    ['an end to its note', { note: 'a'.repeat(501) }, { note: 'too-long' }],
  ])('are not switched on without %s', async (_, given, fields) => {
    await expect(modules.switchOn('health', { ...GROUND, ...given }, staffId, NOW)).rejects.toMatchObject({ fields });
    expect(await on()).toEqual([]);
  });

  it('are only those that there are', async () => {
    await expect(modules.switchOn('weight' as ModuleKey, GROUND, staffId, NOW)).rejects.toMatchObject({
      fields: { module: 'module-unknown' },
    });
    await expect(modules.switchOff('weight' as ModuleKey, '', staffId, NOW)).rejects.toMatchObject({
      fields: { module: 'module-unknown' },
    });
  });

  it('are on from when it is recorded why, off at once, and tell their history', async () => {
    await modules.switchOn('health', GROUND, staffId, NOW);
    await modules.switchOn('loneliness', GROUND, null, NOW);
    expect((await on()).toSorted()).toEqual(['health', 'loneliness']);
    await modules.switchOff('health', ' De DPIA wordt herzien ', staffId, NOW.add({ hours: 1 }));
    await modules.switchOff('health', 'nog eens', staffId, NOW.add({ hours: 2 }));
    expect(await on()).toEqual(['loneliness']);
    expect(await modules.history()).toEqual([
      {
        module: 'health',
        isOn: false,
        legalBasis: null,
        dpiaReference: null,
        approver: null,
        note: 'De DPIA wordt herzien',
        switchedBy: 'Anna',
        switchedAt: NOW.add({ hours: 1 }),
      },
      expect.objectContaining({ module: 'loneliness', isOn: true, switchedBy: null }),
      expect.objectContaining({ module: 'health', isOn: true, legalBasis: 'Participatiewet artikel 7', note: null, switchedBy: 'Anna' }),
    ]);
    expect(await modules.history(1)).toHaveLength(1);
  });

  it('keep what was recorded: the database refuses to rewrite it', async () => {
    await expect(dataSource.query(`update module_switch set is_on = true`)).rejects.toThrow('append-only');
  });
});
