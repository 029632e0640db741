import { cox } from './cox.js';
import { byHand, ovarian, seeded } from './cox.examples.js';
import type { CoxData } from './cox-model.js';

describe('whether a hazard ratio stays the same', () => {
  // print(cox.zph(coxph(Surv(futime, fustat) ~ age + ecog.ps, data = ovarian))): the example in the manual of R's survival, as kept with its tests.
  it('is tested as R does, of 26 women with ovarian cancer', () => {
    const { proportionality, proportionalityTogether } = cox(ovarian());

    expect(proportionality.map(({ covariate, chisq, p }) => [covariate, chisq.toFixed(3), p.toFixed(2)])).toEqual([
      ['age', '0.698', '0.40'],
      ['ecog', '2.371', '0.12'],
    ]);
    expect([proportionalityTogether?.chisq.toFixed(3), proportionalityTogether?.df, proportionalityTogether?.p.toFixed(2)]).toEqual([
      '3.633',
      2,
      '0.16',
    ]);
  });

  // Slope and information per event of data set 1 as Therneau and Grambsch write them out (2000, appendix E.1; the check in the tests of R's survival).
  it('is the score test written out by hand for six people, with 1 − the share still there just before as the clock', () => {
    const r = 2 * Math.sqrt(23 / 3) * Math.cos(Math.acos((45 / 23) * Math.sqrt(3 / 23)) / 3);
    // Nobody has left before time 1; one in six before time 6; of the four at risk then, half are left before time 9.
    const clock = [0, 1 / 6, 1 / 6, 1 - 5 / 12];
    const slope = [1 / (r + 1), 3 / (r + 3), -r / (r + 5), 0];
    const information = [r / (r + 1) ** 2, (3 * r) / (r + 3) ** 2, (5 * r) / (r + 5) ** 2, 0];
    const sum = (weigh: (place: number) => number) => clock.reduce((total, _, place) => total + weigh(place), 0);
    const [u, i, ig, igg] = [
      sum((k) => clock[k]! * slope[k]!),
      sum((k) => information[k]!),
      sum((k) => clock[k]! * information[k]!),
      sum((k) => clock[k]! ** 2 * information[k]!),
    ] as const;

    expect(cox(byHand()).proportionality[0]?.chisq).toBeCloseTo(u ** 2 / (igg - ig ** 2 / i), 10);
  });

  it('doubles for twice the same people in two strata, with the same clock', () => {
    const { time, event, covariates } = byHand();
    const twice = (values: ArrayLike<number>) => [...Array.from(values), ...Array.from(values)];
    const doubled = cox({
      time: twice(time),
      event: twice(event),
      strata: twice(time).map((_, place) => (place < time.length ? 0 : 1)),
      covariates: covariates.map(({ name, values }) => ({ name, values: twice(values) })),
    });

    expect(doubled.proportionality[0]?.chisq).toBeCloseTo(2 * cox(byHand()).proportionality[0]!.chisq, 10);
  });

  it('sees a difference that wears off, and not one that stays', () => {
    const p = (wearsOff: boolean) => {
      const draw = seeded(11);
      const x = Array.from({ length: 4000 }, (_, place) => place % 2);
      // Of who has x, three times as many leave at any moment; when it wears off, only before time 0.3.
      const time = x.map((its) => {
        const until = -Math.log(draw());
        if (!its) return until;
        return wearsOff && until > 0.9 ? until - 0.6 : until / 3;
      });
      const data: CoxData = { time, event: time.map(() => 1), covariates: [{ name: 'x', values: x }] };
      return cox(data).proportionality[0]!.p;
    };

    expect(p(true)).toBeLessThan(1e-6);
    expect(p(false)).toBeGreaterThan(0.05);
  });
});
