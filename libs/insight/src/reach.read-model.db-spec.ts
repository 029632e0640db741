import type { OutflowPeriod } from '#libs/outflow';
import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { suggestedPeople } from '../../../test/support/factories/suggested.js';
import { roundsOf, type Round } from '../../../test/support/factories/rounds.js';
import type { Spell } from '../../../test/support/factories/team-with-spells.js';
import type { ReachRow } from './domain/reached.js';
import { ReachReadModel } from './reach.read-model.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const YEAR: OutflowPeriod = { from: day('2025-01-01'), until: day('2026-01-01') };

describe('how far asking came with those who were on a benefit', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let reach: ReachReadModel;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    reach = new ReachReadModel(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  /** One person born in 1980 with these rounds: how they are counted. */
  async function countedWith(rounds: Omit<Round, 'client'>[], spells: readonly Spell[] = [['2022-01-01']]) {
    const { teamId, clientIds } = await suggestedPeople(dataSource, [{ birthDate: '1980-01-01', spells }]);
    await roundsOf(
      dataSource,
      rounds.map((round) => ({ client: clientIds[0]!, ...round })),
    );
    const rows = (await reach.counts(YEAR)).filter((row) => row.teamId === teamId);
    const of = (dimension: ReachRow['dimension']) =>
      rows.filter((row) => row.dimension === dimension).map(({ key, standing }) => `${key} ${standing}`);
    return { age: of('age'), channel: of('channel'), month: of('month') };
  }

  it.each<[string, Omit<Round, 'client'>[], string]>([
    ['who finished', [{ outcome: 'finished' }], 'answered'],
    ['who gave one answer', [{ outcome: 'partial' }], 'answered'],
    [
      'who answered once and was silent after it',
      [{ outcome: 'finished' }, { outcome: 'silent', openedAt: '2025-06-01T10:00:00Z' }],
      'answered',
    ],
    ['who looked at the questions', [{ outcome: 'silent', startedAt: '2025-03-01T11:00:00Z' }], 'opened'],
    ['who may still answer', [{ outcome: null }], 'open'],
    ['who did nothing', [{ outcome: 'silent' }], 'silent'],
    ['whose message did not arrive', [{ outcome: 'unreachable' }], 'not-arrived'],
    ['who wants no messages', [{ outcome: 'unreachable', channel: null, unreachableReason: 'opted_out' }], 'opted-out'],
    ['who has no number', [{ outcome: 'unreachable', channel: null, unreachableReason: 'no_contact_point' }], 'no-way'],
    ['whose round was called off', [{ outcome: 'canceled' }], 'not-asked'],
    ['whose round was missed', [{ outcome: 'missed' }], 'not-asked'],
    ['who was asked before the period only', [{ outcome: 'finished', openedAt: '2024-12-31T22:59:00Z' }], 'not-asked'],
    [
      'who was asked in the first minute of the period, at the office',
      [{ outcome: 'finished', openedAt: '2024-12-31T23:00:00Z' }],
      'answered',
    ],
    ['who was asked in the first minute after it', [{ outcome: 'finished', openedAt: '2025-12-31T23:00:00Z' }], 'not-asked'],
    ['nobody asked', [], 'not-asked'],
  ])('counts %s once', async (_, rounds, standing) => {
    expect((await countedWith(rounds)).age).toEqual([`45-54 ${standing}`]);
  });

  it('counts who was there on the first day, and nobody who came later or had left', async () => {
    expect((await countedWith([{ outcome: 'finished' }], [['2025-01-02']])).age).toEqual([]);
    expect((await countedWith([{ outcome: 'finished' }], [['2022-01-01', '2025-01-01', 'OTHER']])).age).toEqual([]);
    expect((await countedWith([{ outcome: 'finished' }], [['2022-01-01', '2025-01-02', 'OTHER']])).age).toEqual(['45-54 answered']);
  });

  it('goes by the channel of the last round, and by month as the months were at the office', async () => {
    const counted = await countedWith([
      { outcome: 'finished', channel: 'sms', openedAt: '2025-02-28T23:30:00Z' },
      { outcome: 'silent', channel: 'email', openedAt: '2025-05-10T09:00:00Z' },
    ]);

    expect(counted).toMatchObject({ channel: ['email answered'], month: ['2025-03 answered', '2025-05 silent'] });
  });
});
