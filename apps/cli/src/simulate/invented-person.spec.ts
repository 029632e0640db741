import { Chance } from './chance.js';
import { inventAnswer, liveAMonth } from './invented-answers.js';
import { INVENTED_BARRIERS, inventPerson, leavesForWorkThisMonth, type InventedPerson } from './invented-person.js';

const today = Temporal.PlainDate.from('2026-01-05');
const population = (size: number): InventedPerson[] =>
  Array.from({ length: size }, (_, number) => inventPerson(number, new Chance(11).of(`person ${number}`), today));

/** The share that would leave within a year, by the chances alone. */
function yearlyShare(people: InventedPerson[]): number {
  const leaving = people.map((person) => 1 - (1 - leavesForWorkThisMonth(person, person.yearsOnBenefit)) ** 12);
  return leaving.reduce((sum, share) => sum + share, 0) / people.length;
}

describe('the invented population', () => {
  const people = population(4_000);

  it('leaves for work near the 20 percent a year of the picture that the product starts from', () => {
    expect(yearlyShare(people)).toBeGreaterThan(0.17);
    expect(yearlyShare(people)).toBeLessThan(0.24);
  });

  it.each(['body', 'reading', 'stress'] as const)('leaves far less often where %s stands in the way', (barrier) => {
    expect(yearlyShare(people.filter((person) => person.barriers.has(barrier)))).toBeLessThan(0.09);
  });

  it('has every barrier about as often as it says', () => {
    for (const [barrier, { share }] of Object.entries(INVENTED_BARRIERS))
      expect(people.filter((person) => person.barriers.has(barrier as never)).length / people.length).toBeCloseTo(share, 1);
  });

  it('contains people who cannot be reached, or only by a landline, which is never texted', () => {
    expect(people.some(({ mobile, email, landline }) => !mobile && !email && !landline)).toBe(true);
    expect(people.some(({ mobile, landline }) => !mobile && landline)).toBe(true);
  });

  it('never takes two people for one', () => {
    expect(new Set(people.map(({ clientNumber }) => clientNumber)).size).toBe(people.length);
    const mobiles = people.map(({ mobile }) => mobile).filter(Boolean);
    expect(new Set(mobiles).size).toBe(mobiles.length);
    expect(mobiles.every((mobile) => /^\+316\d{8}$/.test(mobile!))).toBe(true);
  });

  it('lets a barrier show in the answers, most of the time', () => {
    const chance = new Chance(5);
    const bodily = people.filter((person) => person.barriers.has('body'));
    const values = bodily.map((person) => inventAnswer('health.physical', person, chance)).filter(({ state }) => state === 'answered');
    expect(values.filter(({ value }) => value === 3).length / values.length).toBeGreaterThan(0.8);
  });

  it('keeps every mood on its scale, however long life lasts', () => {
    const chance = new Chance(9);
    const person = population(1)[0]!;
    for (let month = 0; month < 600; month += 1) {
      liveAMonth(person, chance);
      const { state, value } = inventAnswer('wellbeing.general', person, chance);
      if (state === 'answered') expect([1, 2, 3, 4, 5]).toContain(value);
    }
  });
});
