import { DEFAULT_SEND_HOURS, readSendHours, type SendHours } from '#libs/platform';
import { DEFAULT_SETTINGS, type PlanSettings } from './plan.js';
import { problemsWith, within } from './plan-problems.js';

const OFFICE = readSendHours(DEFAULT_SEND_HOURS) as SendHours;
const time = (text: string) => Temporal.PlainTime.from(text);
const hours = (from: string, until: string) => ({ from: time(from), until: time(until) });
const settings = (rest: Partial<PlanSettings> = {}): PlanSettings => ({
  ...DEFAULT_SETTINGS,
  name: 'Elke vier weken',
  questionnaireKey: 'hoe-gaat-het',
  audience: { kind: 'everybody' },
  cadence: { kind: 'weeks', every: 4 },
  startsOn: Temporal.PlainDate.from('2026-03-02'),
  ...rest,
});
const KNOWN = { questionnaire: true, audience: true, intervention: true };
const reminders = (...days: number[]) => days.map((afterDays) => ({ afterDays, channel: 'next' as const }));

describe('a plan', () => {
  it.each<[string, Partial<PlanSettings>]>([
    ['as it is when nothing was decided', {}],
    ['once a month on the last day, spread over four weeks', { cadence: { kind: 'monthly', day: 31 }, spreadDays: 28 }],
    ['after something happened', { cadence: { kind: 'event', event: 'intake', afterDays: 0 } }],
    ['after one kind of help', { cadence: { kind: 'event', event: 'intervention_end', afterDays: 14, intervention: 'LANGUAGE_COURSE' } }],
    ['with hours of its own', { window: hours('10:00', '12:00') }],
    ['with hours that begin before the office', { window: hours('08:00', '10:00') }],
    ['with three reminders', { reminders: reminders(2, 2, 2) }],
    ['with everything at its bound', { spreadDays: 366, spreadMinutes: 0, perCoachPerDay: 1, hoursToFinish: 720, hoursOfInactivity: 1 }],
  ])('may be %s', (_, rest) => {
    expect(problemsWith(settings(rest), KNOWN, OFFICE)).toEqual({});
  });

  it.each<[string, Partial<PlanSettings>, Record<string, string>]>([
    ['without a name', { name: ' ' }, { name: 'form.name-needed' }],
    ['with a name like a letter', { name: 'x'.repeat(121) }, { name: 'form.too-long' }],
    ['for whoever happens to be in it', { audience: { kind: 'fixed' } }, { audience: 'form.audience-needed' }],
    ['more often than weekly', { cadence: { kind: 'days', every: 6 }, daysToStart: 6 }, { 'cadence.every': 'form.every-days' }],
    ['half weekly', { cadence: { kind: 'weeks', every: 0.5 }, daysToStart: 3 }, { 'cadence.every': 'form.every-weeks' }],
    ['on the 32nd', { cadence: { kind: 'monthly', day: 32 } }, { 'cadence.day': 'form.day-of-month' }],
    ['before an event', { cadence: { kind: 'event', event: 'intake', afterDays: -1 } }, { 'cadence.afterDays': 'form.after-days' }],
    [
      'after help that has nothing to do with it',
      { cadence: { kind: 'event', event: 'intake', afterDays: 1, intervention: 'LANGUAGE_COURSE' } },
      { 'cadence.intervention': 'form.unknown-intervention' },
    ],
    ['that ends before it begins', { window: hours('12:00', '10:00') }, { window: 'form.window-order' }],
    ['of less than half an hour', { window: hours('10:00', '10:29') }, { window: 'form.window-short' }],
    ['when the office is closed', { window: hours('19:45', '22:00') }, { window: 'form.window-outside-office' }],
    ['spread over no day', { spreadDays: 0 }, { spreadDays: 'form.spread-days-weeks' }],
    ['spread over more than a month', { cadence: { kind: 'monthly', day: 1 }, spreadDays: 29 }, { spreadDays: 'form.spread-days-monthly' }],
    ['with a bound of nobody', { perCoachPerDay: 0 }, { perCoachPerDay: 'form.per-coach' }],
    ['with four reminders', { reminders: reminders(1, 1, 1, 1) }, { reminders: 'form.most-reminders' }],
    ['with a reminder at once', { reminders: reminders(0) }, { 'reminders.0.afterDays': 'form.reminder-days' }],
    ['with a reminder after its time', { reminders: reminders(3, 4) }, { 'reminders.1.afterDays': 'form.reminder-too-late' }],
    ['with no time to start', { daysToStart: 0 }, { daysToStart: 'form.days-to-start' }],
    [
      'with more time to start than until the next',
      { cadence: { kind: 'weeks', every: 1 }, daysToStart: 8 },
      { daysToStart: 'form.longer-than-cadence' },
    ],
    ['with no time to finish', { hoursToFinish: 0 }, { hoursToFinish: 'form.hours-to-finish' }],
    ['with half an hour of inactivity', { hoursOfInactivity: 0.5 }, { hoursOfInactivity: 'form.hours-of-inactivity' }],
  ])('may not be %s', (_, rest, expected) => {
    expect(problemsWith(settings(rest), KNOWN, OFFICE)).toEqual(expected);
  });

  it('may not be after help that does not exist', () => {
    const cadence = { kind: 'event', event: 'intervention_end', afterDays: 1, intervention: 'MAGIC' } as const;
    expect(problemsWith(settings({ cadence }), { ...KNOWN, intervention: false }, OFFICE)).toEqual({
      'cadence.intervention': 'form.unknown-intervention',
    });
  });

  it('is told everything at once', () => {
    const wrong = settings({ name: '', cadence: { kind: 'days', every: 1 }, hoursToFinish: 0, audience: { kind: 'team', teamId: 'x' } });
    expect(Object.keys(problemsWith(wrong, { questionnaire: false, audience: false, intervention: true }, OFFICE)).toSorted()).toEqual([
      'audience',
      'cadence.every',
      'daysToStart',
      'hoursToFinish',
      'name',
      'questionnaireKey',
    ]);
  });

  it('never asks outside the office’s hours, whatever its own', () => {
    expect(within(OFFICE, hours('08:00', '12:00'))).toMatchObject({ from: time('09:00'), until: time('12:00'), days: OFFICE.days });
    expect(within(OFFICE, null)).toBe(OFFICE);
  });
});
