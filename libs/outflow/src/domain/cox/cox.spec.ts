import { cox } from './cox.js';
import { byHand, byHandEnteringLate, ovarian, remission, seeded } from './cox.examples.js';
import { describeWithJobless } from '../../../../../test/support/jobless.js';
import type { CoxCoefficient, CoxData } from './cox-model.js';

const only = (data: CoxData) => cox(data).coefficients[0] as unknown as Record<keyof CoxCoefficient, number>;

describe('a Cox regression', () => {
  it('finds what was printed of 6-MP: 1.5721 with the ties of Efron, 1.5092 with those of Breslow', () => {
    const efron = cox(remission());

    expect(efron).toMatchObject({ n: 42, events: 30, converged: true });
    expect(only(remission()).coefficient).toBeCloseTo(1.572_125, 6);
    expect(only(remission()).stdErr).toBeCloseTo(0.412_397, 6);
    expect(only(remission()).hazardRatio).toBeCloseTo(4.816_874, 5);
    expect(only(remission()).lower).toBeCloseTo(2.1465, 4);
    expect(only(remission()).upper).toBeCloseTo(10.8093, 4);
    expect(only(remission()).p).toBeCloseTo(0.000_138, 6);
    // The 97.5th percentile of the normal distribution: 1.96 is a rounding.
    const { coefficient, stdErr, lower, upper } = only(remission());
    expect(Math.log(lower)).toBeCloseTo(coefficient - 1.959_963_984_540_054 * stdErr, 12);
    expect(Math.log(upper)).toBeCloseTo(coefficient + 1.959_963_984_540_054 * stdErr, 12);
    expect(efron.logLikelihood).toBeCloseTo(-85.008_42, 5);
    expect(efron.logLikelihoodOfNone).toBeCloseTo(-93.184_27, 5);
    expect(efron.scoreTest?.chisq).toBeCloseTo(17.25, 2);
    expect(only({ ...remission(), ties: 'breslow' }).coefficient).toBeCloseTo(1.5092, 4);
    expect(only({ ...remission(), ties: 'breslow' }).stdErr).toBeCloseTo(0.4096, 4);
  });

  // Therneau and Grambsch write the likelihood out in r, the hazard ratio.
  it('agrees to the last digits with data set 1 of Therneau and Grambsch, worked out by hand', () => {
    const r = 2 * Math.sqrt(23 / 3) * Math.cos(Math.acos((45 / 23) * Math.sqrt(3 / 23)) / 3);
    const binomial = (p: number) => p * (1 - p);
    const information = binomial(r / (r + 1)) + binomial(r / (r + 5)) + binomial(r / (r + 3));
    const breslow = (3 + Math.sqrt(33)) / 2;

    expect(only(byHand()).coefficient).toBeCloseTo(Math.log(r), 10);
    expect(only(byHand()).stdErr).toBeCloseTo(information ** -0.5, 10);
    expect(cox(byHand()).logLikelihood).toBeCloseTo(2 * Math.log(r) - Math.log(3 * r + 3) - Math.log((r + 5) / 2) - Math.log(r + 3), 10);
    expect(only({ ...byHand(), ties: 'breslow' }).coefficient).toBeCloseTo(Math.log(breslow), 10);
    expect(only({ ...byHand(), ties: 'breslow' }).stdErr).toBeCloseTo(
      (breslow / (breslow + 1) ** 2 + (6 * breslow) / (breslow + 3) ** 2) ** -0.5,
      10,
    );
  });

  it('agrees with data set 2, in which people enter late', () => {
    const breslow = cox({ ...byHandEnteringLate(), ties: 'breslow' });
    const beta = breslow.coefficients[0]?.coefficient ?? NaN;
    const r = Math.exp(beta);
    const likelihood = 4 * beta - Math.log(r + 1) - Math.log(r + 2) - 3 * Math.log(3 * r + 2) - 2 * Math.log(3 * r + 1);
    const information = r / (r + 1) ** 2 + (2 * r) / (r + 2) ** 2 + (18 * r) / (3 * r + 2) ** 2 + (6 * r) / (3 * r + 1) ** 2;

    expect(beta).toBeCloseTo(-0.084_526, 6);
    expect(breslow.logLikelihood).toBeCloseTo(likelihood, 10);
    expect(breslow.coefficients[0]?.stdErr).toBeCloseTo(information ** -0.5, 10);
  });

  it('agrees with data set 2 with the ties of Efron as well', () => {
    const { coefficients, logLikelihood } = cox(byHandEnteringLate());
    const beta = coefficients[0]?.coefficient ?? NaN;
    const r = Math.exp(beta);
    const slope =
      1 / (r + 1) + 1 / (3 * r + 1) + 2 / (3 * r + 2) + 1 / (r + 1) - r / (r + 2) - (3 * r) / (3 * r + 2) - (3 * r) / (3 * r + 1);
    const logs = [r + 1, r + 2, 3 * r + 2, 3 * r + 2, 3 * r + 1, 3 * r + 1, 2 * r + 2].map(Math.log);

    expect(slope).toBeCloseTo(0, 9);
    expect(logLikelihood).toBeCloseTo(4 * beta - logs.reduce((sum, log) => sum + log), 10);
  });

  it('gives several covariates each their own, as R printed of 26 women with ovarian cancer', () => {
    const [age, status] = cox(ovarian()).coefficients;

    expect([age?.coefficient, age?.stdErr].map((value) => value?.toFixed(5))).toEqual(['0.16150', '0.04992']);
    expect([status?.coefficient, status?.stdErr].map((value) => value?.toFixed(5))).toEqual(['0.01866', '0.59908']);
  });

  it('finds back the truth that people were drawn from', () => {
    const draw = seeded(20_261_122);
    const people = Array.from({ length: 20_000 }, () => {
      const [works, age] = [draw() < 0.3 ? 1 : 0, 20 + 40 * draw()];
      const [leaves, unseen] = [-Math.log(draw()) / Math.exp(0.7 * works - 0.03 * age), 8 * draw()];
      return { works, age, time: Math.min(leaves, unseen), event: leaves < unseen ? 1 : 0 };
    });
    const column = (name: 'works' | 'age' | 'time' | 'event') => Float64Array.from(people, (person) => person[name]);
    const fit = cox({
      time: column('time'),
      event: column('event'),
      covariates: (['works', 'age'] as const).map((name) => ({ name, values: column(name) })),
    });

    for (const [place, truth] of [0.7, -0.03].entries()) {
      const { coefficient, stdErr } = fit.coefficients[place] as { coefficient: number; stdErr: number };
      expect(Math.abs(coefficient - truth)).toBeLessThan(2.6 * stdErr);
    }
    expect(fit.proportionalityTogether?.p).toBeGreaterThan(0.01);
  });

  it.each<[string, Partial<CoxData>]>([
    ['columns of different lengths', { event: [1, 0] }],
    ['a time that is no number', { time: [1, Number.NaN, 3] }],
    ['a covariate that is not known', { covariates: [{ name: 'x', values: [0, Number.NaN, 1] }] }],
  ])('refuses %s', (_, wrong) => {
    const right: CoxData = { time: [1, 2, 3], event: [1, 1, 0], covariates: [{ name: 'x', values: [0, 1, 0] }] };

    expect(() => cox({ ...right, ...wrong })).toThrow(RangeError);
  });
});

describeWithJobless<{ coxHazardRatio: { ui: Record<string, number> } }>('of 3,343 spells of joblessness', ({ rows, expected }) => {
  const column = (name: string) => Float64Array.from(rows, (row) => Number(row[name]));

  it.each(['efron', 'breslow'] as const)('the hazard ratio with ties of %s is that of R, to 1e-6', (ties) => {
    const covariates = [{ name: 'ui', values: column('ui') }];
    const event = column('censor4').map((censored) => 1 - censored);

    expect(
      Math.abs(only({ time: column('spell'), event, covariates, ties }).hazardRatio - Number(expected.coxHazardRatio.ui[ties])),
    ).toBeLessThan(1e-6);
  });
});
