import type { OutflowPeriod } from '#libs/outflow';
import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { suggestedPeople, type Suggested, type SuggestedPerson } from '../../../test/support/factories/suggested.js';
import { LEARNED, LearningOutcomesReadModel } from './learning-outcomes.read-model.js';
import { CAME_OF_IT, FLAGGED, LearningReadModel } from './learning.read-model.js';
import { OTHERS, OthersReadModel } from './others.read-model.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const NOW = Temporal.Instant.from('2026-11-21T10:00:00Z');
const YEAR: OutflowPeriod = { from: day('2025-01-01'), until: day('2026-01-01') };
const HEALTH = 'health.self_rated';
const IT = 'WORK_CAPACITY_ASSESSMENT';
const RULE = 'feels-unhealthy';

/** So many people with a benefit since 2022 to whom the same happened. */
const times = (count: number, suggested: Suggested, rest: Partial<SuggestedPerson> = {}): SuggestedPerson[] =>
  Array.from({ length: count }, () => ({ spells: [['2022-01-01']], suggested: [suggested], ...rest }));
const leaving = (on: string, since = '2022-01-01'): Partial<SuggestedPerson> => ({ spells: [[since, on, 'WORK_EMPLOYED']] });

describe('what came of suggestions', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let learning: LearningReadModel;
  let outcomes: LearningOutcomesReadModel;
  let others: OthersReadModel;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    [learning, outcomes, others] = [
      new LearningReadModel(dataSource),
      new LearningOutcomesReadModel(dataSource),
      new OthersReadModel(dataSource),
    ];
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  const learnedOf = async (persons: SuggestedPerson[], rule: string | null = RULE, now = NOW) => {
    const { teamId } = await suggestedPeople(dataSource, persons);
    return outcomes.learned({ intervention: IT, rule, teamId }, YEAR, now);
  };

  it('counts what was suggested, decided, begun and finished, per intervention and rule', async () => {
    const { teamId } = await suggestedPeople(dataSource, [
      ...times(12, { on: '2025-03-01', decision: 'accepted', begins: '2025-03-10', outcome: 'completed' }),
      ...times(3, { on: '2025-03-01', decision: 'adjusted' }),
      ...times(4, { on: '2025-03-01', decision: 'declined', reason: 'not_now' }),
      ...times(5, { on: '2025-03-01' }),
      ...times(2, { on: '2025-03-01', withdrawn: true }),
      // A decision that was undone is none; what began after the 90 days, or never began, is no part of it.
      ...times(1, { on: '2025-03-01', decision: 'declined', undone: true, begins: '2025-08-01' }),
      ...times(1, { on: '2025-03-01', decision: 'accepted', begins: '2025-03-10', outcome: 'not_started' }),
      ...times(30, { on: '2024-12-31', decision: 'declined' }),
    ]);

    expect(await learning.cameOfIt(teamId, YEAR)).toMatchObject([
      {
        intervention: IT,
        funnel: { suggested: 28, accepted: 13, adjusted: 3, declined: 4, open: 6, withdrawn: 2, begun: 12, completed: 12 },
        rules: [{ rule: RULE, funnel: { suggested: 28 } }],
      },
    ]);
  });

  it('counts a suggestion of two rules for each of them and once in the whole, and hides a small rule with company', async () => {
    const { teamId } = await suggestedPeople(dataSource, [
      ...times(15, { on: '2025-03-01', rules: ['a', 'b'], decision: 'accepted' }),
      ...times(25, { on: '2025-03-01', rules: ['b'] }),
      ...times(4, { on: '2025-03-01', rules: ['c'] }),
    ]);
    const [found] = await learning.cameOfIt(teamId, YEAR);

    expect(found?.funnel).toMatchObject({ suggested: 44, accepted: 15 });
    expect(found?.rules.map(({ rule, funnel }) => [rule, funnel?.suggested ?? null])).toEqual([
      ['a', null],
      // Hidden with the four: otherwise they are what is left of the whole.
      ['b', null],
      ['c', null],
    ]);
  });

  it('counts the suggestions of this team, as teams were on that day', async () => {
    const { teamId } = await suggestedPeople(dataSource, [
      ...times(12, { on: '2025-03-01', decision: 'accepted' }),
      ...times(9, { on: '2025-03-01' }),
      ...times(30, { on: '2025-03-01' }, { since: '2025-03-02' }),
    ]);

    expect(await learning.cameOfIt(teamId, YEAR)).toMatchObject([{ funnel: { suggested: 21 } }]);
    expect((await learning.cameOfIt(null, YEAR))[0]?.funnel?.suggested).toBeGreaterThan(50);
  });

  it('flags a rule that is surely declined more than half of the time, with the reasons, by its newest version only', async () => {
    await suggestedPeople(dataSource, [
      ...times(20, { on: '2026-06-01', rules: ['mostly-no'], decision: 'declined', reason: 'other_first' }),
      ...times(4, { on: '2026-06-01', rules: ['mostly-no'], decision: 'declined', reason: 'words' }),
      ...times(6, { on: '2026-06-01', rules: ['mostly-no'], decision: 'accepted' }),
      ...times(40, { on: '2026-05-01', rules: ['improved'], decision: 'declined' }),
      ...times(10, { on: '2026-06-01', rules: ['improved'], version: 2, decision: 'accepted' }),
      ...times(12, { on: '2026-06-01', rules: ['half'], decision: 'declined' }),
      ...times(10, { on: '2026-06-01', rules: ['half'], decision: 'accepted' }),
      ...times(19, { on: '2026-06-01', rules: ['few'], decision: 'declined' }),
      ...times(40, { on: '2025-06-01', rules: ['long-ago'], decision: 'declined' }),
    ]);

    expect(await learning.flagged(NOW)).toEqual([
      {
        rule: 'mostly-no',
        title: null,
        version: 1,
        decided: 30,
        declined: 24,
        reasons: [
          { code: 'other_first', count: 20 },
          { code: null, count: 4 },
        ],
      },
    ]);
  });

  it('compares who began it with who did not, weighed to the same durations of benefit', async () => {
    const short = '2024-09-01';
    const { comparison } = await learnedOf([
      // Began it: long on a benefit, 5 of 20 left.
      ...times(5, { on: '2025-03-01', begins: '2025-03-10' }, leaving('2025-08-01')),
      ...times(15, { on: '2025-03-01', begins: '2025-03-10' }),
      // Did not: long, 2 of 20 left; and many for a short time, of whom half left. Unweighed that looks like more.
      ...times(2, { on: '2025-03-01' }, leaving('2025-08-01')),
      ...times(18, { on: '2025-03-01' }),
      ...times(20, { on: '2025-03-01' }, leaving('2025-08-01', short)),
      ...times(20, { on: '2025-03-01' }, { spells: [[short]] }),
    ]);

    expect(comparison).toMatchObject({
      state: 'shown',
      did: { people: 20, work: 5, share: { value: 0.25 } },
      didNot: { people: 20, work: 2, share: { value: 0.1 } },
      leftOut: 40,
    });
  });

  it.each<[string, Suggested, Partial<SuggestedPerson>, string]>([
    ['left for work within the year', { on: '2025-03-01' }, leaving('2025-12-01'), 'work'],
    ['left on the day on which the year is over', { on: '2025-03-01' }, leaving('2026-03-01'), 'stays'],
    ['left before the ninety days were over', { on: '2025-03-01' }, leaving('2025-05-29'), 'in neither'],
    ['left on the ninetieth day', { on: '2025-03-01' }, leaving('2025-05-30'), 'work'],
    [
      'came back within a month',
      { on: '2025-03-01' },
      { spells: [['2022-01-01', '2025-08-01', 'WORK_EMPLOYED'], ['2025-09-01']] },
      'stays',
    ],
    ['left for another reason', { on: '2025-03-01' }, { spells: [['2022-01-01', '2025-08-01', 'MOVED_ABROAD']] }, 'stays'],
    ['was suggested it a year and a month ago, and a day', { on: '2025-10-20' }, {}, 'stays'],
    ['was suggested it a day later', { on: '2025-10-21' }, {}, 'cannot be followed yet'],
    ['had no benefit on that day', { on: '2025-03-01' }, { spells: [['2020-01-01', '2024-01-01', 'OTHER']] }, 'in neither'],
  ])('counts who %s right', async (_, suggested, rest, expected) => {
    const both = [
      ...times(12, { on: '2025-03-01', begins: '2025-03-05' }),
      ...times(8, { on: '2025-03-01', begins: '2025-03-05' }, leaving('2025-09-01')),
    ];
    const fill = [...times(10, { on: '2025-03-01' }), ...times(10, { on: '2025-03-01' }, leaving('2025-09-01'))];
    const { comparison, running, leftBefore } = await learnedOf([...both, ...fill, ...times(10, suggested, rest)]);
    if (comparison.state !== 'shown') throw new Error(comparison.state);
    const { people, work } = comparison.didNot;

    expect({ people, work, running, isLeft: leftBefore === 10 }).toEqual(
      {
        work: { people: 30, work: 20, running: 0, isLeft: false },
        stays: { people: 30, work: 10, running: 0, isLeft: false },
        'cannot be followed yet': { people: 20, work: 10, running: 10, isLeft: false },
        'in neither': { people: 20, work: 10, running: 0, isLeft: rest.spells?.[0]?.[1] === '2025-05-29' },
      }[expected],
    );
  });

  it('gives nobody time in which they could not leave: who began late is with who did not begin', async () => {
    const { comparison } = await learnedOf([
      ...times(20, { on: '2025-03-01', begins: '2025-05-29' }),
      ...times(5, { on: '2025-03-01', begins: '2025-05-30' }),
      ...times(20, { on: '2025-03-01' }),
    ]);

    expect(comparison).toMatchObject({ did: { people: 20 }, didNot: { people: 25 } });
  });

  it('says so when either group is too small', async () => {
    const { comparison } = await learnedOf([...times(9, { on: '2025-03-01', begins: '2025-03-05' }), ...times(40, { on: '2025-03-01' })]);
    expect(comparison).toEqual({ state: 'too-few' });
  });

  it('says how what the rule read was three months later; no answer is not the same answer', async () => {
    const read = { on: '2025-03-01', begins: '2025-03-05', read: [[HEALTH, 2]] as const };
    const said = (value: number | 'refused', at: string): Partial<SuggestedPerson> => ({ observed: [[HEALTH, value, at]] });
    const { changes } = await learnedOf([
      ...times(11, read, said(4, '2025-06-01T10:00:00Z')),
      ...times(3, read, said(2, '2025-06-20T10:00:00Z')),
      ...times(2, read, said(1, '2025-05-10T10:00:00Z')),
      ...times(4, read, said('refused', '2025-06-01T10:00:00Z')),
      ...times(5, read, said(5, '2025-08-01T10:00:00Z')),
      ...times(9, { ...read, begins: '2025-12-01' }, said(4, '2025-06-01T10:00:00Z')),
    ]);

    expect(changes).toEqual([{ trait: HEALTH, did: { better: 11, same: 3, worse: 2, notHeard: 9 }, didNot: null }]);
  });

  it('tells the coach what happened to others in that situation, and nothing below ten', async () => {
    const began = { on: '2024-09-01', begins: '2024-09-10', rules: ['situation'], read: [[HEALTH, 2]] as const };
    await suggestedPeople(dataSource, [
      ...times(6, { ...began, outcome: 'completed' }, { ...leaving('2025-03-01'), observed: [[HEALTH, 4, '2024-12-12T10:00:00Z']] }),
      ...times(5, { ...began, outcome: 'stopped_early' }),
      ...times(9, { ...began, rules: ['other-situation'] }),
      ...times(20, { ...began, begins: '2026-01-10' }),
      ...times(20, { ...began, outcome: 'not_started' }),
    ]);
    const asked = [
      { rules: ['situation', 'unheard-of'], intervention: IT },
      { rules: ['other-situation'], intervention: IT },
      { rules: ['situation'], intervention: 'CV_WORKSHOP' },
      { rules: [], intervention: IT },
    ];

    expect(await others.inSituations(asked, NOW)).toEqual([
      { people: 11, completed: 6, felt: { better: 6, same: 0, worse: 0, notHeard: 5 }, leftForWork: 6 },
      null,
      null,
      null,
    ]);
    expect(await others.inSituation(asked[0]!, NOW)).toMatchObject({ people: 11 });
  });

  it.each([
    ['what happened to others', OTHERS, 6, 'intervention_begun_idx'],
    ['what came of one thing on offer', LEARNED, 12, 'suggestion_of_intervention_idx'],
    ['what came of all suggestions', CAME_OF_IT, 5, 'suggestion_made_idx'],
    ['which rules are mostly declined', FLAGGED, 1, 'suggestion_made_idx|suggestion_pkey'],
  ])('finds %s by an index, and walks through no table of suggestions or answers', async (_, statement, parameters, index) => {
    const plan = await dataSource.transaction(async (tx) => {
      // A table of a few pages is read whole, whatever the index: what is asked is whether the index can answer.
      await tx.query(`set local enable_seqscan = off`);
      await tx.query(`set local plan_cache_mode = force_generic_plan`);
      await tx.query(`prepare asked as ${statement}`);
      const nulls = Array.from({ length: parameters }, () => 'null').join(', ');
      const rows = (await tx.query(`explain execute asked (${nulls})`)) as { 'QUERY PLAN': string }[];
      await tx.query(`deallocate asked`);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });

    expect(plan).toMatch(new RegExp(index));
    expect(plan).not.toMatch(/Seq Scan on (suggestion|trait_observation|intervention|benefit_spell)/);
  });
});
