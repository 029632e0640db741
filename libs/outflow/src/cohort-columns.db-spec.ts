import { END_REASONS, type EndReason } from '#libs/people';
import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aTeamWith, type Observed, type Spell } from '../../../test/support/factories/team-with-spells.js';
import { BaselinesService } from './baselines.service.js';
import { CohortsService } from './cohorts.service.js';
import { COHORT_CHANNELS, LADDER_NOT_KNOWN, NEVER, NO_REASON, WORK_AFTER, type Cohort } from './domain/cohort.js';
import { EXITS, exitsOf, type Exits } from './domain/exits.js';

const NOW = Temporal.Instant.from('2026-11-21T10:00:00Z');
const MONTH = Temporal.PlainDate.from('2025-10-01');
const on = (date: string) => MONTH.until(date, { largestUnit: 'days' }).days;

const work = 'WORK_EMPLOYED' as const;
type Job = readonly [from: string, until: string | null];
interface Life {
  spells: Spell[];
  observed?: Observed[];
  jobs?: Job[];
}
const alone = (...spells: Spell[]): Life => ({ spells });

/** What becomes of a life in the columns, and in the year after the first day. */
const LIVES: [string, Life, Partial<ReturnType<typeof rowOf>> | 'not there'][] = [
  ['on a benefit all the time', alone(['2024-01-01']), { since: 639, left: NEVER, reason: null, back: NEVER, exit: 'staying', days: 365 }],
  ['whose benefit began on the first day', alone(['2025-10-01', '2026-01-01', work]), { since: 0, left: 92, reason: work, exit: 'work' }],
  ['whose benefit began a day later', alone(['2025-10-02', '2026-01-01', work]), 'not there'],
  ['whose last day with a benefit was the day before', alone(['2024-01-01', '2025-10-01', work]), 'not there'],
  ['who had the benefit on the first day only', alone(['2024-01-01', '2025-10-02', work]), { left: 1, exit: 'work', days: 1 }],
  ['who left on the last day', alone(['2024-01-01', '2026-09-30', work]), { left: 364, exit: 'work', days: 364 }],
  ['who had the benefit on the last day', alone(['2024-01-01', '2026-10-01', work]), { left: 365, exit: 'staying', days: 365 }],
  ['who came back after a week', alone(['2024-01-01', '2026-01-10', work], ['2026-01-17']), { left: NEVER, exit: 'staying' }],
  ['back on the same day of the next month', alone(['2024-01-01', '2026-01-10', work], ['2026-02-10']), { left: NEVER, exit: 'staying' }],
  [
    'back a day after that',
    alone(['2024-01-01', '2026-01-10', work], ['2026-02-11']),
    { left: on('2026-01-10'), back: on('2026-02-11'), exit: 'work' },
  ],
  ['out on 31 January, back on the last of February', alone(['2024-01-01', '2026-01-31', work], ['2026-02-28']), { exit: 'staying' }],
  ['out on 31 January, back on 1 March', alone(['2024-01-01', '2026-01-31', work], ['2026-03-01']), { exit: 'work' }],
  [
    'back at once, and out again for work',
    alone(['2024-01-01', '2026-01-10', 'OTHER'], ['2026-01-17', '2026-05-01', work]),
    { left: on('2026-05-01'), reason: work, back: NEVER, exit: 'work' },
  ],
  [
    'who moved, came back much later, and left for work',
    alone(['2024-01-01', '2025-12-01', 'MOVED_MUNICIPALITY'], ['2026-03-01', '2026-06-01', work]),
    { left: on('2025-12-01'), reason: 'MOVED_MUNICIPALITY', back: on('2026-03-01'), exit: 'outOfSight', days: 61 },
  ],
  [
    'whose benefit changed its scheme from one day to the next',
    alone(['2024-01-01', '2026-01-01', 'ADMINISTRATIVE'], ['2026-01-01']),
    { since: 639, left: NEVER, exit: 'staying' },
  ],
  [
    'whose benefit had paused for a month before, and longer before that',
    alone(['2022-01-01', '2023-01-01', 'OTHER'], ['2024-01-01', '2024-06-01', 'OTHER'], ['2024-07-01']),
    { since: 639 },
  ],
  ['who was just between two benefits', alone(['2024-01-01', '2025-09-25', 'OTHER'], ['2025-10-05']), 'not there'],
  ['who left a month ago, to the day', alone(['2024-01-01', '2026-09-21', work]), { exit: 'work' }],
  [
    'who worked beside it on the first day',
    { spells: [['2024-01-01']], jobs: [['2025-06-01', '2025-10-02']] },
    { partTime: on('2025-06-01') },
  ],
  ['whose work beside it was over by then', { spells: [['2024-01-01']], jobs: [['2025-06-01', '2025-10-01']] }, { partTime: NEVER }],
  ['whose work began later', { spells: [['2024-01-01']], jobs: [['2026-02-01', null]] }, { partTime: on('2026-02-01') }],
  [
    'whose work began when the benefit ended',
    { spells: [['2024-01-01', '2026-02-01', 'HOUSEHOLD_CHANGE']], jobs: [['2026-02-01', null]] },
    { partTime: NEVER, workAfter: ['worked', 'worked', 'worked', 'worked'], exit: 'work' },
  ],
  [
    'who left for work that was over within a month',
    { spells: [['2024-01-01', '2026-02-01', work]], jobs: [['2026-02-01', '2026-03-01']] },
    { workAfter: ['did-not-work', 'did-not-work', 'did-not-work', 'did-not-work'], exit: 'other' },
  ],
  [
    'who worked for half a year and a day',
    { spells: [['2024-01-01', '2026-02-01', work]], jobs: [['2026-01-15', '2026-08-02']] },
    { partTime: on('2026-01-15'), workAfter: ['worked', 'worked', 'did-not-work', 'did-not-work'], exit: 'work' },
  ],
  [
    'whose work was told of up to the end of the benefit only',
    { spells: [['2024-01-01', '2026-02-01', work]], jobs: [['2025-11-01', '2026-02-01']] },
    { partTime: on('2025-11-01'), workAfter: ['not-known', 'not-known', 'not-known', 'not-known'], exit: 'work' },
  ],
  ['who worked, and died', { spells: [['2024-01-01', '2026-02-01', 'DECEASED']], jobs: [['2026-02-01', null]] }, { exit: 'outOfSight' }],
  [
    'of whom no step of the ladder is known',
    { spells: [['2024-01-01']], observed: [stepOf(3, '2025-12-01')] },
    { ladderUp: LADDER_NOT_KNOWN },
  ],
  [
    'who took a step',
    {
      spells: [['2024-01-01']],
      observed: [stepOf(2, '2025-09-01'), stepOf(2, '2025-11-01'), stepOf(4, '2026-01-01'), stepOf(1, '2026-02-01')],
    },
    { ladderUp: on('2026-01-01') },
  ],
  ['who took none', { spells: [['2024-01-01']], observed: [stepOf(3, '2025-09-01'), stepOf(2, '2025-12-01')] }, { ladderUp: NEVER }],
  [
    'of whom a step was written down by mistake',
    { spells: [['2024-01-01']], observed: [stepOf(2, '2025-09-01'), stepOf(5, '2025-12-01'), stepOf(2, '2025-12-01')] },
    { ladderUp: NEVER },
  ],
  ...END_REASONS.map((reason): [string, Life, { exit: string }] => [
    `who left for ${reason}`,
    alone(['2024-01-01', '2026-02-01', reason]),
    { exit: exitFor(reason) },
  ]),
];

