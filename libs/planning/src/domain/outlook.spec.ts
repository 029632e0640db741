import { DEFAULT_SEND_HOURS, localDate, localInstant, readSendHours, type SendHours } from '#libs/platform';
import { outlook, type EnrolmentAhead } from './outlook.js';
import type { PlanSettings } from './plan.js';

const date = (text: string) => Temporal.PlainDate.from(text);
const OFFICE = readSendHours(DEFAULT_SEND_HOURS) as SendHours;
const NOW = localInstant(date('2026-11-20'), '12:00');
const ahead = (rest: Partial<EnrolmentAhead> = {}): EnrolmentAhead => ({
  clientId: 'noor',
  timeZone: 'Europe/Amsterdam',
  anchorOn: date('2026-11-27'),
  nextDueOn: date('2026-11-27'),
  lastAskedOn: null,
  paused: null,
  ...rest,
});
const plan = (rest: Partial<PlanSettings> = {}) => ({
  cadence: { kind: 'weeks', every: 4 } as const,
  window: null,
  daysToStart: 7,
  spreadMinutes: 60,
  ...rest,
});
const told = (enrolment: EnrolmentAhead, settings = plan(), now = NOW) =>
  outlook(enrolment, settings, OFFICE, now).map(({ dueOn, at, shifts, missed }) =>
    [dueOn, at ? `on ${localDate(at, enrolment.timeZone)}` : `missed ${missed}`, ...shifts].join(' '),
  );

describe('what is coming for one client', () => {
  it('is three rounds, and why one comes later than its day', () => {
    expect(told(ahead())).toEqual(['2026-11-27 on 2026-11-27', '2026-12-25 on 2026-12-28 no_window', '2027-01-22 on 2027-01-22']);
  });

  it('leaves in the hours of the plan, spread, on the client’s own clock', () => {
    const window = { from: Temporal.PlainTime.from('14:00'), until: Temporal.PlainTime.from('15:00') };
    for (const timeZone of ['Europe/Amsterdam', 'America/New_York']) {
      const [next] = outlook(ahead({ timeZone }), plan({ window, spreadMinutes: 30 }), OFFICE, NOW);
      const { hour, minute } = next!.at!.toZonedDateTimeISO(timeZone);
      expect(hour).toBe(14);
      expect(minute).toBeLessThan(30);
    }
  });

  it('waits a week after the last question', () => {
    expect(told(ahead({ lastAskedOn: date('2026-11-23') }))[0]).toBe('2026-11-27 on 2026-11-30 asked_recently no_window');
  });

  it('is missed in a pause, and goes on after it', () => {
    expect(told(ahead({ paused: { until: date('2026-12-01') } }))).toEqual([
      '2026-11-27 missed paused',
      '2026-12-25 on 2026-12-28 no_window',
      '2027-01-22 on 2027-01-22',
    ]);
    expect(told(ahead({ paused: { until: null } }))).toEqual(
      ['2026-11-27', '2026-12-25', '2027-01-22'].map((day, index) => `${day} missed paused${index === 1 ? ' no_window' : ''}`),
    );
  });

  it('is missed when no day comes on which it may be asked', () => {
    expect(told(ahead({ nextDueOn: date('2026-12-25') }), plan({ daysToStart: 2 }))[0]).toBe('2026-12-25 missed no_window no_window');
  });

  it('is late when it is late: never in the past', () => {
    const late = localInstant(date('2026-11-30'), '15:00');
    const [next] = outlook(ahead(), plan(), OFFICE, late);
    expect(Temporal.Instant.compare(next!.at!, late)).toBeGreaterThanOrEqual(0);
    // What is past is past: the weekend that went by is no reason for what comes.
    expect(told(ahead(), plan(), late)[0]).toBe('2026-11-27 on 2026-11-30');
    expect(told(ahead(), plan(), localInstant(date('2026-11-27'), '20:30'))[0]).toBe('2026-11-27 on 2026-11-30 no_window');
  });

  it('is nothing when nothing more is due', () => {
    expect(told(ahead({ nextDueOn: null }))).toEqual([]);
  });
});
