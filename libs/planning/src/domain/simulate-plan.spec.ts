import { openWindow, sendWindow } from '#libs/messaging';
import { localInstant } from '#libs/platform';
import type { Cadence } from './plan.js';
import { anchorOf } from './schedule.js';
import { simulatePlan, type SimulatedMember } from './simulate-plan.js';

const date = (text: string) => Temporal.PlainDate.from(text);
const isSendDay = (day: Temporal.PlainDate) => sendWindow(day) !== null;
const weeks = (every: number): Cadence => ({ kind: 'weeks', every });
const member = (nextDueOn: string, staffId: string | null = 's', lastAskedOn: string | null = null): SimulatedMember => ({
  staffId,
  anchorOn: date(nextDueOn),
  nextDueOn: date(nextDueOn),
  lastAskedOn: lastAskedOn === null ? null : date(lastAskedOn),
});
const plan = (rest = {}) => ({ cadence: weeks(4), daysToStart: 7, perCoachPerDay: null, ...rest });
const sentOn = (members: SimulatedMember[], settings = plan(), from = '2026-03-02', days = 28) =>
  simulatePlan(members, settings, date(from), days, isSendDay)
    .days.filter(({ invitations }) => invitations > 0)
    .map(({ date: day, invitations }) => `${day} ${invitations}`);

describe('a plan that is simulated', () => {
  it('asks on its days and again after its cadence', () => {
    expect(sentOn([member('2026-03-02'), member('2026-03-03')], plan(), '2026-03-02', 31)).toEqual([
      '2026-03-02 1',
      '2026-03-03 1',
      '2026-03-30 1',
      '2026-03-31 1',
    ]);
  });

  it('lets the weekend and holidays wait for the first day that may be used', () => {
    expect(sentOn([member('2026-03-07'), member('2026-03-08'), member('2026-03-09')])).toEqual(['2026-03-09 3']);
    expect(sentOn([member('2026-12-25')], plan(), '2026-12-21')).toEqual(['2026-12-28 1']);
  });

  it('carries over what is too much for a coach, the longest waiting first, and says what was missed', () => {
    const many = Array.from({ length: 12 }, () => member('2026-03-02'));
    const bounded = plan({ perCoachPerDay: 2 });
    expect(sentOn([...many, member('2026-03-02', 'other')], bounded)).toEqual([
      '2026-03-02 3',
      '2026-03-03 2',
      '2026-03-04 2',
      '2026-03-05 2',
      '2026-03-06 2',
    ]);
    const { missed, coaches, invitations, days } = simulatePlan(many, bounded, date('2026-03-02'), 14, isSendDay);
    expect({ missed, invitations }).toEqual({ missed: { coach_bound: 2 }, invitations: 10 });
    expect(coaches).toMatchObject([{ staffId: 's', invitations: 10, most: 2, missed: 2 }]);
    expect(days[0]).toMatchObject({ waiting: 10, invitations: 2, isSendDay: true });
    expect(days[5]).toMatchObject({ isSendDay: false, waiting: 2 });
  });

  it('has no bound for who has no coach', () => {
    expect(
      sentOn(
        Array.from({ length: 5 }, () => member('2026-03-02', null)),
        plan({ perCoachPerDay: 1 }),
      ),
    ).toEqual(['2026-03-02 5']);
  });

  it('asks nobody twice in a week', () => {
    expect(sentOn([member('2026-03-02', 's', '2026-02-27')], plan({ cadence: weeks(1) }), '2026-03-02', 14)).toEqual([
      '2026-03-06 1',
      '2026-03-13 1',
    ]);
  });

  it('counts every occurrence once: sent, missed or still waiting', () => {
    const members = Array.from({ length: 200 }, (_, index) =>
      member(anchorOf(weeks(1), date('2026-03-02'), index % 7).toString(), `s${index % 3}`),
    );
    const { invitations, missed, days } = simulatePlan(
      members,
      plan({ cadence: weeks(1), perCoachPerDay: 6 }),
      date('2026-03-02'),
      28,
      isSendDay,
    );
    const lost = Object.values(missed).reduce((sum, count) => sum + count, 0);
    expect(invitations + lost + days.at(-1)!.waiting).toBe(200 * 4);
    expect(Math.max(...days.map((day) => day.invitations))).toBeLessThanOrEqual(18);
  });

  it('sends on the days on which something may be sent, and on no other', () => {
    const members = Array.from({ length: 90 }, (_, index) => member(date('2026-04-01').add({ days: index }).toString()));
    for (const { date: day, invitations } of simulatePlan(members, plan(), date('2026-04-01'), 91, isSendDay).days)
      if (invitations > 0) expect(openWindow(localInstant(day, '12:00'))).not.toBeNull();
  });
});