function stepOf(value: number, date: string): Observed {
  return ['participation.ladder', value, `${date}T10:00:00Z`];
}

function exitFor(reason: EndReason): string {
  if (['MOVED_MUNICIPALITY', 'MOVED_ABROAD', 'STATE_PENSION_AGE', 'DECEASED', 'ADMINISTRATIVE'].includes(reason)) return 'outOfSight';
  return reason === 'WORK_EMPLOYED' || reason === 'WORK_SELF_EMPLOYED' ? 'work' : 'other';
}

function rowOf(cohort: Cohort, { days, outcome }: Exits, person: number) {
  const reason = cohort.reason[person]!;
  const after = [cohort.workAfter, cohort.workAfter6, cohort.workAfter12, cohort.workAfter18];
  return {
    since: cohort.since[person],
    left: cohort.left[person],
    reason: reason === NO_REASON ? null : END_REASONS[reason],
    back: cohort.back[person],
    workAfter: after.map((column) => WORK_AFTER[column[person]!]!),
    partTime: cohort.partTime[person],
    ladderUp: cohort.ladderUp[person],
    exit: EXITS[outcome[person]!] as string,
    days: days[person],
  };
}

describe('the columns of a cohort', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let cohort: Cohort;
  let exits: Exits;
  const teams: string[] = [];
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    for (const [, { spells, observed = [], jobs = [] }] of LIVES) {
      const { teamId } = await aTeamWith(dataSource, [{ spells, observed }]);
      teams.push(teamId);
      for (const [from, until] of jobs)
        await dataSource.query(
          `insert into paid_work (client_id, during, kind, recorded_at)
           select client_id, daterange($2::date, $3::date), 'employee', '2026-10-01' from caseload_assignment where team_id = $1`,
          [teamId, from, until],
        );
    }
    cohort = await new CohortsService(dataSource, new BaselinesService()).cohort(MONTH, NOW);
    exits = exitsOf(cohort, 12);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  const personOf = (teamId: string) => cohort.team.indexOf(cohort.teams.indexOf(teamId));

  it.each(LIVES.map(([name, , expected], nth) => [name, expected, nth] as const))('have somebody %s right', (_, expected, nth) => {
    const person = cohort.teams.includes(teams[nth]!) ? personOf(teams[nth]!) : -1;
    if (expected === 'not there') expect(person).toBe(-1);
    else expect(rowOf(cohort, exits, person)).toMatchObject(expected);
  });

  it('have as many people as were on a benefit that day, and know no more than today', () => {
    expect(cohort.people).toBe(LIVES.filter(([, , expected]) => expected !== 'not there').length);
    expect(cohort).toMatchObject({ month: MONTH, knownUntil: Temporal.PlainDate.from('2026-11-21'), madeAt: NOW });
    expect(cohort.teams[0]).toBeNull();
  });

  describe('of who somebody is', () => {
    /** Whatever the statements say of the one client of a new team. */
    async function whoIs(statements: string[], spell = `'PW', daterange('2024-01-01', null)`): Promise<[Cohort, number]> {
      const { teamId } = await aTeamWith(dataSource, [{ spells: [] }]);
      const [{ id }] = await dataSource.query<[{ id: string }]>(`select client_id as id from caseload_assignment where team_id = $1`, [
        teamId,
      ]);
      await dataSource.query(`insert into benefit_spell (client_id, scheme, during, recorded_at) select $1, ${spell}, '2024-01-01'`, [id]);
      for (const statement of statements) await dataSource.query(statement, [id]);
      await dataSource.query('delete from outflow_cohort');
      const made = await new CohortsService(dataSource, new BaselinesService()).cohort(MONTH, NOW, { traits: [] });
      // Where they are in no team, they are the only one.
      return [made, made.team.indexOf(Math.max(made.teams.indexOf(teamId), 0))];
    }

    it.each([
      ['1998-10-02', 1],
      ['1998-10-01', 2],
      ['1970-10-02', 4],
      ['1970-10-01', 5],
      [null, 0],
    ])('have the band of age of who was born on %s: %s', async (birthDate, band) => {
      const [made, person] = await whoIs([`update client set birth_date = ${birthDate ? `'${birthDate}'` : 'null'} where id = $1`]);
      expect(made.ageBand[person]).toBe(band);
    });

    const point = (kind: string, from = '2024-01-01', until: string | null = null, state = 'unverified') =>
      `insert into contact_point (client_id, kind, address, state, state_since, created_at, ended_at)
       values ($1, '${kind}', '${kind}', '${state}', '${from}', '${from}', ${until ? `'${until}'` : 'null'})`;
    const stop = (channel: string | null, at: string) =>
      `insert into opt_out (client_id, channel, source, opted_out_at) values ($1, ${channel ? `'${channel}'` : 'null'}, 'staff', '${at}')`;
    const wish = (channels: string, at: string) =>
      `insert into contact_preference (client_id, channels, changed_at) values ($1, '${channels}', '${at}')`;
    it.each<[string, string[], (typeof COHORT_CHANNELS)[number]]>([
      ['without an address', [], 'none'],
      ['with a mobile', [point('mobile')], 'sms'],
      ['with both', [point('mobile'), point('email')], 'sms'],
      ['with both, who likes e-mail better', [point('mobile'), point('email'), wish('{email,sms}', '2025-01-01')], 'email'],
      ['with both, who came to like e-mail better', [point('mobile'), point('email'), wish('{email}', '2026-01-01')], 'sms'],
      ['with both, who stopped text messages', [point('mobile'), point('email'), stop('sms', '2025-01-01')], 'email'],
      ['who stopped everything', [point('mobile'), stop(null, '2025-01-01')], 'none'],
      ['who stopped everything later', [point('mobile'), stop(null, '2026-01-01')], 'sms'],
      ['with a telephone at home', [point('landline')], 'phone'],
      ['whose mobile did not work', [point('mobile', '2024-01-01', null, 'invalid'), point('email')], 'email'],
      ['whose mobile came later', [point('email'), point('mobile', '2026-01-01')], 'email'],
      ['whose only address came later', [point('mobile', '2026-01-01')], 'sms'],
      ['whose address had ended', [point('mobile', '2024-01-01', '2025-01-01')], 'none'],
    ])('have the channel of somebody %s', async (_, statements, channel) => {
      const [made, person] = await whoIs(statements);
      expect(COHORT_CHANNELS[made.channel[person]!]).toBe(channel);
    });

    it('have the scheme and the team of that day, also where nobody looked after them', async () => {
      const [made, person] = await whoIs([`delete from caseload_assignment where client_id = $1`], `'IOAW', daterange('2025-10-01', null)`);

      expect(made.teams[made.team[person]!]).toBeNull();
      expect(made.schemes[made.scheme[person]!]).toBe('IOAW');
    });
  });
});
