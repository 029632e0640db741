import { sparkline } from './sparkline.js';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const daysAgo = (days: number) => now.epochMilliseconds / 1000 - days * 86_400;

describe('a year of answers in a few lines', () => {
  it('draws better higher and later further to the right, within its box', () => {
    const { lines, last } = sparkline(
      [
        [daysAgo(366), 1],
        [daysAgo(183), 3],
        [daysAgo(0), 5],
      ],
      now,
    );
    expect(lines).toEqual(['M4.0 28.0L60.0 16.0L116.0 4.0']);
    expect(last).toEqual({ x: '116.0', y: '4.0' });
  });

  it('leaves a gap where somebody would rather not say, and no dot at the end of it', () => {
    const { lines, gaps, last } = sparkline(
      [
        [daysAgo(100), 4],
        [daysAgo(60), 4],
        [daysAgo(0), null],
      ],
      now,
    );
    expect(lines).toHaveLength(1);
    expect(gaps).toEqual(['116.0']);
    expect(last).toBeNull();
  });

  it('does not join the answers on both sides of a gap', () => {
    expect(
      sparkline(
        [
          [daysAgo(100), 4],
          [daysAgo(60), null],
          [daysAgo(0), 1],
        ],
        now,
      ).lines,
    ).toHaveLength(2);
  });

  it('does not join answers of which the first no longer counted when the second came', () => {
    const series: [number, number][] = [
      [daysAgo(200), 4],
      [daysAgo(90), 3],
      [daysAgo(1), 3],
    ];
    expect(sparkline(series, now, undefined, 366, 90).lines).toHaveLength(2);
    expect(sparkline(series, now, undefined, 366, 89).lines).toHaveLength(3);
    expect(sparkline(series, now).lines).toHaveLength(1);
  });

  it('draws better higher also where a lower number is better, and leaves out what is too long ago', () => {
    const { lines } = sparkline(
      [
        [daysAgo(400), 3],
        [daysAgo(366), 4],
        [daysAgo(0), 1],
      ],
      now,
      { worst: 4, best: 1 },
    );
    expect(lines).toEqual(['M4.0 28.0L116.0 4.0']);
  });

  it('shows a single answer, and nothing for nothing', () => {
    expect(sparkline([[daysAgo(0), 3]], now).lines).toEqual(['M116.0 16.0L116.0 16.0']);
    expect(sparkline([], now)).toEqual({ lines: [], gaps: [], last: null });
  });
});
