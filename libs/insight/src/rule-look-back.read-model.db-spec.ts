import { localInstant, openDatabase } from '#libs/platform';
import { compileRuleSet, readProfiles, VERDICTS, type CompiledRule, type Condition } from '#libs/rules';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aTeamWith, times, type Observed, type Person } from '../../../test/support/factories/team-with-spells.js';
import { compiled } from '../../../test/support/rule-profile.js';
import { RuleLookBackReadModel } from './rule-look-back.read-model.js';

const NOW = Temporal.Instant.from('2026-11-21T10:00:00Z');
const HEALTH = 'health.self_rated';
const MENTAL = 'health.mental';
const aRule = (when: Condition) =>
  compiled({
    rule: 'probe',
    version: 1,
    title: { nl: 'Proef', en: 'Trial' },
    when,
    then: [{ stance: 'suggest', intervention: 'WORK_CAPACITY_ASSESSMENT', strength: 2 }],
    explanation: { nl: '-', en: '-' },
    author: 'a',
    approver: 'b',
    validFrom: '2026-01-01T00:00:00Z',
  });
const bad = aRule({ trait: HEALTH, atMost: 2 });
const day = (text: string) => `${text}T10:00:00Z`;
const on = (...observed: Observed[]): Person => ({ spells: [['2020-01-01']], observed });
const health = (value: Observed[1], at: string, recorded = at): Observed => [HEALTH, value, day(at), day(recorded)];
/** Enough others who were heard and are well: a group that is everybody is not shown. */
const others = times(50, on(health(4, '2025-03-03')));

