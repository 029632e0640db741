import fc from 'fast-check';
import { funnelsPerIntervention, maySee, type Funnel, type FunnelRow } from './came-of-it.js';
import { feltOf, howOf } from './felt.js';

const funnel = (suggested: number, accepted = Math.floor(suggested / 2)): Funnel => ({
  suggested,
  accepted,
  adjusted: 0,
  declined: suggested - accepted,
  open: 0,
  withdrawn: 0,
  begun: 0,
  completed: 0,
  stoppedEarly: 0,
  foundWork: 0,
});
const row = (rule: string | null, suggested: number, accepted?: number): FunnelRow => ({
  intervention: 'COACH_CALL',
  rule,
  title: null,
  ...funnel(suggested, accepted),
});
const shown = (rows: FunnelRow[]) =>
  funnelsPerIntervention(rows)[0]!.rules.map(({ rule, funnel: its }) => `${rule} ${its?.suggested ?? 'hidden'}`);

describe('what came of suggestions', () => {
  it.each([
    [funnel(9), false],
    [funnel(10), true],
    [funnel(19, 19), false],
    [funnel(19, 0), false],
    [funnel(20, 20), true],
  ])('may be shown of %j: %s', (given, may) => {
    expect(maySee(given)).toBe(may);
  });

  it('hides a small rule, and others with it until nobody can work it out', () => {
    expect(shown([row(null, 60), row('a', 30), row('b', 26), row('c', 4)])).toEqual(['a hidden', 'b 26', 'c hidden']);
    expect(shown([row(null, 60), row('a', 30), row('b', 30)])).toEqual(['a 30', 'b 30']);
    expect(shown([row(null, 16), row('a', 12), row('b', 4)])).toEqual(['a hidden', 'b hidden']);
  });

  it('shows nothing of an intervention that was hardly suggested', () => {
    expect(funnelsPerIntervention([row(null, 8), row('a', 8)])).toMatchObject([{ funnel: null, rules: [{ funnel: null }] }]);
  });

  it('never leaves a small rule as what is left of the whole, whatever the sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const [found] = funnelsPerIntervention([row(null, total), ...sizes.map((size, at) => row(`r${at}`, size))]);
        const left = total - found!.rules.reduce((sum, { funnel: its }) => sum + (its?.suggested ?? 0), 0);
        if (found!.funnel && found!.rules.some((rule) => rule.funnel === null)) expect(left).toBeGreaterThanOrEqual(Math.min(20, total));
        for (const rule of found!.rules) expect(rule.funnel === null || rule.funnel.suggested >= 10).toBe(true);
      }),
    );
  });
});

describe('how people were later', () => {
  it.each([
    ['better, when something is and nothing is worse', [['health.self_rated', 2, 4] as const, ['finance.debt', 1, 1] as const], 'better'],
    ['worse, the other way round', [['health.self_rated', 4, 2] as const], 'worse'],
    ['the same, when one is better and another worse', [['health.self_rated', 2, 4] as const, ['finance.debt', 2, 1] as const], 'same'],
    ['not heard, when nothing was heard', [['health.self_rated', 2, null] as const], 'notHeard'],
    ['not heard, when nothing was read', [], 'notHeard'],
    ['not heard, when the trait is gone', [['gone.trait', 2, 3] as const], 'notHeard'],
    ['heard of what was heard', [['health.self_rated', 2, 3] as const, ['finance.debt', 1, null] as const], 'better'],
  ])('is %s', (_, pairs, how) => {
    expect(howOf(pairs)).toBe(how);
  });

  it('counts each person once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.option(fc.integer({ min: 1, max: 5 })), fc.nat(50))), (rows) => {
        const felt = feltOf(rows.map(([before, later, people]) => ({ pairs: [['health.self_rated', before, later] as const], people })));
        expect(Object.values(felt).reduce((sum, each) => sum + each, 0)).toBe(rows.reduce((sum, [, , people]) => sum + people, 0));
      }),
    );
  });
});
