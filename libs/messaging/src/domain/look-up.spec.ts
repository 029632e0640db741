import { MOST_LOOKS, nextLooks } from './look-up.js';

const NOW = Temporal.Instant.from('2026-11-02T12:00:00+01:00');

describe('the looks at a lost message', () => {
  const minutes = nextLooks(NOW).map((moment) => NOW.until(moment).total('minutes'));

  it('come ever more rarely, at least every six hours, and end', () => {
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
    expect(minutes).toHaveLength(MOST_LOOKS);
  });

  it('go on for the better part of a day', () => {
    expect(minutes.reduce((sum, pause) => sum + pause, 0) / 60).toBeGreaterThan(20);
  });
});
