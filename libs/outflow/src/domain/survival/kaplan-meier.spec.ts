import { PLACEBO, sampleOf, SIX_MP } from '../../../../../test/support/survival-samples.js';
import { kaplanMeier, stepAt } from './kaplan-meier.js';
import { quantileOf } from './quantile.js';
import { restrictedMean } from './restricted-mean.js';

const rounded = (value: number | null, digits = 4) => (value === null ? null : Number(value.toFixed(digits)));

describe('leukaemia patients on 6-MP (Kalbfleisch and Prentice 1980; errors and log-log limits as in Cleves et al., An Introduction to Survival Analysis Using Stata)', () => {
  const curve = kaplanMeier(SIX_MP);

  it.each([
    [6, 21, 3, 0.8571, 0.0764, 0.6197, 0.9516],
    [7, 17, 1, 0.8067, 0.0869, 0.5631, 0.9228],
    [10, 15, 1, 0.7529, 0.0963, 0.5032, 0.8894],
    [13, 12, 1, 0.6902, 0.1068, 0.4316, 0.8491],
    [16, 11, 1, 0.6275, 0.1141, 0.3675, 0.8049],
    [22, 7, 1, 0.5378, 0.1282, 0.2678, 0.7468],
    [23, 6, 1, 0.4482, 0.1346, 0.1881, 0.6801],
  ])('at %i weeks: of %i who could, %i relapsed; %f is still in remission', (time, atRisk, events, survival, stdErr, lower, upper) => {
    const step = stepAt(curve.steps, time)!;

    expect(step).toMatchObject({ time, atRisk, events });
    expect([step.survival, step.stdErr, step.lower, step.upper].map((value) => rounded(value))).toEqual([survival, stdErr, lower, upper]);
  });

  it('have no other steps than those, and a median of 23 weeks, at least 13', () => {
    expect(curve).toMatchObject({ n: 21, events: 9, median: 23, medianLimits: { lower: 13, upper: null }, followedUntil: 35 });
    expect(curve.steps).toHaveLength(7);
  });

  it('were in remission for 23.3 of the first 35 weeks (Klein and Moeschberger 2003, example 4.2: 23.287, standard error 2.827)', () => {
    const mean = restrictedMean(curve, 35)!;

    expect([rounded(mean.mean, 3), rounded(mean.stdErr, 3)]).toEqual([23.287, 2.827]);
    expect(restrictedMean(curve, 36)).toBeNull();
  });
});

describe('leukaemia patients on placebo', () => {
  const curve = kaplanMeier(PLACEBO);

  it('have a median of 8 weeks, between 4 and 11', () => {
    expect(curve).toMatchObject({ n: 21, events: 21, median: 8, medianLimits: { lower: 4, upper: 11 } });
  });

  it('all relapsed: what a curve without anybody says of its own certainty is nothing, as in R', () => {
    expect(curve.steps.at(-1)).toEqual({ time: 23, atRisk: 1, events: 1, survival: 0, stdErr: null, lower: null, upper: null });
  });

  it('were in remission for 182 of 21 × 23 weeks; the rest is known to be nothing, however far one looks', () => {
    expect(restrictedMean(curve, 23)!.mean).toBeCloseTo(182 / 21, 12);
    expect(restrictedMean(curve, 100)!.mean).toBeCloseTo(182 / 21, 12);
  });
});

describe('psychiatric inpatients by age, followed since admission (the 26 of Klein and Moeschberger 2003, section 1.15; fractions worked by hand)', () => {
  const psych =
    sampleOf(`51~52 58~59 55~57 28~50 21~51* 19~47 25~57 48~59 47~61 25~61* 31~62* 24~57* 25~58* 30~67* 33~68* 36~61 30~61* 41~63 43~69 45~69
    35~70* 29~63* 35~65* 32~67 36~76 32~71*`);

  it.each([
    [47, 21, 20 / 21],
    [50, 22, 10 / 11],
    [52, 21, 200 / 231],
    [57, 21, 3_800 / 4_851],
    [59, 18, 30_400 / 43_659],
    [61, 16, 3_800 / 6_237],
    [63, 11, 38_000 / 68_607],
    [67, 8, 4_750 / 9_801],
    [69, 5, 950 / 3_267],
    [76, 1, 0],
  ])('at %i years %i could die, and %f has not', (time, atRisk, survival) => {
    const step = stepAt(kaplanMeier(psych).steps, time)!;

    expect([step.time, step.atRisk]).toEqual([time, atRisk]);
    expect(step.survival).toBeCloseTo(survival, 12);
  });

  it('live longer on paper when one forgets that nobody can be seen to die before coming in', () => {
    const { time, event } = psych;

    for (const age of [47, 52, 59, 63, 67]) {
      expect(stepAt(kaplanMeier({ time, event }).steps, age)!.survival).toBeGreaterThan(stepAt(kaplanMeier(psych).steps, age)!.survival);
    }
  });
});

describe('a curve', () => {
  it('of nobody is empty', () => {
    expect(kaplanMeier({ time: [], event: [] })).toEqual({
      n: 0, events: 0, median: null, medianLimits: { lower: null, upper: null }, followedUntil: 0, steps: [],
    }); // prettier-ignore
  });

  it('in which nobody leaves has no steps, and all the time there is', () => {
    const curve = kaplanMeier(sampleOf('3* 5*'));

    expect(curve).toMatchObject({ n: 2, events: 0, median: null, steps: [] });
    expect(restrictedMean(curve, 5)).toMatchObject({ mean: 5, stdErr: 0 });
  });

  it('may fall at time 0', () => {
    expect(kaplanMeier(sampleOf('0 0 4 5*')).steps.map(({ time, atRisk, survival }) => [time, atRisk, survival])).toEqual([
      [0, 4, 0.5],
      [4, 2, 0.25],
    ]);
  });

  it('counts who was last seen at a time among those who could leave then', () => {
    expect(kaplanMeier(sampleOf('2 2* 2* 3*')).steps).toMatchObject([{ time: 2, atRisk: 4, events: 1, survival: 0.75 }]);
  });

  it('does not count who comes at a time among those who could leave then', () => {
    expect(kaplanMeier(sampleOf('0~2 0~5* 2~5*')).steps).toMatchObject([{ time: 2, atRisk: 2, events: 1, survival: 0.5 }]);
  });

  it('stays at 0 once all who were in sight have left, whoever comes later', () => {
    expect(kaplanMeier(sampleOf('0~1 0~1 2~4 2~5*')).steps.map(({ survival }) => survival)).toEqual([0, 0]);
  });

  it('that lies at a half for a while has its median in the middle of it, as a median of four is', () => {
    expect(kaplanMeier(sampleOf('1 2 3 9')).median).toBe(2.5);
    expect(kaplanMeier(sampleOf('1 2 8* 8*')).median).toBe(5);
    expect(quantileOf(kaplanMeier(sampleOf('1 2 3 9')), 0.2).value).toBe(1);
  });

  it.each([
    ['columns of different lengths', { time: [1, 2], event: [1] }],
    ['a negative time', { time: [-1], event: [1] }],
    ['a time that is no number', { time: [NaN], event: [1] }],
    ['a time without end', { time: [Infinity], event: [0] }],
    ['an event that is no event', { time: [1], event: [2] }],
    ['who left before coming', { time: [1], event: [1], entry: [1] }],
    ['an entry that is no number', { time: [1], event: [1], entry: [NaN] }],
  ])('is not made of %s', (_, sample) => {
    expect(() => kaplanMeier(sample)).toThrow(RangeError);
  });
});
