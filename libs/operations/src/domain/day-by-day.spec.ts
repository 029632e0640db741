import { allDays, dayByDay } from './day-by-day.js';

const FIRST = Temporal.PlainDate.from('2026-10-24');

describe('the days of sending', () => {
  const days = dayByDay(
    [
      { day: '2026-10-24', fate: 'delivered', cause: null, rounds: 5 },
      { day: '2026-10-26', fate: 'missed', cause: 'paused', rounds: 1 },
      { day: '2026-10-26', fate: 'missed', cause: 'coach_bound', rounds: 4 },
      { day: '2026-11-30', fate: 'delivered', cause: null, rounds: 7 },
    ],
    FIRST,
    4,
  );

  it('are all there, also those on which nothing happened and that on which the clock goes back', () => {
    expect(days.map(({ day }) => day.toString())).toEqual(['2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27']);
    expect(days[1]!.rounds).toEqual({ delivered: 0, sent: 0, waiting: 0, failed: 0, unreachable: 0, missed: 0, withdrawn: 0 });
  });

  it('tell why, the most frequent first', () => {
    expect(days[2]!.rounds.missed).toBe(5);
    expect(days[2]!.causes.map(({ cause }) => cause)).toEqual(['coach_bound', 'paused']);
  });

  it('add up without what lies outside', () => {
    expect(allDays(days)).toMatchObject({ delivered: 5, missed: 5 });
  });
});
