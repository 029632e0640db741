import fc from 'fast-check';
import { cox } from './cox.js';
import { byHand, remission, seeded } from './cox.examples.js';
import type { CoxCoefficient, CoxData } from './cox-model.js';
import { penalisedMaximum } from './firth.js';
import { likelihoodAt } from './partial-likelihood.js';
import { riskRows } from './risk-rows.js';
import { cholesky, logDeterminant } from './symmetric.js';

type Told = Record<Exclude<keyof CoxCoefficient, 'covariate' | 'note'>, number> & Pick<CoxCoefficient, 'note'>;
const told = (data: CoxData, place = 0) => cox(data).coefficients[place] as unknown as Told;
const withCovariate = (data: CoxData, values: number[]) => ({ ...data, covariates: [...data.covariates, { name: 'more', values }] });

/** So many pairs of which always the one with x has the event first. */
function pairs(count: number): CoxData {
  const four = <T>(...values: T[]) => Array.from({ length: count }, () => values).flat();
  return {
    time: four(1, 2),
    event: four(1, 0),
    strata: Array.from({ length: 2 * count }, (_, place) => Math.floor(place / 2)),
    covariates: [{ name: 'x', values: four(1, 0) }],
  };
}

describe('a covariate that separates', () => {
  // Of pairs the partial likelihood is that of a coin, and Firth's penalty is Jeffreys' prior: heads n + 1/2 in n + 1 (Firth 1993, section 4).
  it.each([1, 5, 40, 3000])('has the finite hazard ratio 2n + 1 in %i pairs', (count) => {
    const { hazardRatio, lower, upper, p, note } = told(pairs(count));
    const logLikelihood = (ratio: number) => (count + 0.5) * Math.log(ratio / (ratio + 1)) + 0.5 * Math.log(1 / (ratio + 1));
    const below = (ratio: number) => 2 * (logLikelihood(2 * count + 1) - logLikelihood(ratio));

    expect(note).toBe('separated');
    expect(hazardRatio / (2 * count + 1)).toBeCloseTo(1, 6);
    expect(below(lower)).toBeCloseTo(3.841_459, 5);
    expect(below(upper)).toBeCloseTo(3.841_459, 5);
    expect(lower).toBeLessThan(hazardRatio);
    expect(upper).toBeGreaterThan(hazardRatio);
    expect(p).toBeLessThan(count > 4 ? 0.05 : 1);
  });

  // The three people of the example of the R package coxphf (Heinze and Ploner).
  it('is where the penalised likelihood is highest: three people, two with x before the one without', () => {
    const { coefficient, note } = told({ time: [1, 2, 3], event: [1, 1, 1], covariates: [{ name: 'x', values: [1, 1, 0] }] });
    const penalised = (beta: number) => {
      const r = Math.exp(beta);
      const information = (2 * r) / (2 * r + 1) ** 2 + r / (r + 1) ** 2;
      return 2 * beta - Math.log(2 * r + 1) - Math.log(r + 1) + Math.log(information) / 2;
    };
    const grid = Array.from({ length: 400_001 }, (_, step) => step / 100_000);
    const highest = grid.reduce((best, beta) => (penalised(beta) > penalised(best) ? beta : best));

    expect(note).toBe('separated');
    expect(coefficient).toBeCloseTo(highest, 4);
  });

  it.each(['efron', 'breslow'] as const)('has its top where the slope is none, also when many leave at once (%s)', (ties) => {
    const draw = seeded(9);
    const some = Array.from(
      { length: 60 },
      () => [1 + Math.floor(5 * draw()), Number(draw() < 0.6), Number(draw() < 0.4), 3 * draw()] as const,
    );
    const column = (nth: 0 | 1 | 2 | 3) => some.map((row) => row[nth]);
    const covariates = [{ name: 'a', values: column(2) }, { name: 'b', values: column(3) }]; // prettier-ignore
    const rows = riskRows({ time: column(0), event: column(1), covariates, ties });
    const { beta } = penalisedMaximum(rows);
    const heightAt = (place: number, by: number) => {
      const { value, information } = likelihoodAt(rows, beta.map((its, nth) => (nth === place ? its + by : its))); // prettier-ignore
      return value + logDeterminant(cholesky(information, 2)) / 2;
    };

    for (const place of [0, 1]) expect((heightAt(place, 1e-4) - heightAt(place, -1e-4)) / 2e-4).toBeCloseTo(0, 6);
  });

  it('is told as seldom when none of those with it had the event, beside others that stay as they were', () => {
    const { time, event } = remission();
    const none = Array.from(event, (its, child) => (its || child % 2 ? 0 : 1));
    const fit = cox(withCovariate(remission(), none));

    expect(fit.converged).toBe(true);
    expect(fit.coefficients.map(({ note }) => note)).toEqual([undefined, 'separated']);
    expect(fit.coefficients[1]?.hazardRatio).toBeLessThan(0.3);
    expect(fit.coefficients[1]?.p).toBeLessThan(0.05);
    expect(fit.coefficients[0]?.hazardRatio).toBeGreaterThan(2);
    expect(fit.proportionality.map(({ covariate }) => covariate)).toEqual(['placebo']);
    expect(time.length).toBe(fit.n);
  });

  it('is recognised always, and only then', () => {
    const row = fc.record({
      time: fc.integer({ min: 1, max: 9 }),
      event: fc.integer({ min: 0, max: 1 }),
      x: fc.integer({ min: 0, max: 1 }),
    });
    let separated = 0;
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), (rows) => {
        // Only where people with and without x could have had the event is anything compared.
        const compared = rows.filter(({ time, event }) => {
          const atRisk = rows.filter((other) => other.time >= time).map(({ x }) => x);
          return event === 1 && atRisk.includes(0) && atRisk.includes(1);
        });
        const whose = new Set(compared.map(({ x }) => x));
        const { note } = told({
          time: rows.map(({ time }) => time),
          event: rows.map(({ event }) => event),
          covariates: [{ name: 'x', values: rows.map(({ x }) => x) }],
        });
        if (whose.size === 1) separated += 1;

        expect(note).toBe(['constant', 'separated', undefined][whose.size]);
      }),
      { numRuns: 500, seed: 3 },
    );
    expect(separated).toBeGreaterThan(20);
  });

  it('is no strong but finite one: of ten thousand people, one with x against what was to be expected is enough', () => {
    const time = Array.from({ length: 10_000 }, (_, place) => place + 1);
    const x = time.map((its) => (its <= 5000 ? 1 : 0));
    const exception = x.map((its, place) => (place === 9000 ? 1 : its));
    const event = time.map(() => 1);

    expect(told({ time, event, covariates: [{ name: 'x', values: x }] }).note).toBe('separated');
    expect(told({ time, event, covariates: [{ name: 'x', values: exception }] }).note).toBeUndefined();
  });

  it('is not what a very seldom event is: of a thousand with x one had it, of as many without all', () => {
    const x = Array.from({ length: 2000 }, (_, place) => place % 2);
    const time = x.map((its, place) => (its && place !== 1001 ? 9000 : place));
    const { note, hazardRatio, upper } = told({
      time,
      event: time.map((its) => (its < 9000 ? 1 : 0)),
      covariates: [{ name: 'x', values: x }],
    });

    expect(note).toBeUndefined();
    expect(hazardRatio).toBeLessThan(0.003);
    expect(upper).toBeLessThan(0.03);
  });

  it('hardly changes whether the ratios of others stay the same', () => {
    const { time, event, covariates } = remission();
    const [longer, seen] = [Array.from({ length: 5 }, () => 40), Array.from({ length: 5 }, () => 0)];
    const more = (values: ArrayLike<number>, added: number[]) => [...Array.from(values), ...added];
    const data: CoxData = {
      time: more(time, longer),
      event: more(event, seen),
      covariates: [{ name: 'placebo', values: more(covariates[0]!.values, [0, 0, 1, 1, 1]) }],
    };
    const never = Array.from(data.time, (_, place) => (place < time.length ? 0 : 1));
    const [beside, without] = [cox(withCovariate(data, never)), cox(remission())];

    expect(beside.coefficients[1]?.note).toBe('separated');
    expect(Math.abs(beside.proportionality[0]!.chisq - without.proportionality[0]!.chisq)).toBeLessThan(0.02);
  });
});

