import { cumulativeIncidence } from './aalen-johansen.js';
import { kaplanMeier, stepAt } from './kaplan-meier.js';

describe('the first patients of a series with breast cancer (Satagopan et al., British Journal of Cancer 91, 2004, table 2: 305 patients)', () => {
  /** Months; 1 died of breast cancer, 2 of something else. The others were followed longer than the table goes. */
  const told = [[7, 0], [10, 1], [14, 0], [16, 1], [18, 2], [23, 1], [24, 0], [26, 2], [27, 1]] as const; // prettier-ignore
  const everybody = [...told, ...Array.from({ length: 305 - told.length }, () => [120, 0] as const)];
  const [time, cause] = [everybody.map(([month]) => month), everybody.map(([, its]) => its)];

  it.each([
    [10, 304, 99.7, 0.3],
    [16, 302, 99.3, 0.6],
    [23, 300, 98.7, 0.9],
    [27, 297, 98.0, 1.2],
  ])(
    'at %i months %i could die; %f% lived, and %f% had died of it (added up in the table from steps of 0.33 rounded to 0.3)',
    (month, atRisk, alive, died) => {
      const step = stepAt(kaplanMeier({ time, event: cause.map((its) => Number(its > 0)) }).steps, month)!;
      const [cancer] = cumulativeIncidence({ time, cause }, 2);

      expect([step.atRisk, Number((100 * step.survival).toFixed(1))]).toEqual([atRisk, alive]);
      expect(Math.abs(100 * stepAt(cancer!, month)!.value - died)).toBeLessThan(0.15);
    },
  );
});

describe('four people and two causes, by hand', () => {
  const time = [1, 2, 3, 4];
  const cause = [1, 2, 0, 1];

  it('is the chance to be still there, times the chance to leave for that cause then', () => {
    const [first, second] = cumulativeIncidence({ time, cause }, 2);

    expect(first!.map((step) => [step.time, step.value])).toEqual([[1, 1 / 4], [2, 1 / 4], [4, 3 / 4]]); // prettier-ignore
    expect(second!.map((step) => [step.time, step.value])).toEqual([[1, 0], [2, 1 / 4], [4, 1 / 4]]); // prettier-ignore
  });

  it('says less than Kaplan-Meier that takes the other cause for censored, and would promise too much', () => {
    const upsideDown = kaplanMeier({ time, event: cause.map((its) => Number(its === 1)) });

    expect(1 - upsideDown.steps.at(-1)!.survival).toBe(1);
  });
});

describe('the standard error of a cumulative incidence', () => {
  it('is Greenwood’s when there is one cause', () => {
    const time = [1, 2, 2, 3, 5, 5, 6, 8];
    const event = [1, 1, 0, 1, 1, 1, 0, 1];
    const { steps } = kaplanMeier({ time, event });
    const [only] = cumulativeIncidence({ time, cause: event }, 1);

    for (const step of steps.slice(0, -1)) expect(stepAt(only!, step.time)!.stdErr).toBeCloseTo(step.stdErr!, 12);
  });

  it('is that of a share when nobody was lost from sight', () => {
    const cause = [1, 2, 1, 1, 2, 1, 2, 2, 1, 1];
    const last = cumulativeIncidence({ time: cause.map((_, person) => person + 1), cause }, 2)[0]!.at(-1)!;

    expect(last.value).toBeCloseTo(0.6, 12);
    expect(last.stdErr).toBeCloseTo(Math.sqrt((0.6 * 0.4) / 10), 12);
  });

  it('gives no limits where nobody, or everybody, left for it', () => {
    const [first, second] = cumulativeIncidence({ time: [1, 2], cause: [1, 1] }, 2);

    expect(first!.at(-1)).toMatchObject({ value: 1, lower: null, upper: null });
    expect(second!.at(-1)).toMatchObject({ value: 0, stdErr: 0, lower: null, upper: null });
  });
});
