import { localDate, localInstant, TurnedClock } from './clock.js';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('the office clock', () => {
  it.each([
    ['2026-03-28T22:59:59Z', '2026-03-28'],
    ['2026-03-28T23:00:00Z', '2026-03-29'],
    ['2026-03-29T22:00:00Z', '2026-03-30'],
    ['2026-10-25T22:59:59Z', '2026-10-25'],
    ['2026-10-25T23:00:00Z', '2026-10-26'],
  ])('%s is %s at the office', (instant, date) => {
    expect(localDate(Temporal.Instant.from(instant)).toString()).toBe(date);
  });

  it.each([
    ['nine in the morning before the change', '2026-03-28', '09:00', '2026-03-28T08:00:00Z'],
    ['nine in the morning after the change', '2026-03-29', '09:00', '2026-03-29T07:00:00Z'],
    ['the half hour that does not exist moves on', '2026-03-29', '02:30', '2026-03-29T01:30:00Z'],
    ['the half hour that exists twice is the first', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
    ['nine in the morning in winter', '2026-10-25', '09:00', '2026-10-25T08:00:00Z'],
  ])('%s', (_, date, time, instant) => {
    expect(localInstant(day(date), time).toString()).toBe(instant);
  });

  it('can be turned, and steps by the calendar', () => {
    const clock = new TurnedClock(localInstant(day('2026-03-28'), '12:00'));
    clock.advance({ days: 1 });
    expect(clock.now()).toEqual(localInstant(day('2026-03-29'), '12:00'));
    expect(clock.today().toString()).toBe('2026-03-29');
  });
});
