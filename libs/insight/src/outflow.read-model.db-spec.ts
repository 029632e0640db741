import type { Outcomes } from '#libs/outflow';
import { WORK_REASONS, type OutflowPeriod } from '#libs/outflow';
import { END_REASONS, type EndReason } from '#libs/people';
import { openDatabase } from '#libs/platform';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aTeamWith, times, type Observed, type Person, type Spell } from '../../../test/support/factories/team-with-spells.js';
import { OutflowReadModel } from './outflow.read-model.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const YEAR: OutflowPeriod = { from: day('2025-10-01'), until: day('2026-10-01') };
const TODAY = day('2026-11-21');
const READING = 'literacy.reading_nl';
/** Enough others for a total that may be shown; they stay. */
const OTHERS = 25;
const others = times(OTHERS, { spells: [['2020-01-01']] });

describe('outflow, counted', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let outflow: OutflowReadModel;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    outflow = new OutflowReadModel(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  /** What became of these people, without the others. */
  async function outcomesOf(
    persons: Person[],
    period = YEAR,
    today = TODAY,
  ): Promise<Pick<Outcomes, 'people' | 'work' | 'other' | 'staying' | 'pending'>> {
    const { teamId } = await aTeamWith(dataSource, [...others, ...persons]);
    const found = await outflow.perTrait(teamId, period, today);
    if (found.state !== 'shown') throw new Error(found.state);
    const { people, work, other, staying, pending } = found.total;
    return { people: people - OTHERS, work, other, staying: staying - OTHERS, pending };
  }
  const only = async (...spells: Spell[]) => {
    const { people, ...counts } = await outcomesOf([{ spells }]);
    return people === 0 ? 'not counted' : Object.entries(counts).find(([, count]) => count === 1)?.[0];
  };

  it.each(END_REASONS.map((reason) => [reason, WORK_REASONS.includes(reason) ? 'work' : 'other'] as const))(
    'counts an end for %s as %s',
    async (reason, outcome) => {
      expect(await only(['2024-01-01', '2026-02-01', reason])).toBe(outcome);
    },
  );

  const work = 'WORK_EMPLOYED' as const;
  it.each<[string, Spell[], string]>([
    ['on a benefit all the time', [['2024-01-01']], 'staying'],
    ['whose benefit began on the first day', [['2025-10-01', '2026-01-01', work]], 'work'],
    ['whose benefit began a day later', [['2025-10-02', '2026-01-01', work]], 'not counted'],
    ['whose last day with a benefit was the day before', [['2024-01-01', '2025-10-01', work]], 'not counted'],
    ['who had the benefit on the first day only', [['2024-01-01', '2025-10-02', work]], 'work'],
    ['who left on the last day', [['2024-01-01', '2026-09-30', work]], 'work'],
    ['who had the benefit on the last day', [['2024-01-01', '2026-10-01', work]], 'staying'],
    ['who came back after a week', [['2024-01-01', '2026-01-10', work], ['2026-01-17']], 'staying'],
    ['who came back on the same day of the next month', [['2024-01-01', '2026-01-10', work], ['2026-02-10']], 'staying'],
    ['who came back a day after that', [['2024-01-01', '2026-01-10', work], ['2026-02-11']], 'work'],
    ['who left on 31 January and came back on the last of February', [['2024-01-01', '2026-01-31', work], ['2026-02-28']], 'staying'],
    ['who left on 31 January and came back on 1 March', [['2024-01-01', '2026-01-31', work], ['2026-03-01']], 'work'],
    [
      'who came back at once, and left again for work',
      [
        ['2024-01-01', '2026-01-10', 'OTHER'],
        ['2026-01-17', '2026-05-01', work],
      ],
      'work',
    ],
    [
      'who moved, came back much later, and left for work',
      [
        ['2024-01-01', '2025-12-01', 'MOVED_MUNICIPALITY'],
        ['2026-03-01', '2026-06-01', work],
      ],
      'other',
    ],
    [
      'whose benefit changed its scheme from one day to the next',
      [['2024-01-01', '2026-01-01', 'ADMINISTRATIVE'], ['2026-01-01']],
      'staying',
    ],
  ])('counts somebody %s right', async (_, spells, outcome) => {
    expect(await only(...spells)).toBe(outcome);
  });

  it.each([
    ['2026-10-21', 'pending'],
    ['2026-10-20', 'pending'],
    ['2026-10-22', 'work'],
  ])('is on %s not sure (or sure) of who left for work on 21 September: %s', async (today, outcome) => {
    const counts = await outcomesOf([{ spells: [['2024-01-01', '2026-09-21', work]] }], YEAR, day(today));

    expect(counts).toMatchObject({ people: 1, [outcome]: 1 });
  });

  it('counts the people of this team, as teams were on the first day', async () => {
    const { teamId } = await aTeamWith(dataSource, others);
    await aTeamWith(dataSource, times(30, { spells: [['2020-01-01']] }));
    const counts = await outcomesOf([
      { spells: [['2020-01-01']], since: '2025-10-01' },
      { spells: [['2020-01-01']], since: '2025-10-02' },
    ]);

    expect(counts.people).toBe(1);
    expect(await outflow.perTrait(teamId, YEAR, TODAY)).toMatchObject({ total: { people: OTHERS } });
  });

  it('counts the days on a benefit up to leaving, whatever the clocks did in March', async () => {
    const { teamId } = await aTeamWith(dataSource, times(20, { spells: [['2024-01-01', '2026-03-30', work]] }));

    // 1 October 2025 to 30 March 2026, the day after the clock was put forward.
    expect(await outflow.perTrait(teamId, YEAR, TODAY)).toMatchObject({ total: { days: 20 * 180, work: 20 } });
  });

  it('says so when nobody was on a benefit, and when they were too few', async () => {
    const { teamId: nobody } = await aTeamWith(dataSource, times(30, { spells: [['2026-01-01']] }));
    const { teamId: few } = await aTeamWith(dataSource, times(9, { spells: [['2020-01-01']] }));

    expect(await outflow.perTrait(nobody, YEAR, TODAY)).toEqual({ state: 'nobody' });
    expect(await outflow.perTrait(few, YEAR, TODAY)).toEqual({ state: 'too-few' });
  });

  /** The line of the reading table that these twenty people are in, beside twenty others who read well. */
  async function groupOf(...observed: Observed[]): Promise<string> {
    const reader: Person = { spells: [['2020-01-01']], observed: [[READING, 1, '2025-09-01T10:00:00Z']] };
    const { teamId } = await aTeamWith(dataSource, [...times(40, reader), ...times(20, { spells: [['2020-01-01']], observed })]);
    const found = await outflow.perTrait(teamId, YEAR, TODAY);
    if (found.state !== 'shown') throw new Error(found.state);
    const { cells } = found.traits.find(({ trait }) => trait === READING)!;
    return cells.find(({ outcomes }) => outcomes?.people === 20)?.keys.join() ?? 'with the others';
  }

  it.each<[string, Observed[], string]>([
    ['nothing', [], 'not-known'],
    ['an answer', [[READING, 3, '2025-09-30T12:00:00Z']], '3'],
    ['a refusal', [[READING, 'refused', '2025-09-30T12:00:00Z']], 'refused'],
    [
      'a refusal after an answer',
      [
        [READING, 3, '2025-09-01T12:00:00Z'],
        [READING, 'refused', '2025-09-30T12:00:00Z'],
      ],
      'refused',
    ],
    ['"weet ik niet"', [[READING, 'unknown', '2025-09-30T12:00:00Z']], 'does-not-know'],
    [
      'two answers, of which the later counts',
      [
        [READING, 2, '2025-09-30T12:00:00Z'],
        [READING, 3, '2025-08-30T12:00:00Z'],
      ],
      '2',
    ],
    ['an answer of a minute before the first day began here', [[READING, 3, '2025-09-30T21:59:00Z']], '3'],
    ['an answer of a minute after', [[READING, 3, '2025-09-30T22:00:00Z']], 'not-known'],
    ['an answer of half a year before', [[READING, 3, '2025-03-31T22:00:00Z']], '3'],
    ['an answer older than that', [[READING, 3, '2025-03-31T21:59:59Z']], 'not-known'],
    ['an answer that was recorded only later', [[READING, 3, '2025-09-01T12:00:00Z', '2025-10-02T12:00:00Z']], 'not-known'],
    ['an answer to another question', [['health.self_rated', 3, '2025-09-01T12:00:00Z']], 'not-known'],
  ])('puts people by what was known on the first day: %s', async (_, observed, group) => {
    expect(await groupOf(...observed)).toBe(group);
  });

  it('is not changed by anything that is answered later', async () => {
    const persons: Person[] = [1, 2, 3].flatMap((value) =>
      times(20, { spells: [['2020-01-01', '2026-03-01', work]], observed: [[READING, value, '2025-09-01T10:00:00Z']] }),
    );
    const { teamId } = await aTeamWith(dataSource, persons);
    const before = await outflow.perTrait(teamId, YEAR, TODAY);
    const later = fc.record({ value: fc.integer({ min: 1, max: 3 }), days: fc.nat(700), client: fc.nat(persons.length - 1) });

    await fc.assert(
      fc.asyncProperty(fc.array(later, { minLength: 1, maxLength: 20 }), async (answers) => {
        await dataSource.query(
          `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
           select a.client_id, $2, 'answered', given.value, given.at, given.at, 'self_report', 'sms', 'self', 'nl'
             from unnest($3::smallint[], $4::timestamptz[], $5::int[]) as given (value, at, number)
             join (select client_id, row_number() over (order by client_id) - 1 as number from caseload_assignment where team_id = $1) a using (number)`,
          [
            teamId,
            READING,
            answers.map(({ value }) => value),
            answers.map(({ days }) => Temporal.Instant.from('2025-09-30T22:00:00Z').add({ hours: days * 24 })),
            answers.map(({ client }) => client),
          ],
        );
        expect(await outflow.perTrait(teamId, YEAR, TODAY)).toEqual(before);
      }),
      { numRuns: 10 },
    );
  });

  it('agrees with the definition, said once more in another language than SQL, for any history of spells', async () => {
    const gap = fc.integer({ min: 0, max: 90 });
    const history = fc.array(fc.tuple(gap, fc.integer({ min: 1, max: 500 }), fc.constantFrom<EndReason>(...END_REASONS)), {
      minLength: 1,
      maxLength: 5,
    });
    const lives = fc.array(fc.tuple(fc.nat(600), history, fc.boolean()), { minLength: 5, maxLength: 40 });
    const period = fc.tuple(fc.nat(24), fc.constantFrom(6, 12, 18)).map(([ago, months]): OutflowPeriod => {
      const from = day('2024-10-01').add({ months: ago });
      return { from, until: from.add({ months }) };
    });

    await fc.assert(
      fc.asyncProperty(lives, period, fc.nat(60), async (people, { from, until }, after) => {
        const today = until.add({ days: after });
        const persons = people.map(([start, pieces, isRunning]) => ({
          spells: spellsOf(day('2024-01-01').add({ days: start }), pieces, isRunning),
        }));
        const expected = persons.flatMap(({ spells }) => outcomeOf(spells, { from, until }, today) ?? []);
        const { people: counted, ...counts } = await outcomesOf(persons, { from, until }, today);

        expect(counted).toBe(expected.length);
        for (const [outcome, count] of Object.entries(counts))
          expect(`${outcome} ${count}`).toBe(`${outcome} ${expected.filter((each) => each === outcome).length}`);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

function spellsOf(start: Temporal.PlainDate, pieces: [gap: number, days: number, reason: EndReason][], isRunning: boolean): Spell[] {
  let at = start;
  return pieces.map(([gap, days, reason], index): Spell => {
    const from = at.add({ days: gap });
    at = from.add({ days });
    return isRunning && index === pieces.length - 1 ? [from.toString()] : [from.toString(), at.toString(), reason];
  });
}

/** Null: was not on a benefit on the first day. */
function outcomeOf(
  spells: readonly Spell[],
  { from, until }: OutflowPeriod,
  today: Temporal.PlainDate,
): 'work' | 'other' | 'staying' | 'pending' | null {
  const before = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) < 0;
  const dated = spells.map(([startsOn, endsOn, reason]) => ({ startsOn: day(startsOn), endsOn: endsOn ? day(endsOn) : null, reason }));
  if (!dated.some(({ startsOn, endsOn }) => !before(from, startsOn) && (!endsOn || before(from, endsOn)))) return null;
  for (const { endsOn, reason } of dated) {
    if (!endsOn || !before(from, endsOn) || !before(endsOn, until)) continue;
    const monthLater = endsOn.add({ months: 1 });
    if (dated.some(({ startsOn }) => !before(startsOn, endsOn) && !before(monthLater, startsOn))) continue;
    if (!before(monthLater, today)) return 'pending';
    return WORK_REASONS.includes(String(reason)) ? 'work' : 'other';
  }
  return 'staying';
}
