import fc from 'fast-check';
import { columnsOf, latecomers, people, type Somebody } from '../../../../../test/support/survival-samples.js';
import { cumulativeIncidence } from './aalen-johansen.js';
import { kaplanMeier, stepAt } from './kaplan-meier.js';
import { logRank } from './log-rank.js';
import { restrictedMean } from './restricted-mean.js';

/** As the definition reads, for each time over everybody: slow, and seen at a glance to be right. */
function naively(everybody: readonly Somebody[]) {
  const times = [...new Set(everybody.filter(({ cause }) => cause > 0).map(({ time }) => time))].toSorted((a, b) => a - b);
  let survival = 1;
  return times.map((time) => {
    const atRisk = everybody.filter((one) => one.entry < time && time <= one.time).length;
    const events = everybody.filter((one) => one.cause > 0 && one.time === time).length;
    survival *= 1 - events / atRisk;
    return { time, atRisk, events, survival };
  });
}

const near = (one: number, other: number) => Math.abs(one - other) < 1e-9;
const curveOf = (everybody: readonly Somebody[]) => kaplanMeier(columnsOf(everybody));

describe('Kaplan-Meier', () => {
  it('is what the definition says', () => {
    fc.assert(
      fc.property(latecomers, (everybody) => {
        const { steps } = curveOf(everybody);
        const plain = naively(everybody);
        expect(steps.map(({ time, atRisk, events }) => [time, atRisk, events])).toEqual(
          plain.map(({ time, atRisk, events }) => [time, atRisk, events]),
        );
        expect(steps.every(({ survival }, at) => near(survival, plain[at]!.survival))).toBe(true);
      }),
    );
  });

  it('never rises, stays within 0 and 1 and within its limits', () => {
    fc.assert(
      fc.property(latecomers, (everybody) => {
        const { steps } = curveOf(everybody);
        return steps.every(
          ({ survival, lower, upper }, at) =>
            survival >= 0 &&
            survival <= (steps[at - 1]?.survival ?? 1) &&
            (lower === null) === (survival === 0) &&
            (lower === null || (lower >= 0 && lower <= survival)) &&
            (upper === null || (upper >= survival && upper <= 1)),
        );
      }),
    );
  });

  it('is the plain share that is still there when everybody was followed to the end, with the error of a share', () => {
    fc.assert(
      fc.property(people, (everybody) => {
        const all = everybody.map((one) => ({ ...one, cause: 1 }));
        return curveOf(all).steps.every(({ time, survival, stdErr }) => {
          const share = all.filter((one) => one.time > time).length / all.length;
          return near(survival, share) && (stdErr === null || near(stdErr, Math.sqrt((share * (1 - share)) / all.length)));
        });
      }),
    );
  });

  it('does not change when somebody is cut in two: seen until a moment, and from that moment on', () => {
    fc.assert(
      fc.property(latecomers, fc.nat(12), (everybody, at) => {
        const cut = everybody.flatMap((one) =>
          one.entry < at && at < one.time
            ? [
                { ...one, time: at, cause: 0 },
                { ...one, entry: at },
              ]
            : [one],
        );
        expect(curveOf(cut).steps).toEqual(curveOf(everybody).steps);
      }),
    );
  });

  it('does not look at the order of people', () => {
    fc.assert(fc.property(latecomers, (everybody) => expect(curveOf(everybody.toReversed())).toEqual(curveOf(everybody))));
  });

  it('is the same in days as in fortnights', () => {
    fc.assert(
      fc.property(latecomers, (everybody) => {
        const scaled = curveOf(everybody.map((one) => ({ ...one, time: one.time * 14, entry: one.entry * 14 })));
        expect(scaled.steps).toEqual(curveOf(everybody).steps.map((step) => ({ ...step, time: step.time * 14 })));
      }),
    );
  });

  it('has the area under it as restricted mean: the mean time itself, with its error, when everybody was followed to the end', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 300 }), (everybody, until) => {
        const all = everybody.map((one) => ({ ...one, cause: 1 }));
        const mean = all.reduce((sum, { time }) => sum + Math.min(time, until), 0) / all.length;
        const stdErr = Math.sqrt(all.reduce((sum, { time }) => sum + (Math.min(time, until) - mean) ** 2, 0)) / all.length;
        const found = restrictedMean(curveOf(all), until)!;
        return near(found.mean, mean) && near(found.stdErr, stdErr);
      }),
    );
  });

  it('has a median that is the one of everyday life when everybody was followed to the end', () => {
    fc.assert(
      fc.property(people, (everybody) => {
        const times = everybody.map(({ time }) => time).toSorted((a, b) => a - b);
        const [low, high] = [times[Math.ceil(times.length / 2) - 1]!, times[Math.floor(times.length / 2)]!];
        return curveOf(everybody.map((one) => ({ ...one, cause: 1 }))).median === (low + high) / 2;
      }),
    );
  });
});

describe('cumulative incidence', () => {
  it('adds up to 1 with who is still there, and never falls', () => {
    fc.assert(
      fc.property(latecomers, (everybody) => {
        const columns = columnsOf(everybody);
        const causes = cumulativeIncidence(columns, 3);
        const { steps } = kaplanMeier(columns);
        return causes.every(
          (incidence) =>
            incidence.length === steps.length &&
            incidence.every(({ value, stdErr }, at) => value >= (incidence[at - 1]?.value ?? 0) && stdErr >= 0) &&
            steps.every(({ survival }, at) => near(survival + causes.reduce((sum, its) => sum + its[at]!.value, 0), 1)),
        );
      }),
    );
  });

  it('of one cause is Kaplan-Meier upside down, its error too', () => {
    fc.assert(
      fc.property(latecomers, (everybody) => {
        const { time, event, entry } = columnsOf(everybody);
        const [incidence] = cumulativeIncidence({ time, cause: event, entry }, 1);
        return kaplanMeier({ time, event, entry }).steps.every(({ time: at, survival, stdErr }) => {
          const step = stepAt(incidence!, at)!;
          return near(step.value, 1 - survival) && (stdErr === null || near(step.stdErr, stdErr));
        });
      }),
    );
  });
});

describe('the log-rank test', () => {
  it('does not look at the order of people or at the names of groups, and expects as many as there were', () => {
    fc.assert(
      fc.property(latecomers, (everybody) => {
        const test = logRank(columnsOf(everybody));
        const renamed = logRank(columnsOf(everybody.toReversed().map((one) => ({ ...one, group: 2 - one.group }))));
        const sum = (key: 'observed' | 'expected') => test.groups.reduce((total, group) => total + group[key], 0);
        return (
          Math.abs(test.chisq - renamed.chisq) < 1e-6 * (1 + test.chisq) && test.df === renamed.df && near(sum('observed'), sum('expected'))
        );
      }),
    );
  });

  it('of groups that are alike finds nothing, and within strata of everybody twice the same as without', () => {
    fc.assert(
      fc.property(latecomers, (everybody) => {
        const twins = everybody.flatMap((one) => [0, 1].map((group) => ({ ...one, group })));
        const doubled = columnsOf([...everybody, ...everybody]);
        const stratum = Array.from({ length: doubled.time.length }, (_, person) => Number(person >= everybody.length));
        return (
          near(logRank(columnsOf(twins)).chisq, 0) && near(logRank({ ...doubled, stratum }).chisq / 2, logRank(columnsOf(everybody)).chisq)
        );
      }),
    );
  });
});
