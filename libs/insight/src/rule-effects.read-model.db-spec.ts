import { jest } from '@jest/globals';
import { STANDARD_CATALOGUE } from '#libs/interventions';
import { openDatabase } from '#libs/platform';
import { decide, evaluate, readProfiles, STANDARD_RULES, type Condition } from '#libs/rules';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aTeamWith, times, type Observed, type Person } from '../../../test/support/factories/team-with-spells.js';
import { compiled } from '../../../test/support/rule-profile.js';
import { RuleEffectsReadModel } from './rule-effects.read-model.js';

const NOW = Temporal.Instant.from('2026-11-21T10:00:00Z');
const HEALTH = 'health.self_rated';
const READING = 'literacy.reading_nl';
const bad: Condition = { trait: HEALTH, atMost: 2 };
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
const on = (...observed: Observed[]): Person => ({ spells: [['2020-01-01']], observed });
const health = (value: Observed[1], at = '2026-11-01T10:00:00Z'): Observed => [HEALTH, value, at];

describe('whom a rule touches', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let effects: RuleEffectsReadModel;
  beforeEach(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    effects = new RuleEffectsReadModel(dataSource);
  });
  afterEach(async () => {
    await dataSource.destroy();
    await drop();
  });

  it('is counted over everybody with a benefit today, in all and per team; what is too old or refused is not known', async () => {
    await aTeamWith(dataSource, [...times(20, on(health(2))), ...times(15, on(health(4))), ...times(10, on(health('refused')))], 'Noord');
    await aTeamWith(
      dataSource,
      [...times(25, on(health(1))), ...times(30, on(health(5))), ...times(10, on(health(1, '2026-05-01T10:00:00Z'))), ...times(5, on())],
      'Zuid',
    );
    const touch = await effects.touch(aRule(bad), NOW);

    expect(touch).toMatchObject({
      clients: 115,
      looked: 115,
      total: { yes: 45, no: 45, unknown: 25 },
      yesShare: null,
      teams: [
        { team: 'Noord', split: { yes: 20, no: 15, unknown: 10 } },
        { team: 'Zuid', split: { yes: 25, no: 30, unknown: 15 } },
      ],
    });
  });

  it('counts nobody who has no benefit today, or who died', async () => {
    await aTeamWith(dataSource, [
      ...times(10, on(health(2))),
      ...times(10, on(health(4))),
      { spells: [['2020-01-01', '2026-11-21', 'WORK_EMPLOYED']], observed: [health(2)] },
      { spells: [['2026-11-22']], observed: [health(2)] },
      on(health(2)),
    ]);
    await dataSource.query(`update client set deceased_on = '2026-11-01' where client_number = (select max(client_number) from client)`);

    expect(await effects.touch(aRule(bad), NOW)).toMatchObject({ clients: 20, total: { yes: 10 } });
  });

  it('says nothing of a few, and shows no example of them', async () => {
    await aTeamWith(dataSource, [...times(9, on(health(2))), ...times(60, on(health(4)))]);

    expect(await effects.touch(aRule(bad), NOW)).toMatchObject({ clients: 69, total: null, examples: [], teams: [{ split: null }] });
  });

  it('shows positions that ten people share as examples, each condition with its verdict, and nothing that says who', async () => {
    const both = aRule({ all: [bad, { trait: READING, is: 1 }] });
    await aTeamWith(dataSource, [
      ...times(12, on(health(2, '2026-10-28T08:15:00Z'), [READING, 1, '2026-10-28T08:15:00Z'])),
      ...times(11, on(health(4), [READING, 1, '2026-11-01T10:00:00Z'])),
      ...times(10, on(health(2))),
      // One person alone in a position is never an example.
      on(health(1), [READING, 1, '2026-11-01T10:00:00Z']),
      ...times(20, on(health(5), [READING, 3, '2026-11-01T10:00:00Z'])),
    ]);
    const { examples } = await effects.touch(both, NOW);

    expect(examples.map(({ kind }) => kind)).toEqual(['yes', 'nearly', 'unknown', 'no']);
    expect(examples[0]?.lines.slice(1)).toEqual([
      { condition: bad, verdict: 'yes', depth: 1, known: [{ trait: HEALTH, value: 2, ago: { unit: 'week', count: 3 } }] },
      {
        condition: { trait: READING, is: 1 },
        verdict: 'yes',
        depth: 1,
        known: [{ trait: READING, value: 1, ago: { unit: 'week', count: 3 } }],
      },
    ]);
    expect(examples[1]?.lines.map(({ verdict }) => verdict)).toEqual(['no', 'no', 'yes']);
    expect(examples[2]?.lines.map(({ verdict, known }) => [verdict, known.length])).toEqual([
      ['unknown', 0],
      ['yes', 1],
      ['unknown', 0],
    ]);
    const told = JSON.stringify(examples);
    const people = await dataSource.query<{ id: string; client_number: string }[]>(`select id, client_number from client`);
    for (const { id, client_number } of people) expect([told.includes(id), told.includes(`"${client_number}"`)]).toEqual([false, false]);
    expect(told).not.toMatch(/\d{4}-\d{2}|Noor|Voorbeeld/);
  });

  it('looks at a sample of many, the same every time, and says how sure the share is', async () => {
    await aTeamWith(dataSource, [...times(90, on(health(2))), ...times(110, on(health(4)))]);
    const looks = [await effects.touch(aRule(bad), NOW, { atMost: 100 }), await effects.touch(aRule(bad), NOW, { atMost: 100 })];

    expect(looks[0]).toEqual(looks[1]);
    expect(looks[0]).toMatchObject({ clients: 200, looked: 100 });
    const { total, yesShare } = looks[0]!;
    // Which hundred they are is nobody's choice, so neither is how many of them say yes.
    expect(yesShare?.value).toBeCloseTo(total!.yes / 100, 10);
    expect(yesShare!.low < yesShare!.value && yesShare!.value < yesShare!.high).toBe(true);
  });

  it('can be asked of a rule that reads no answer at all', async () => {
    await aTeamWith(dataSource, [...times(30, on()), ...times(20, { spells: [['2026-10-01']] })]);

    expect(await effects.touch(aRule({ benefitMonths: { lessThan: 6 } }), NOW)).toMatchObject({ total: { yes: 20 } });
    expect(await effects.touch(aRule({ intervention: 'CV_WORKSHOP', was: 'running' }), NOW)).toMatchObject({ total: { yes: 0 } });
  });

  it('asks no question per client', async () => {
    await aTeamWith(dataSource, times(60, on(health(2))));
    const asked = jest.spyOn(dataSource, 'query');
    const read = jest.spyOn(dataSource.manager, 'query');
    await effects.touch(aRule(bad), NOW);

    expect(asked.mock.calls.length + read.mock.calls.length).toBeLessThanOrEqual(3);
  });
});

