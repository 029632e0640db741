import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../support/database.js';
import { aTeamWith, times } from '../support/factories/team-with-spells.js';
import { typeCommand } from '../support/type-command.js';

const FROM = '2024-01-01';
const ASKED = ['outflow', '--by', 'literacy.reading_nl', '--from', FROM, '--to', '2025-01-01', '--denominator', 'start'];

describe('werkplein outflow', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let type: (...command: string[]) => ReturnType<typeof typeCommand>;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    type = async (...command) => typeCommand(command, { DATABASE_URL: database.url });
    const observed = (value: number) => [['literacy.reading_nl', value, '2023-11-01T10:00:00Z']] as const;
    await aTeamWith(
      dataSource,
      [
        ...times(20, { spells: [['2023-06-01', '2024-03-01', 'WORK_EMPLOYED']], observed: observed(1) }),
        ...times(20, { spells: [['2023-06-01']], observed: observed(1) }),
        ...times(2, { spells: [['2023-06-01', '2024-03-01', 'WORK_EMPLOYED']], observed: observed(3) }),
        ...times(28, { spells: [['2023-06-01']], observed: observed(3) }),
      ],
      'Noord',
    );
    await aTeamWith(dataSource, times(2, { spells: [['2023-06-01']], observed: observed(3) }), 'Zuid');
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  it('shows what the page shows, for people and for programs', async () => {
    const [told, json] = [await type(...ASKED, '--team', 'noord'), await type(...ASKED, '--team', 'Noord', '--json')];

    expect([told.err, told.code, json.code]).toEqual(['', 0, 0]);
    expect(told.out).toMatch(/alle mensen +70 +22 +70 +31,4%/);
    expect(JSON.parse(json.out)).toMatchObject({
      state: 'shown',
      total: { people: 70, count: 22 },
    });
    const { groups } = JSON.parse(json.out) as { groups: { keys: string[]; figure: { people: number; count: number } }[] };
    expect(groups.map(({ keys, figure }) => `${keys.join('+')} ${figure.people}/${figure.count}`)).toEqual([
      '1 40/20',
      '2 0/0',
      '3 30/2',
      'not-known 0/0',
      'refused 0/0',
    ]);
  }, 60_000);

  it('shows nothing of a team of two, and does not let them be subtracted from all teams', async () => {
    const [small, all] = [await type(...ASKED, '--team', 'Zuid'), await type(...ASKED, '--json')];

    expect(small.out).toContain('Te weinig mensen om te tonen.');
    expect(JSON.parse(all.out)).toMatchObject({ leavesOut: true, total: { people: 70 } });
  }, 60_000);

  it('says in one sentence what cannot be asked', async () => {
    const [trait, period, team] = [
      await type('outflow', '--by', 'schoenmaat', '--from', FROM, '--to', '2025-01-01'),
      await type('outflow', '--by', 'health.self_rated', '--from', FROM, '--to', '2024-12-01'),
      await type(...ASKED, '--team', 'Oost'),
    ];

    expect([trait.code, period.code, team.code]).toEqual([1, 1, 1]);
    expect(trait.err).toMatch(/^Er is geen kenmerk "schoenmaat"\. Dit kan:\n {2}wellbeing\.general/);
    expect(period.err).toContain('kan dit als --to: 2024-07-01, 2025-01-01');
    expect(team.err).toContain('Er is geen team "Oost". Er zijn: Noord, Zuid.');
  }, 60_000);
});
