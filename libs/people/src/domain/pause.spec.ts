import fc from 'fast-check';
import { longestPause } from './pause.js';

const on = (day: string) => Temporal.PlainDate.from(day);

describe('of pauses that hold at the same time', () => {
  it.each([
    ['none is none', [], null],
    ['the later end counts', [{ until: on('2026-11-09') }, { until: on('2026-12-09') }], { until: on('2026-12-09') }],
    ['without an end is longest', [{ until: on('2026-12-09') }, { until: null }, { until: on('2030-01-01') }], { until: null }],
  ])('%s', (_, pauses, expected) => {
    expect(longestPause(pauses)).toEqual(expected);
  });

  it('none outlasts the one that counts', () => {
    const pause = fc.record({ until: fc.option(fc.integer({ min: 0, max: 900 }).map((days) => on('2026-01-01').add({ days }))) });
    fc.assert(
      fc.property(fc.array(pause, { minLength: 1 }), (pauses) => {
        const longest = longestPause(pauses)!;
        for (const { until } of pauses)
          expect(longest.until === null || (until !== null && Temporal.PlainDate.compare(until, longest.until) <= 0)).toBe(true);
      }),
    );
  });
});
