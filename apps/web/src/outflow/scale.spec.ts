import { scaleOf } from './scale.js';

const estimate = (value: number, low = value, high = value) => ({ value, low, high });
const labels = (scale: ReturnType<typeof scaleOf>) => scale.ticks.map((tick) => Math.round(tick * 100) / 100);

describe('the scale of a chart', () => {
  it.each([
    ['ends beyond the longest interval', [estimate(0.3, 0.145, 0.519)], 0.2, 0.6],
    ['stays wide enough that a few per cent stay a little', [estimate(0.005, 0.001, 0.02)], 0.01, 0.3],
    ['never goes beyond everybody', [estimate(1, 0.84, 1)], 0.01, 1],
    ['is there when there is nothing to draw', [], 0, 0.3],
  ])('%s', (_, estimates, average, end) => {
    expect(scaleOf(estimates, average, 100).end).toBeCloseTo(end, 9);
  });

  it('has ticks at round numbers, few enough to read', () => {
    expect(labels(scaleOf([estimate(0.3, 0.1, 0.52)], 0.2, 100))).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
    expect(labels(scaleOf([estimate(0.9, 0.7, 1)], 0.2, 100))).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(labels(scaleOf([estimate(130, 100, 160)], 40, 1))).toEqual([0, 25, 50, 75, 100, 125, 150, 175]);
  });

  it('cuts an interval that would make all others unreadable, and says so; a value is never cut', () => {
    const scale = scaleOf([estimate(20, 15, 26), estimate(24, 18, 31), estimate(30, 4, 240)], 22, 1);

    expect(scale.end).toBe(80);
    expect([scale.isBeyond(240), scale.isBeyond(31)]).toEqual([true, false]);
    expect([scale.place(240), scale.place(30), scale.place(0)]).toEqual(['100%', '37.5%', '0%']);
    expect(scaleOf([estimate(200, 100, 400)], 10, 1).end).toBeGreaterThanOrEqual(200);
  });
});
