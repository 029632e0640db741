import { livesOf, type Life } from '../../../../../test/support/lives.js';
import { NEVER } from '../cohort.js';
import { ENDINGS, EXIT_CODES, follow } from './following.js';

const code = (exit: (typeof EXIT_CODES)[number]) => EXIT_CODES.indexOf(exit);

function followed(life: Life, { untilOwnStart = true, settled = 2000, isLeaving = false } = {}): [number, string] {
  const { time, ending } = follow(
    livesOf([life]),
    { person: [0], day: [1000], untilOwnStart: [Number(untilOwnStart)] },
    settled,
    isLeaving,
  );
  return [time[0]!, ENDINGS[ending[0]!]!];
}

describe('following somebody from a day', () => {
  it.each<[string, Life, [number, string]]>([
    ['still on the benefit', { spells: [[900]] }, [1000, 'followed']],
    ['left for work', { spells: [[900, 1100, code('work')]] }, [100, 'work']],
    ['left for something else', { spells: [[900, 1100, code('other')]] }, [100, 'other']],
    ['moved: nobody knows whether work came', { spells: [[900, 1100, code('out-of-sight')]] }, [100, 'followed']],
    [
      'came back within the month: did not leave',
      {
        spells: [
          [900, 1100, code('work')],
          [1130, 1200, code('other')],
        ],
      },
      [200, 'other'],
    ],
    [
      'came back after the month: left',
      {
        spells: [
          [900, 1100, code('work')],
          [1131, NEVER, 0],
        ],
      },
      [100, 'work'],
    ],
    ['left so lately that they may come back', { spells: [[900, 2000, code('work')]] }, [1000, 'followed']],
    ['left the day before all is settled', { spells: [[900, 1999, code('work')]] }, [999, 'work']],
    ['began it themselves', { spells: [[900, 1400, code('work')]], starts: [1300] }, [300, 'followed']],
    ['left before they were to begin', { spells: [[900, 1200, code('work')]], starts: [1300] }, [200, 'work']],
    ['began it on the day itself: that is what is looked at', { spells: [[900, 1400, code('work')]], starts: [1000] }, [400, 'work']],
  ])('%s', (_, life, expected) => {
    expect(followed(life)).toEqual(expected);
  });

  it('goes on whatever they begin, where chance decided: as they were drawn', () => {
    expect(followed({ spells: [[900, 1400, code('work')]], starts: [1300] }, { untilOwnStart: false })).toEqual([400, 'work']);
  });

  it('takes who moved as having left for another reason, when asked to', () => {
    expect(followed({ spells: [[900, 1100, code('out-of-sight')]] }, { isLeaving: true })).toEqual([100, 'other']);
  });

  it('cannot follow who was not on a benefit', () => {
    expect(() => followed({ spells: [[900, 950, 1]] })).toThrow(RangeError);
  });
});