describe('what a change of rules does', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let effects: RuleEffectsReadModel;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    effects = new RuleEffectsReadModel(dataSource);
    await aTeamWith(dataSource, [
      ...times(20, on(health(2), ['finance.debt', 1, '2026-11-01T10:00:00Z'])),
      ...times(15, on(health(2), [READING, 3, '2026-11-01T10:00:00Z'], ['mobility.transport', 3, '2026-11-01T10:00:00Z'])),
      ...times(25, on(['finance.debt', 1, '2026-11-01T10:00:00Z'], health(4))),
      ...times(30, on(health(5), ['workability.self', 8, '2026-11-01T10:00:00Z'])),
      ...times(5, on(health('refused'))),
    ]);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  const standard = STANDARD_RULES.map((rule) => compiled(rule));
  const change = (before: typeof standard, after: typeof standard) => effects.change(before, after, STANDARD_CATALOGUE, NOW);

  it('is nothing when nothing changes', async () => {
    expect(await change(standard, standard.toReversed())).toMatchObject({
      looked: 95,
      touched: 0,
      added: 0,
      withdrawn: 0,
      firstPlace: 0,
      interventions: [],
    });
  });

  it('is what judging every client twice comes to, whichever rule goes', async () => {
    const ids = (await dataSource.query<{ id: string }[]>(`select id from client order by id`)).map(({ id }) => id);
    const materials = await Promise.all(ids.map(async (id) => (await readProfiles(dataSource.manager, [id], standard, NOW)).get(id)!));
    let changing = 0;
    const speaks = (rule: (typeof standard)[number]) =>
      materials.some(({ profile }) => evaluate([rule], profile, NOW)[0]?.verdict === 'yes');
    // Those that are silent here are all alike: a few of them will do.
    const [speaking, silent] = [standard.filter(speaks), standard.filter((rule) => !speaks(rule))];
    for (const left of [...speaking, ...silent.slice(0, 3)]) {
      const after = standard.filter((rule) => rule !== left);
      const found = await change(standard, after);
      const naive = { touched: 0, cells: new Map<string, number>() };
      for (const { profile, circumstances } of materials) {
        const said = [standard, after].map((rules) => decide(evaluate(rules, profile, NOW), circumstances, STANDARD_CATALOGUE, NOW));
        const [is, becomes] = said.map((proposals) => proposals.map(({ stance, intervention }) => `${stance} ${intervention}`));
        const moved = [
          ...is!.filter((key) => !becomes!.includes(key)).map((key) => `withdrawn ${key}`),
          ...becomes!.filter((key) => !is!.includes(key)).map((key) => `added ${key}`),
        ];
        for (const key of moved) naive.cells.set(key, (naive.cells.get(key) ?? 0) + 1);
        const [first, then] = said.map(([proposal]) => (proposal?.stance === 'suggest' ? proposal.intervention : null));
        if (moved.length > 0 || first !== then) naive.touched += 1;
      }
      if (naive.touched > 0) changing += 1;
      expect(found.touched).toBe(asShown(naive.touched));
      for (const { intervention, stance, ...shown } of found.interventions)
        for (const what of ['added', 'withdrawn'] as const)
          expect([what, intervention, shown[what]]).toEqual([
            what,
            intervention,
            asShown(naive.cells.get(`${what} ${stance} ${intervention}`) ?? 0),
          ]);
      const told = found.interventions.map(({ stance, intervention }) => `${stance} ${intervention}`);
      for (const key of naive.cells.keys()) expect(told).toContain(key.slice(key.indexOf(' ') + 1));
    }
    expect(changing).toBeGreaterThan(3);
  });

  /** All groups here are of five at a time, so that rounding changes nothing. */
  function asShown(count: number): number | null {
    const isShown = (each: number) => each === 0 || each >= 10;
    return isShown(count) && isShown(95 - count) ? count : null;
  }
});
