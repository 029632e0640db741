import fc from 'fast-check';
import { logRank } from '../survival/log-rank.js';
import { cox } from './cox.js';
import type { CoxData, CoxFit } from './cox-model.js';

interface Person {
  time: number;
  event: number;
  entry: number;
  stratum: number;
  a: number;
  b: number;
}

const person = fc.record<Person>({
  time: fc.integer({ min: 1, max: 12 }),
  event: fc.integer({ min: 0, max: 1 }),
  entry: fc.integer({ min: -3, max: 0 }),
  stratum: fc.integer({ min: 0, max: 1 }),
  a: fc.integer({ min: 0, max: 1 }),
  b: fc.integer({ min: 0, max: 8 }),
});
const people = fc.array(person, { minLength: 20, maxLength: 60 });

function dataOf(some: readonly Person[], more: Partial<CoxData> = {}): CoxData {
  const column = (name: keyof Person) => some.map((its) => its[name]);
  return {
    time: column('time'),
    event: column('event'),
    entry: column('entry'),
    strata: column('stratum'),
    covariates: [
      { name: 'a', values: column('a') },
      { name: 'b', values: column('b') },
    ],
    ...more,
  };
}

const numbers = ({ coefficients }: CoxFit, name: 'coefficient' | 'stdErr') => coefficients.map((each) => each[name] ?? NaN);
const isOrdinary = ({ coefficients }: CoxFit) => coefficients.every(({ note }) => !note);

function expectClose(found: readonly number[], expected: readonly number[]) {
  found.forEach((value, place) =>
    expect(Math.abs(value - expected[place]!)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected[place]!))),
  );
}

/** The same person twice, from entry to somewhere in between and from there on. */
const split = ({ time, event, ...rest }: Person): Person[] =>
  time < 2
    ? [{ time, event, ...rest }]
    : [
        { ...rest, time: time / 2, event: 0 },
        { ...rest, entry: time / 2, time, event },
      ];

describe('a Cox regression of anybody', () => {
  /** Holds a law for every group of people in which nothing is separated, and sees that there are such groups. */
  function always(law: (fit: CoxFit, some: Person[]) => void) {
    let ordinary = 0;
    fc.assert(
      fc.property(people, (some) => {
        const fit = cox(dataOf(some));
        if (!isOrdinary(fit)) return;
        ordinary += 1;
        law(fit, some);
      }),
      { seed: 7 },
    );
    expect(ordinary).toBeGreaterThan(50);
  }

  it('is at the top of the likelihood, written out person by person', () => {
    always((fit, some) => {
      const beta = numbers(fit, 'coefficient');

      expect(fit.logLikelihood).toBeCloseTo(writtenOut(some, beta), 8);
      for (const [da, db] of [
        [0.01, 0],
        [-0.01, 0],
        [0, 0.01],
        [0, -0.01],
      ] as const)
        expect(writtenOut(some, [beta[0]! + da, beta[1]! + db])).toBeLessThan(fit.logLikelihood);
    });
  });

  it('does not care in which order people come, nor what is added to a covariate', () => {
    always((fit, some) => {
      const turned = some.toReversed().map((its) => ({ ...its, b: its.b + 1_000_000 }));

      expectClose(numbers(cox(dataOf(turned)), 'coefficient'), numbers(fit, 'coefficient'));
      expectClose(numbers(cox(dataOf(turned)), 'stdErr'), numbers(fit, 'stdErr'));
    });
  });

  it('says half per unit of a covariate that is told in units half as large', () => {
    always((fit, some) => {
      const doubled = some.map((its) => ({ ...its, b: 2 * its.b }));
      const [a, b] = numbers(fit, 'coefficient');

      expectClose(numbers(cox(dataOf(doubled)), 'coefficient'), [a!, b! / 2]);
    });
  });

  it('is as sure again of twice the same people beside each other', () => {
    always((fit, some) => {
      const twice = cox(dataOf([...some, ...some.map((its) => ({ ...its, stratum: its.stratum + 2 }))]));

      expectClose(numbers(twice, 'coefficient'), numbers(fit, 'coefficient'));
      expectClose(
        numbers(twice, 'stdErr'),
        numbers(fit, 'stdErr').map((stdErr) => stdErr / Math.SQRT2),
      );
    });
  });

  it('does not change when the time that somebody is followed is told in two parts', () => {
    always((fit, some) => {
      const parts = cox(dataOf(some.flatMap(split)));

      expectClose(numbers(parts, 'coefficient'), numbers(fit, 'coefficient'));
      expectClose(numbers(parts, 'stdErr'), numbers(fit, 'stdErr'));
      expectClose(
        parts.proportionality.map(({ chisq }) => chisq),
        fit.proportionality.map(({ chisq }) => chisq),
      );
    });
  });

  it('tests two groups as the log-rank test does, when no two leave at once', () => {
    fc.assert(
      fc.property(people, (some) => {
        const apart = some.map((its, place) => ({ ...its, time: its.time + place / 100, entry: its.entry / 2 }));
        const data = dataOf(apart);
        const fit = cox({ ...data, covariates: data.covariates.slice(0, 1) });
        if (!fit.scoreTest) return;
        const test = logRank({
          time: data.time,
          event: data.event,
          entry: data.entry,
          group: apart.map(({ a }) => a),
          stratum: data.strata,
        });

        expect(fit.scoreTest.chisq).toBeCloseTo(test.chisq, 8);
        expect(fit.scoreTest.p).toBeCloseTo(test.p, 8);
      }),
    );
  });

  it('never gives what is no finite number, however few or alike the people', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 9 }), (some) => {
        const fit = cox(dataOf(some));

        expect(fit.converged).toBe(true);
        for (const { note, covariate: _, ...values } of fit.coefficients) {
          const isLeftOut = note === 'constant' || note === 'collinear';
          for (const value of Object.values(values)) expect(isLeftOut ? value === null : Number.isFinite(value)).toBe(true);
          if (!isLeftOut) expect(values.lower! <= values.hazardRatio! && values.hazardRatio! <= values.upper!).toBe(true);
        }
        for (const { chisq, p } of fit.proportionality) expect(Number.isFinite(chisq) && p >= 0 && p <= 1).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Efron's likelihood without any art: every event, everybody at risk. */
function writtenOut(some: readonly Person[], [a, b]: readonly number[]): number {
  const linear = (its: Person) => its.a * a! + its.b * b!;
  const sum = (those: readonly Person[]) => those.reduce((total, its) => total + Math.exp(linear(its)), 0);
  let likelihood = 0;
  for (const stratum of [0, 1]) {
    const own = some.filter((its) => its.stratum === stratum);
    for (const time of new Set(own.filter(({ event }) => event).map((its) => its.time))) {
      const atRisk = own.filter((its) => its.entry < time && its.time >= time);
      const tied = own.filter((its) => its.event && its.time === time);
      tied.forEach((its, k) => (likelihood += linear(its) - Math.log(sum(atRisk) - (k / tied.length) * sum(tied))));
    }
  }
  return likelihood;
}
