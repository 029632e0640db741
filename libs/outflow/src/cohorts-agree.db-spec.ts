import { END_REASONS, type EndReason } from '#libs/people';
import { openDatabase } from '#libs/platform';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aTeamWith, type Spell } from '../../../test/support/factories/team-with-spells.js';
import { BaselinesService } from './baselines.service.js';
import { CohortsService } from './cohorts.service.js';
import { OUT_OF_SIGHT_REASONS, WORK_REASONS } from './domain/definition.js';
import { EXITS, exitsOf, type Exit } from './domain/exits.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate) => Temporal.PlainDate.compare(one, other) < 0;

describe('cohorts, made of any history of spells', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  it('agree with the definition, said once more in another language than SQL', async () => {
    const gap = fc.integer({ min: 0, max: 90 });
    const history = fc.array(fc.tuple(gap, fc.integer({ min: 1, max: 500 }), fc.constantFrom<EndReason>(...END_REASONS)), {
      minLength: 1,
      maxLength: 5,
    });
    const lives = fc.array(fc.tuple(fc.nat(600), history, fc.boolean()), { minLength: 5, maxLength: 40 });
    const period = fc.tuple(fc.nat(24), fc.constantFrom(6, 12, 18));

    await fc.assert(
      fc.asyncProperty(lives, period, fc.nat(60), async (people, [ago, months], daysLater) => {
        const from = day('2024-10-01').add({ months: ago });
        const today = from.add({ months }).add({ days: daysLater });
        const persons = people.map(([start, pieces, isRunning]) => ({
          spells: spellsOf(day('2024-01-01').add({ days: start }), pieces, isRunning),
        }));
        const { teamId } = await aTeamWith(dataSource, persons);
        await dataSource.query('delete from outflow_cohort');
        const now = Temporal.Instant.from(`${today}T12:00:00Z`);
        const cohort = await new CohortsService(dataSource, new BaselinesService()).cohort(from, now, { traits: [] });
        const { outcome } = exitsOf(cohort, months);
        const found = [...outcome].filter((_, person) => cohort.teams[cohort.team[person]!] === teamId).map((place) => EXITS[place]!);
        const expected = persons.flatMap(({ spells }) => exitFor(spells, from, from.add({ months }), today) ?? []);

        expect(found.toSorted()).toEqual(expected.toSorted());
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
function exitFor(spells: readonly Spell[], from: Temporal.PlainDate, until: Temporal.PlainDate, today: Temporal.PlainDate): Exit | null {
  const dated = spells.map(([startsOn, endsOn, reason]) => ({ startsOn: day(startsOn), endsOn: endsOn ? day(endsOn) : null, reason }));
  if (!dated.some(({ startsOn, endsOn }) => !isBefore(from, startsOn) && (!endsOn || isBefore(from, endsOn)))) return null;
  for (const { endsOn, reason } of dated) {
    if (!endsOn || !isBefore(from, endsOn) || !isBefore(endsOn, until)) continue;
    const monthLater = endsOn.add({ months: 1 });
    if (dated.some(({ startsOn }) => !isBefore(startsOn, endsOn) && !isBefore(monthLater, startsOn))) continue;
    if (!isBefore(monthLater, today)) return 'pending';
    if (OUT_OF_SIGHT_REASONS.includes(String(reason))) return 'outOfSight';
    return WORK_REASONS.includes(String(reason)) ? 'work' : 'other';
  }
  return 'staying';
}
