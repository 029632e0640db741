import { openDatabase } from '#libs/platform';
import { traitOf } from '#libs/profiles';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aTeamWith, times, type Observed, type Person } from '../../../test/support/factories/team-with-spells.js';
import { BASELINE_TRAITS, BaselinesService } from './baselines.service.js';
import { CohortsService } from './cohorts.service.js';
import { DOES_NOT_KNOW, FIRST_VALUE, NOT_KNOWN, REFUSED, type Cohort } from './domain/cohort.js';
import { countCohort } from './domain/counting.js';

const NOW = Temporal.Instant.from('2026-11-21T10:00:00Z');
const MONTH = Temporal.PlainDate.from('2025-10-01');
const READING = 'literacy.reading_nl';
const HEALTH = 'health.self_rated';

describe('what was known on the first of a month', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let cohorts: CohortsService;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    cohorts = new CohortsService(dataSource, new BaselinesService());
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  /** The cohort as it would be made now. */
  async function madeAnew(): Promise<Cohort> {
    await dataSource.query('delete from outflow_cohort');
    return cohorts.cohort(MONTH, NOW);
  }
  const codesOf = (cohort: Cohort, teamId: string, trait: string) =>
    [...cohort.trait(trait)!].filter((_, person) => cohort.teams[cohort.team[person]!] === teamId);

  it.each<[string, Observed[], number]>([
    ['nothing', [], NOT_KNOWN],
    ['an answer', [[READING, 3, '2025-09-30T12:00:00Z']], FIRST_VALUE + 3],
    ['a refusal', [[READING, 'refused', '2025-09-30T12:00:00Z']], REFUSED],
    [
      'a refusal after an answer',
      [
        [READING, 3, '2025-09-01T12:00:00Z'],
        [READING, 'refused', '2025-09-30T12:00:00Z'],
      ],
      REFUSED,
    ],
    ['"weet ik niet"', [[READING, 'unknown', '2025-09-30T12:00:00Z']], DOES_NOT_KNOW],
    [
      'two answers, of which the later counts',
      [
        [READING, 2, '2025-09-30T12:00:00Z'],
        [READING, 3, '2025-08-30T12:00:00Z'],
      ],
      FIRST_VALUE + 2,
    ],
    [
      'an answer and, of the same moment, its correction',
      [
        [READING, 3, '2025-09-01T12:00:00Z'],
        [READING, 1, '2025-09-01T12:00:00Z', '2025-09-15T12:00:00Z'],
      ],
      FIRST_VALUE + 1,
    ],
    [
      'an answer that was corrected only after the first day',
      [
        [READING, 3, '2025-09-01T12:00:00Z'],
        [READING, 1, '2025-09-01T12:00:00Z', '2025-10-15T12:00:00Z'],
      ],
      FIRST_VALUE + 3,
    ],
    ['an answer of a minute before the first day began here', [[READING, 3, '2025-09-30T21:59:00Z']], FIRST_VALUE + 3],
    ['an answer of a minute after', [[READING, 3, '2025-09-30T22:00:00Z']], NOT_KNOWN],
    ['an answer of half a year before', [[READING, 3, '2025-03-31T22:00:00Z']], FIRST_VALUE + 3],
    ['an answer older than that', [[READING, 3, '2025-03-31T21:59:59Z']], NOT_KNOWN],
    ['an answer that was recorded only later', [[READING, 3, '2025-09-01T12:00:00Z', '2025-10-02T12:00:00Z']], NOT_KNOWN],
    ['an answer to another question', [[HEALTH, 3, '2025-09-01T12:00:00Z']], NOT_KNOWN],
  ])('is by what had been observed and recorded: %s', async (_, observed, code) => {
    const { teamId } = await aTeamWith(dataSource, [{ spells: [['2020-01-01']], observed }]);

    expect(codesOf(await madeAnew(), teamId, READING)).toEqual([code]);
  });

  it('is kept of every trait for itself', async () => {
    const last = (trait: string) => Math.max(0, ...traitOf(trait).levels.map(({ value }) => value));
    const observed = BASELINE_TRAITS.map((trait): Observed => [trait, last(trait), '2025-09-01T12:00:00Z']);
    const { teamId } = await aTeamWith(dataSource, [{ spells: [['2020-01-01']], observed }]);
    const cohort = await madeAnew();

    for (const trait of BASELINE_TRAITS) expect([trait, ...codesOf(cohort, teamId, trait)]).toEqual([trait, FIRST_VALUE + last(trait)]);
    expect(cohort.trait('wish.help')).toBeNull();
  });

  const later = fc.record({
    client: fc.nat(59),
    trait: fc.constantFrom(READING, HEALTH),
    answer: fc.constantFrom(1, 2, 3, null),
    observedDays: fc.integer({ min: -200, max: 500 }),
    recordedDays: fc.nat(500),
  });
  it('is changed by nothing that is observed or recorded later, whatever it is about', async () => {
    const persons: Person[] = [1, 2, 3].flatMap((value) =>
      times(20, { spells: [['2020-01-01', '2026-03-01', 'WORK_EMPLOYED']], observed: [[READING, value, '2025-09-01T10:00:00Z']] }),
    );
    const { teamId } = await aTeamWith(dataSource, persons);
    const before = countCohort(await madeAnew(), 12, BASELINE_TRAITS).byTrait;
    const midnight = Temporal.Instant.from('2025-09-30T22:00:00Z');
    const dayAt = (days: number) => midnight.add({ hours: days * 24 });

    await fc.assert(
      fc.asyncProperty(fc.array(later, { minLength: 1, maxLength: 20 }), fc.boolean(), async (told, isForgotten) => {
        await dataSource.query(
          `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
           select a.client_id, told.trait, case when told.value is null then 'refused' else 'answered' end, told.value, told.observed, told.recorded,
                  'self_report', 'sms', 'self', 'nl'
             from unnest($2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[], $6::int[]) as told (trait, value, observed, recorded, number)
             join (select client_id, row_number() over (order by client_id) - 1 as number from caseload_assignment where team_id = $1) a using (number)`,
          [
            teamId,
            told.map(({ trait }) => trait),
            told.map(({ answer }) => answer),
            told.map(({ observedDays }) => dayAt(observedDays)),
            told.map(({ observedDays, recordedDays }) => dayAt(Math.max(observedDays, recordedDays))),
            told.map(({ client }) => client),
          ],
        );
        // Also when it is all looked up once more, as for a month that nobody had asked for.
        if (isForgotten) await dataSource.query('delete from outflow_baseline');
        expect(countCohort(await madeAnew(), 12, BASELINE_TRAITS).byTrait).toEqual(before);
      }),
      { numRuns: 12 },
    );
  });

  it('is not changed by a correction of spells: that changes what became of people', async () => {
    const reader = (value: number): Person => ({ spells: [['2020-01-01']], observed: [[READING, value, '2025-09-01T10:00:00Z']] });
    const { teamId } = await aTeamWith(dataSource, [...times(3, reader(1)), ...times(2, reader(2))]);
    const before = await madeAnew();
    await dataSource.query(
      `update benefit_spell set during = daterange(lower(during), '2026-01-01'), end_reason = 'WORK_EMPLOYED', recorded_at = '2026-11-20'
        where client_id in (select client_id from caseload_assignment where team_id = $1)`,
      [teamId],
    );
    const after = await madeAnew();
    const workOf = (cohort: Cohort) => countCohort(cohort, 12, []).total[cohort.teams.indexOf(teamId) * cohort.schemes.length]?.work;

    expect(codesOf(after, teamId, READING)).toEqual(codesOf(before, teamId, READING));
    expect([workOf(before), workOf(after)]).toEqual([0, 5]);
  });

  it('is added of who turns out to have been on a benefit then, and changes for nobody else', async () => {
    const { teamId } = await aTeamWith(dataSource, [{ spells: [], observed: [[READING, 2, '2025-09-01T10:00:00Z']] }]);
    await madeAnew();
    const before = await dataSource.query('select client_id, known from outflow_baseline order by client_id');
    await dataSource.query(
      `insert into benefit_spell (client_id, scheme, during, recorded_at)
       select client_id, 'PW', daterange('2025-09-01', null), '2026-11-20' from caseload_assignment where team_id = $1`,
      [teamId],
    );

    expect(codesOf(await madeAnew(), teamId, READING)).toEqual([FIRST_VALUE + 2]);
    expect(
      await dataSource.query(
        `select client_id, known from outflow_baseline where client_id not in (select client_id from caseload_assignment where team_id = $1) order by client_id`,
        [teamId],
      ),
    ).toEqual(before);
  });

  it('is kept as well of a trait that is new in the product, as it was known then', async () => {
    const observed: Observed[] = [
      [READING, 2, '2025-09-01T10:00:00Z'],
      [HEALTH, 4, '2025-09-01T10:00:00Z'],
    ];
    const { teamId } = await aTeamWith(dataSource, [{ spells: [['2020-01-01']], observed }]);
    await dataSource.query('delete from outflow_baseline');
    await dataSource.query('delete from outflow_cohort');
    await dataSource.query(`update outflow_baseline_month set traits = '{${READING}}'`);
    await dataSource.query(
      `insert into outflow_baseline (month, client_id, known) select $1, client_id, '\\x05' from caseload_assignment where team_id = $2`,
      [MONTH, teamId],
    );
    const cohort = await madeAnew();

    expect(codesOf(cohort, teamId, READING)).toEqual([FIRST_VALUE + 2]);
    expect(codesOf(cohort, teamId, HEALTH)).toEqual([FIRST_VALUE + 4]);
    expect(codesOf(await madeAnew(), teamId, HEALTH)).toEqual([FIRST_VALUE + 4]);
  });
});
