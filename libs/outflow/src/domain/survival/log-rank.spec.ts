import { PLACEBO, SIX_MP } from '../../../../../test/support/survival-samples.js';
import { chiSquareP } from './chi-square.js';
import { logRank } from './log-rank.js';

const leukaemia = {
  time: [...Array.from(SIX_MP.time), ...Array.from(PLACEBO.time)],
  event: [...Array.from(SIX_MP.event), ...Array.from(PLACEBO.event)],
  group: [...SIX_MP.entry.map(() => 0), ...PLACEBO.entry.map(() => 1)],
};

/** Ovarian cancer: days, death, treatment, remaining disease (Edmonson et al., Cancer Treatment Reports 63, 1979; `ovarian` in R's survival). */
const OVARIAN = [
  [59, 1, 1, 2], [115, 1, 1, 2], [156, 1, 1, 2], [421, 0, 2, 2], [431, 1, 1, 2], [448, 0, 1, 1], [464, 1, 2, 2], [475, 1, 2, 2], [477, 0, 1, 1],
  [563, 1, 2, 1], [638, 1, 1, 1], [744, 0, 2, 1], [769, 0, 2, 2], [770, 0, 2, 2], [803, 0, 1, 1], [855, 0, 1, 1], [1040, 0, 1, 2], [1106, 0, 1, 1],
  [1129, 0, 2, 1], [1206, 0, 2, 2], [1227, 0, 2, 1], [268, 1, 1, 2], [329, 1, 1, 2], [353, 1, 2, 2], [365, 1, 2, 2], [377, 0, 2, 1],
] as const; // prettier-ignore

describe('the log-rank test', () => {
  it('of 6-MP beside placebo: 9 relapses where 19.3 were to be expected (chi-square 16.79; Kleinbaum and Klein, Survival Analysis, chapter 2)', () => {
    const { chisq, df, p, groups } = logRank(leukaemia);

    expect([chisq.toFixed(2), df, groups.map(({ observed }) => observed)]).toEqual(['16.79', 1, [9, 21]]);
    expect(groups.map(({ expected }) => expected.toFixed(2))).toEqual(['19.25', '10.75']);
    expect(p.toExponential(1)).toBe('4.2e-5');
  });

  it('of two treatments of ovarian cancer: 7 and 5 deaths where 5.23 and 6.77 were to be expected (chi-square 1.1, p 0.303; the example of R’s survdiff)', () => {
    const [time, event, treatment] = [0, 1, 2].map((column) => OVARIAN.map((row) => row[column]!)) as [number[], number[], number[]];
    const { chisq, p, groups } = logRank({ time, event, group: treatment.map((its) => its - 1) });

    expect([chisq.toFixed(1), p.toFixed(3), groups.map(({ expected }) => expected.toFixed(2))]).toEqual(['1.1', '0.303', ['5.23', '6.77']]);
  });

  it('within strata adds up what each stratum says by itself', () => {
    const [time, event, treatment, stratum] = [0, 1, 2, 3].map((column) => OVARIAN.map((row) => row[column]!)) as number[][];
    const group = treatment!.map((its) => its - 1);
    const sample = { time: time!, event: event!, group, stratum: stratum! };
    const whole = logRank(sample);
    const parts = [1, 2].map((its) => {
      const of = (column: number[]) => column.filter((_, person) => stratum![person] === its);
      return logRank({ time: of(time!), event: of(event!), group: of(group) });
    });

    for (const place of [0, 1]) {
      expect(whole.groups[place]!.expected).toBeCloseTo(parts[0]!.groups[place]!.expected + parts[1]!.groups[place]!.expected, 12);
      expect(whole.groups[place]!.observed).toBe(parts[0]!.groups[place]!.observed + parts[1]!.groups[place]!.observed);
    }
    expect(whole.chisq).not.toBeCloseTo(logRank({ ...sample, stratum: undefined }).chisq, 3);
  });

  it('says nothing of one group, of nobody, and of groups that were never there together', () => {
    expect(logRank({ time: [1, 2], event: [1, 1], group: [0, 0] })).toMatchObject({ chisq: 0, df: 0, p: 1 });
    expect(logRank({ time: [], event: [], group: [] })).toEqual({ chisq: 0, df: 0, p: 1, groups: [] });
    expect(logRank({ time: [1, 3], event: [1, 1], group: [0, 1], entry: [0, 2] })).toMatchObject({ chisq: 0, df: 0, p: 1 });
  });

  it('leaves out a group in which nobody could leave when anybody did', () => {
    const { df, groups } = logRank({ time: [2, 3, 4, 5, 1], event: [1, 1, 1, 0, 0], group: [0, 1, 0, 1, 2] });

    expect(df).toBe(1);
    expect(groups[2]).toEqual({ n: 1, observed: 0, expected: 0 });
  });
});

describe('the chance of a chi-square as large', () => {
  it.each([
    [3.841_459, 1, 0.05],
    [6.634_897, 1, 0.01],
    [10.827_566, 1, 0.001],
    [5.991_465, 2, 0.05],
    [11.070_498, 5, 0.05],
    [18.307_038, 10, 0.05],
    [2.155_856, 10, 0.995],
    [124.342_113, 100, 0.05],
  ])('of %f with %i degrees of freedom is %f (the tables)', (chisq, df, p) => {
    expect(chiSquareP(chisq, df)).toBeCloseTo(p, 7);
  });

  it('of two degrees of freedom is exp(−x/2), near and far', () => {
    for (const chisq of [1e-6, 0.1, 1, 2.9, 3.1, 10, 100, 700]) expect(chiSquareP(chisq, 2) / Math.exp(-chisq / 2)).toBeCloseTo(1, 10);
  });

  it('is 1 of nothing, and next to nothing of very much', () => {
    expect([chiSquareP(0, 1), chiSquareP(5, 0), chiSquareP(1e5, 3)]).toEqual([1, 1, 0]);
  });
});
