import { InvalidInputError } from '#libs/platform';
import { at, aWerkplein, type Werkplein } from '../../../test/support/check-ins.js';
import type { SelectionCriteria } from './domain/selection.js';
import { SelectionNameTakenError, SelectionsService } from './selections.service.js';

const NOW = at('2026-03-01', '12:00');

describe('a saved selection', () => {
  let werkplein: Werkplein;
  let selections: SelectionsService;
  beforeAll(async () => {
    werkplein = await aWerkplein();
    selections = werkplein.app.get(SelectionsService, { strict: false });
  });
  afterAll(() => werkplein.close());
  beforeEach(() =>
    werkplein.dataSource.query(
      'truncate enrolment, plan, selection, trait_observation, client cascade; delete from staff; delete from team',
    ),
  );

  const noDebts: SelectionCriteria = { traits: [{ trait: 'finance.debt', is: [2] }], spell: null };
  /** Ten people of whom the same is known: fewer are not shown. */
  async function tenOf(
    answers: [trait: string, value: number | null, observedAt: Temporal.Instant][],
    benefit: [string, string | null] = ['2020-01-01', null],
  ) {
    const clients = [];
    for (let index = 0; index < 10; index += 1) clients.push(await werkplein.aClient({ benefit }));
    for (const client of clients)
      for (const [trait, value, observedAt] of answers) await werkplein.observe(client, trait, value, observedAt);
    return clients;
  }
  const totalOf = async (criteria: SelectionCriteria, now = NOW) => (await selections.count(criteria, now)).total;
  const days = (count: number) => NOW.subtract({ hours: 24 * count });

  it('is kept as data under a name that is its own', async () => {
    const id = await selections.save(' Geen schulden ', noDebts, null, NOW);
    expect(await selections.all()).toEqual([{ id, name: 'Geen schulden', criteria: noDebts }]);
    await expect(selections.save('Geen schulden', noDebts, null, NOW)).rejects.toThrow(SelectionNameTakenError);
  });

  it('counts the latest answer only', async () => {
    await tenOf([
      ['finance.debt', 2, days(60)],
      ['finance.debt', 1, days(5)],
    ]);
    expect(await totalOf(noDebts)).toBeNull();
    expect(await totalOf({ traits: [{ trait: 'finance.debt', is: [1] }], spell: null })).toBe(10);
  });

  it.each<[string, number | null, Temporal.Instant, number | null, number | null]>([
    ['was refused or not known', null, days(5), null, null],
    ['is older than it is valid', 2, days(91), null, null],
    ['is older than was asked', 2, days(31), 30, null],
    ['is as old as that, or younger', 2, days(29), 30, 10],
    ['is from after the moment', 2, NOW.add({ hours: 1 }), null, null],
  ])('leaves out what %s, unless it counts', async (_, value, observedAt, notOlderThanDays, expected) => {
    await tenOf([['finance.debt', value, observedAt]]);
    expect(await totalOf({ traits: [{ trait: 'finance.debt', is: [2], notOlderThanDays }], spell: null })).toBe(expected);
  });

  it.each<[string, SelectionCriteria['traits'][number], number | null]>([
    ['at least', { trait: 'wellbeing.general', atLeast: 4 }, 10],
    ['at least, and it is less', { trait: 'wellbeing.general', atLeast: 5 }, null],
    ['at most', { trait: 'wellbeing.general', atMost: 4 }, 10],
    ['from to', { trait: 'wellbeing.general', atLeast: 4, atMost: 4 }, 10],
    ['one of', { trait: 'wellbeing.general', is: [1, 4] }, 10],
    ['none of those', { trait: 'wellbeing.general', is: [1, 5] }, null],
  ])('compares a value: %s', async (_, criterion, expected) => {
    await tenOf([['wellbeing.general', 4, days(3)]]);
    expect(await totalOf({ traits: [criterion], spell: null })).toBe(expected);
  });

  it.each<[string, NonNullable<SelectionCriteria['spell']>, number | null]>([
    ['at least twelve months', { monthsAtLeast: 12 }, 10],
    ['at least thirteen', { monthsAtLeast: 13 }, null],
    ['at most twelve', { monthsAtMost: 12 }, 10],
    ['at most eleven', { monthsAtMost: 11 }, null],
  ])('counts the whole months of the benefit of today: %s', async (_, spell, expected) => {
    await tenOf([], ['2025-02-10', null]);
    expect(await totalOf({ traits: [], spell })).toBe(expected);
  });

  it('needs all of it to be so', async () => {
    const known: [string, number, Temporal.Instant][] = [
      ['finance.debt', 2, days(3)],
      ['wellbeing.general', 2, days(3)],
    ];
    await tenOf(known);
    const both = (wellbeing: number): SelectionCriteria => ({
      traits: [...noDebts.traits, { trait: 'wellbeing.general', is: [wellbeing] }],
      spell: { monthsAtLeast: 1 },
    });
    expect([await totalOf(both(2)), await totalOf(both(3))]).toEqual([10, null]);
  });

  it('counts for each team, and shows no group of fewer than ten', async () => {
    const all = [...(await tenOf([['finance.debt', 2, days(3)]])), ...(await tenOf([['finance.debt', 2, days(3)]]))];
    await werkplein.inCaseload(all.slice(0, 11), 'Team Noord', 'Sanne');
    await werkplein.inCaseload(all.slice(11), 'Team Zuid', 'Bas');
    expect(await selections.count(noDebts, NOW)).toMatchObject({
      total: 20,
      teams: [
        { teamName: 'Team Noord', count: 11 },
        { teamName: 'Team Zuid', count: null },
      ],
    });
  });

  it.each<[string, SelectionCriteria, string]>([
    ['of nothing', { traits: [], spell: {} }, 'criteria'],
    ['of who somebody is', { traits: [{ trait: 'nationality', is: [1] }], spell: null }, 'traits.0.trait'],
    ['of a value that is not on the scale', { traits: [{ trait: 'finance.debt', is: [99] }], spell: null }, 'traits.0.value'],
    ['of two ways at once', { traits: [{ trait: 'finance.debt', is: [2], atLeast: 1 }], spell: null }, 'traits.0.value'],
    ['of no value', { traits: [{ trait: 'finance.debt' }], spell: null }, 'traits.0.value'],
    ['with SQL for a trait', { traits: [{ trait: `x') or true --`, is: [1] }], spell: null }, 'traits.0.trait'],
    ['with half a month', { traits: [], spell: { monthsAtLeast: 0.5 } }, 'spell.monthsAtLeast'],
    ['from more months to fewer', { traits: [], spell: { monthsAtLeast: 5, monthsAtMost: 4 } }, 'spell.monthsAtMost'],
  ])('cannot be %s', async (_, criteria, field) => {
    const refused = await selections.save('Groep', criteria, null, NOW).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidInputError);
    expect(Object.keys((refused as InvalidInputError).fields)).toEqual([field]);
    await expect(selections.count(criteria, NOW)).rejects.toThrow(InvalidInputError);
  });
});
