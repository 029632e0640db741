import fc from 'fast-check';
import { baselineOf, changeAgainstBaseline } from './baseline.js';
import type { Heard } from './series.js';
import { median, whatCounts } from './series.js';
import { trendOf, volatilityOf } from './trend.js';

const START = Temporal.Instant.from('2026-01-05T09:00:00Z');
const day = (number: number) => START.add({ hours: 24 * number });

/** `['0: 3', '28: refused']` of one trait; the ids follow the order in which they are written down. */
function told(entries: readonly string[], trait = 'workability.self'): Heard[] {
  return entries.map((entry, index) => {
    const [when, what] = entry.split(': ') as [string, string];
    const state = what === 'refused' || what === 'unknown' ? what : ('answered' as const);
    return {
      id: String(index + 1),
      trait,
      state,
      value: state === 'answered' ? Number(what) : null,
      observedAt: day(Number(when)),
      source: 'self_report' as const,
    };
  });
}
const every28 = (...values: (number | string)[]) => values.map((value, index) => `${index * 28}: ${value}`);
const NOW = day(400);

describe('the median', () => {
  it.each([
    [[3], 3],
    [[5, 1, 3], 3],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('of nothing is a mistake', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('what is usual for somebody', () => {
  it.each<[string, string[], { median: number; spread: number } | null]>([
    // Of 6 6 7 5 6 the median is 6 and the deviations 0 0 1 1 0: the median of those is 0.
    ['five answers before the latest', every28(6, 6, 7, 5, 6, 2), { median: 6, spread: 0.5 }],
    // Of 2 4 6 8 9 the median is 6 and the deviations 4 2 0 2 3: median 2.
    ['answers that go up and down', every28(2, 4, 6, 8, 9, 6), { median: 6, spread: 2 * 1.4826 }],
    ['one strange day hardly counts', every28(6, 6, 0, 6, 7, 6), { median: 6, spread: 0.5 }],
    ['four answers before the latest are too few', every28(6, 6, 7, 5, 6), null],
    ['refusals do not make five', every28(6, 'refused', 7, 'unknown', 5, 6), null],
    ['nothing', [], null],
  ])('%s', (_, entries, expected) => {
    const baseline = baselineOf(told(entries), NOW);
    expect(baseline && { median: baseline.median, spread: baseline.spread }).toEqual(expected);
  });

  it('names the observations it was computed from, not the latest, and at most twelve', () => {
    expect(baselineOf(told(every28(6, 6, 'refused', 7, 5, 6, 2)), NOW)?.inputs).toEqual(['1', '2', '4', '5', '6']);
    expect(baselineOf(told(Array.from({ length: 20 }, (_, index) => `${index}: ${index < 8 ? 0 : 9}`)), NOW)).toMatchObject({
      inputs: ['8', '9', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19'],
      median: 9,
    });
  });

  it('takes of what was corrected only the correction', () => {
    const corrected = [...told(every28(6, 6, 6, 6, 6, 6)), { ...told(['0: 2'])[0]!, id: '99' }];
    expect(baselineOf(corrected, NOW)?.inputs).toEqual(['99', '2', '3', '4', '5']);
    // Also when the correction says that it was never said.
    const taken = [...told(every28(6, 6, 6, 6, 6, 6)), { ...told(['0: unknown'])[0]!, id: '10' }];
    expect(baselineOf(taken, NOW)).toBeNull();
  });

  it('does not know the future, and is nothing of a wish', () => {
    expect(baselineOf(told(every28(6, 6, 6, 6, 6, 6)), day(28 * 5 - 1))).toBeNull();
    expect(baselineOf(told(every28(1, 1, 1, 1, 1, 1, 2), 'wish.help'), NOW)).toBeNull();
  });

  it('is of one trait: two at once are a mistake', () => {
    expect(() => baselineOf([...told(['0: 3']), ...told(['0: 3'], 'health.self_rated')], NOW)).toThrow(RangeError);
  });
});

describe('the change against it', () => {
  it.each<[string, string[], string, [string, number] | null]>([
    ['as usual', every28(6, 6, 7, 5, 6, 6), 'workability.self', ['within', 0]],
    ['one step, for who always says the same, is two spreads: within', every28(6, 6, 6, 6, 6, 7), 'workability.self', ['within', 2]],
    ['far down is worse where high is good', every28(6, 6, 7, 5, 6, 2), 'workability.self', ['worse', 8]],
    ['and better where low is good', every28(4, 4, 4, 4, 4, 1), 'health.mental', ['better', 6]],
    ['the same far down is usual for who goes up and down', every28(2, 9, 6, 3, 8, 2), 'workability.self', ['within', 4 / (3 * 1.4826)]],
    ['a refusal says nothing, least of all as usual', every28(6, 6, 6, 6, 6, 6, 'refused'), 'workability.self', null],
    ['nor does "weet ik niet"', every28(6, 6, 6, 6, 6, 6, 'unknown'), 'workability.self', null],
    ['too little is known', every28(6, 2), 'workability.self', null],
  ])('%s', (_, entries, trait, expected) => {
    const change = changeAgainstBaseline(told(entries, trait), NOW);
    expect(change && [change.direction, change.spreads]).toEqual(expected && [expected[0], expect.closeTo(expected[1], 6)]);
  });

  it('names everything it was computed from', () => {
    expect(changeAgainstBaseline(told(every28(6, 6, 7, 5, 6, 2)), NOW)?.inputs).toEqual(['1', '2', '3', '4', '5', '6']);
  });
});

describe('the trend', () => {
  it.each<[string, string[], string, [number, string] | null]>([
    ['a step every thirty days', ['40: 2', '70: 3', '100: 4', '130: 5'], 'workability.self', [1, 'better']],
    ['the same is worse where low is good', ['40: 1', '70: 2', '100: 3', '130: 4'], 'health.mental', [1, 'worse']],
    ['one strange day does not turn it', ['40: 2', '70: 3', '100: 0', '130: 5', '160: 6'], 'workability.self', [1, 'better']],
    ['less than half a step over all of it is level', ['40: 5', '70: 5', '100: 5', '130: 6', '160: 5'], 'workability.self', [0, 'level']],
    ['three answers are too few', ['40: 2', '70: 3', '100: 4'], 'workability.self', null],
    ['four within six weeks are a mood', ['100: 2', '113: 3', '126: 4', '141: 5'], 'workability.self', null],
    ['and with exactly six weeks they are a trend', ['100: 2', '114: 3', '128: 4', '142: 5'], 'workability.self', [30 / 14, 'better']],
    ['longer than a year ago is not looked back', ['0: 9', '10: 8', '120: 3', '150: 3', '180: 3'], 'workability.self', null],
    ['a wish goes nowhere', ['40: 1', '70: 2', '100: 3', '130: 4'], 'wish.help', null],
  ])('%s', (_, entries, trait, expected) => {
    const trend = trendOf(told(entries, trait), NOW);
    expect(trend && [trend.per30Days, trend.direction]).toEqual(expected && [expect.closeTo(expected[0], 6), expected[1]]);
  });
});

describe('the volatility', () => {
  it.each<[string, string[], number | null]>([
    ['always the same', every28(4, 4, 4, 4, 4), 0],
    ['from end to end and back', every28(0, 10, 0, 10), 1],
    ['a slow drift is nearly none', every28(3, 4, 5, 6, 7), 0.1],
    ['a refusal in between is no step', every28(3, 'refused', 4, 5, 6), 0.1],
    ['three answers are too few', every28(0, 10, 0), null],
  ])('%s', (_, entries, expected) => {
    expect(volatilityOf(told(entries), day(28 * 6))?.share ?? null).toEqual(expected === null ? null : expect.closeTo(expected, 9));
  });
});

describe('whatever was heard', () => {
  const aHistory = fc
    .array(fc.record({ day: fc.integer({ min: 0, max: 360 }), value: fc.integer({ min: 0, max: 10 }), isRefused: fc.boolean() }), {
      maxLength: 30,
    })
    .map((points) => told(points.map((point) => `${point.day}: ${point.isRefused ? 'refused' : point.value}`)));
  const all = (history: readonly Heard[], now = NOW) => ({
    baseline: baselineOf(history, now),
    trend: trendOf(history, now),
    volatility: volatilityOf(history, now),
  });
  const figures = ({ baseline, trend, volatility }: ReturnType<typeof all>) => [
    baseline?.median,
    baseline?.spread,
    trend?.per30Days,
    trend?.direction,
    volatility?.share,
  ];

  it('the order in which it comes in changes nothing', () => {
    fc.assert(
      fc.property(aHistory, fc.infiniteStream(fc.nat()), (history, ranks) => {
        const shuffled = history
          .map((one) => ({ one, rank: ranks.next().value as number }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ one }) => one);
        expect(all(shuffled)).toEqual(all(history));
        expect(changeAgainstBaseline(shuffled, NOW)).toEqual(changeAgainstBaseline(history, NOW));
      }),
    );
  });

  it('a refusal more, on a moment of its own, changes no figure', () => {
    fc.assert(
      fc.property(aHistory, fc.integer({ min: 0, max: 360 }), (history, at) => {
        const more = { ...told([`${at}: refused`])[0]!, id: '1000', observedAt: day(at).add({ minutes: 1 }) };
        expect(all([...history, more])).toEqual(all(history));
      }),
    );
  });

  it('the same a year later gives the same figures', () => {
    fc.assert(
      fc.property(aHistory, fc.integer({ min: 1, max: 1000 }), (history, days) => {
        const later = history.map((one) => ({ ...one, observedAt: one.observedAt.add({ hours: 24 * days }) }));
        expect(figures(all(later, NOW.add({ hours: 24 * days })))).toEqual(figures(all(history)));
      }),
    );
  });

  it('only observations that count and have a value are named as inputs', () => {
    fc.assert(
      fc.property(aHistory, (history) => {
        const values = new Set(whatCounts(history, NOW).flatMap(({ id, state }) => (state === 'answered' ? id : [])));
        const { baseline, trend, volatility } = all(history);
        for (const id of [baseline, trend, volatility].flatMap((each) => each?.inputs ?? [])) expect(values).toContain(id);
      }),
    );
  });

  it('a larger id is later, however long the number', () => {
    const [first] = told(['0: 3']);
    expect(
      whatCounts(
        [
          { ...first!, id: '9' },
          { ...first!, id: '10' },
        ],
        NOW,
      ).map(({ id }) => id),
    ).toEqual(['10']);
  });
});