describe('looking back with a rule', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let past: RuleLookBackReadModel;
  beforeEach(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    past = new RuleLookBackReadModel(dataSource);
  });
  afterEach(async () => {
    await dataSource.destroy();
    await drop();
  });

  it('says of how many people it would have said yes, at how many moments, in which quarters', async () => {
    await aTeamWith(dataSource, [
      ...others,
      ...times(10, on(health(2, '2025-03-01'), health(1, '2025-03-29'), health(3, '2025-09-01'))),
      ...times(10, on(health(4, '2025-03-01'), health(2, '2025-09-01'))),
    ]);
    const found = await past.lookBack(bad, NOW);

    expect(found).toMatchObject({ clients: 70, looked: 70, heard: 70, fired: 20, moments: 30 });
    expect(String(found.from)).toBe('2024-11-21');
    expect(found.quarters.map(({ heard, fired, moments }) => [heard, fired, moments])).toEqual([
      [0, 0, 0],
      // From 21 February to 20 May, and from 21 August.
      [70, 10, 20],
      [0, 0, 0],
      [20, 10, 10],
      ...Array.from({ length: 4 }, () => [0, 0, 0]),
    ]);
  });

  it('knows at a moment only what had been recorded by then, and not what had been replaced by then', async () => {
    await aTeamWith(dataSource, [
      ...others,
      // Observed in March, told in June: in April nobody knew.
      ...times(10, on(health(2, '2025-05-20', '2025-06-20'), [MENTAL, 3, day('2025-05-25')])),
      // Put right on the same day: bad became good.
      ...times(15, on(health(2, '2025-03-10'), [HEALTH, 4, day('2025-03-10'), '2025-03-10T11:00:00Z'])),
    ]);
    const found = await past.lookBack(bad, NOW);

    expect([found.fired, found.moments]).toEqual([10, 10]);
    expect(found.quarters.filter(({ fired }) => fired).map(({ from }) => String(from))).toEqual(['2025-05-21']);
  });

  it('says nothing of who had no benefit at that moment', async () => {
    await aTeamWith(dataSource, [
      ...others,
      ...times(10, on(health(2, '2025-03-01'))),
      ...times(15, { spells: [['2020-01-01', '2025-02-01', 'WORK_EMPLOYED']], observed: [health(2, '2025-03-01')] }),
    ]);

    expect(await past.lookBack(bad, NOW)).toMatchObject({ clients: 75, looked: 75, heard: 60, fired: 10 });
  });

  it('judges as a review of that moment would have, whatever the rule asks after', async () => {
    const values = (seed: number): Observed[] =>
      Array.from({ length: 9 }, (_, at): Observed[] => {
        const moment = localInstant(Temporal.PlainDate.from('2025-01-05').add({ days: 61 * at + seed }), '09:00').toString();
        const told = (seed * 7 + at * 3) % 6;
        return [
          [HEALTH, told === 0 ? 'refused' : told, moment],
          ...((seed + at) % 3 === 0 ? [[MENTAL, ((seed + at) % 4) + 1, moment] as Observed] : []),
        ];
      }).flat();
    const seeds = Array.from({ length: 7 }, (_, seed) => seed);
    for (const seed of seeds) await aTeamWith(dataSource, times(10, on(...values(seed))), `Team ${seed}`);
    await aTeamWith(dataSource, others);
    const rules = (
      [
        { trait: HEALTH, worsenedBy: 2, withinDays: 180 },
        { trait: HEALTH, against: 'usual', is: 'worse' },
        { trait: HEALTH, sustained: { atMost: 3 }, times: 2, ofLast: 3 },
        { trait: HEALTH, trend: 'worsening', withinDays: 300 },
        {
          any: [
            { trait: MENTAL, notHeard: ['expired', 'never'] },
            { trait: HEALTH, newerThanDays: 30 },
          ],
        },
        { none: [{ trait: MENTAL, atLeast: 3 }, { benefitMonths: { lessThan: 66 } }] },
      ] satisfies Condition[]
    ).map(aRule);
    const spoken: number[] = [];
    for (const rule of rules) {
      const naive = await naively(rule);
      const found = await past.lookBack(rule, NOW);
      expect(found.fired).toBe(naive.clients);
      // In some quarter everybody who was heard may say yes: then the sum is not shown either.
      if (found.moments !== null) expect(found.moments).toBe(naive.moments);
      spoken.push(naive.clients);
    }
    expect(spoken.filter((count) => count > 0).length).toBeGreaterThan(3);
  });

  /** Asks, for each client and each moment at which they were heard, what a review then would have found. All come in tens. */
  async function naively(rule: CompiledRule): Promise<{ clients: number; moments: number }> {
    const set = compileRuleSet([rule]);
    const heard = await dataSource.query<{ id: string; at: Date }[]>(
      `select distinct client_id as id, recorded_at as at from trait_observation where observed_at >= '2024-11-21'`,
    );
    const yes: string[] = [];
    for (const [at, moments] of Map.groupBy(heard, ({ at: each }) => each.toISOString())) {
      const moment = Temporal.Instant.from(at);
      const ids = moments.map(({ id }) => id);
      for (const [id, { profile }] of await readProfiles(dataSource.manager, ids, [rule], moment))
        if (VERDICTS[set.verdicts(set.prepare(profile, moment))[0] as 0 | 1 | 2] === 'yes') yes.push(id);
    }
    return { clients: new Set(yes).size, moments: yes.length };
  }

  it('tells what coaches did in the sixty days after, and why not; each client once', async () => {
    const { teamId } = await aTeamWith(dataSource, [...others, ...times(60, on(health(2, '2025-03-01'), health(2, '2025-04-01')))]);
    const [{ id: staffId }] = await dataSource.query(`insert into staff (name, role, team_id) values ('C', 'coach', $1) returning id`, [
      teamId,
    ]);
    const ids = (
      await dataSource.query<{ id: string }[]>(`select distinct client_id as id from trait_observation where value = 2 order by 1`)
    ).map(({ id }) => id);
    const suggest = async (of: string[], decision: string | null, decidedAt: string, reasonCode: string | null = null) => {
      for (const clientId of of) {
        const [{ id }] = await dataSource.query(
          `insert into suggestion (client_id, intervention, stance, rank, evidence, made_at, confirmed_at, decided_at)
           values ($1, 'WORK_CAPACITY_ASSESSMENT', 'suggest', 1, '{"for":[],"against":[]}', '2025-03-01T10:00:00Z', '2025-03-01T10:00:00Z', $2) returning id`,
          [clientId, decision ? day(decidedAt) : null],
        );
        if (decision)
          await dataSource.query(
            `insert into coach_decision (suggestion_id, staff_id, decision, reason_code, decided_at) values ($1, $2, $3, $4, $5)`,
            [id, staffId, decision, reasonCode, day(decidedAt)],
          );
      }
    };
    await suggest(ids.slice(0, 10), 'accepted', '2025-03-20');
    await suggest(ids.slice(10, 25), 'declined', '2025-04-20', 'already_has_help');
    // Sixty days have passed: nobody decided in time.
    await suggest(ids.slice(25, 35), 'accepted', '2025-05-02');
    await suggest(ids.slice(35, 45), null, '');
    const found = await past.lookBack(bad, NOW);

    expect(found.responses).toEqual({
      accepted: 10,
      adjusted: 0,
      declined: 15,
      begun: 0,
      undecided: 20,
      'never-suggested': 15,
      'too-recent': 0,
    });
    // All fifteen for one reason: that would tell the reason of each.
    expect(found.reasons).toEqual([]);
  });

  it('tells how it was three months later, and who found work within a year, as far as anybody can be followed', async () => {
    const at = '2025-03-01';
    await aTeamWith(dataSource, [
      ...others,
      ...times(10, on(health(2, at), health(4, '2025-06-01'))),
      ...times(15, on(health(2, at), health(1, '2025-06-10'), health(5, '2025-08-01'))),
      ...times(20, { spells: [['2020-01-01', '2025-05-01', 'WORK_EMPLOYED']], observed: [health(2, at)] }),
      // Back within a month: not left.
      ...times(10, {
        spells: [['2020-01-01', '2025-05-01', 'WORK_EMPLOYED'], ['2025-05-20']],
        observed: [health(2, at), health(2, '2025-05-30')],
      }),
      // Nobody can say yet.
      ...times(10, on(health(2, '2026-03-01'))),
    ]);
    const found = await past.lookBack(bad, NOW);

    expect(found.laters).toEqual([
      { trait: HEALTH, later: { better: 10, same: 10, worse: 15, other: 0, 'not-heard': 30, 'too-recent': 0 } },
    ]);
    expect(found.work).toMatchObject({ followed: 55, tooRecent: 10 });
    expect(found.work.share?.value).toBeCloseTo(20 / 55, 10);
  });

  it('says nothing of what followed when fewer than ten are concerned', async () => {
    await aTeamWith(dataSource, [...others, ...times(9, on(health(2, '2025-03-01')))]);

    expect(await past.lookBack(bad, NOW)).toMatchObject({
      fired: null,
      moments: null,
      responses: null,
      laters: [],
      work: { followed: null, share: null },
    });
  });
});