describe('a covariate that tells nothing', () => {
  it.each<[string, CoxData, string[]]>([
    ['everybody the same', withCovariate(byHand(), [3, 3, 3, 3, 3, 3]), ['', 'constant']],
    [
      'different only in who was gone before it happened to anybody',
      { ...withCovariate(byHand(), [7, 7, 8, 7, 7, 7]), time: [9, 1, 0.5, 6, 6, 8] },
      ['', 'constant'],
    ],
    ['twice the other, plus one', withCovariate(byHand(), [1, 3, 3, 3, 1, 1]), ['', 'collinear']],
    ['no event at all', { ...byHand(), event: [0, 0, 0, 0, 0, 0] }, ['constant']],
    ['nobody at all', { time: [], event: [], covariates: [{ name: 'x', values: [] }] }, ['constant']],
    ['everybody in a stratum of their own', { ...byHand(), strata: [0, 1, 2, 3, 4, 5] }, ['constant']],
  ])('is named and left out: %s', (_, data, notes) => {
    const fit = cox(data);

    expect(fit.coefficients.map(({ note }) => note ?? '')).toEqual(notes);
    expect(fit.converged).toBe(true);
    for (const { note, ...each } of fit.coefficients)
      if (note) expect(each).toMatchObject({ coefficient: null, hazardRatio: null, lower: null, upper: null, p: null });
  });

  it('does not change what the others say', () => {
    expect(
      told(
        withCovariate(
          remission(),
          Array.from(remission().time, () => 4),
        ),
      ),
    ).toEqual(told(remission()));
  });

  it('is a row that entered when it had already ended: such a row is not counted', () => {
    const { time, event, covariates } = byHand();
    const late = { time: [...Array.from(time), 5], event: [...Array.from(event), 1], entry: [0, 0, 0, 0, 0, 0, 5] };
    const fit = cox({ ...late, covariates: covariates.map(({ name, values }) => ({ name, values: [...Array.from(values), 1] })) });

    expect(fit).toEqual(cox({ ...byHand(), entry: [0, 0, 0, 0, 0, 0] }));
  });

  it('holds also when numbers are so small that a ratio per 1 cannot be told', () => {
    const { values } = remission().covariates[0]!;
    const tiny = told({ ...remission(), covariates: [{ name: 'x', values: Array.from(values, (value) => value / 10_000) }] });

    expect(tiny.coefficient).toBeCloseTo(15_721.25, 1);
    expect(tiny.hazardRatio).toBe(Number.MAX_VALUE);
  });
});
