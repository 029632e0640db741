import { DEFAULT_SETTINGS, type PlanSettings } from '#libs/planning';
import { fieldsOf, newFields, nextMonday, PLAN_FIELDS, problemsByField, readFields, readTime, settingsOf } from './plan.form.js';

const TODAY = Temporal.PlainDate.from('2026-11-21');
const MONDAY = Temporal.PlainDate.from('2026-11-23');
const PLAN: PlanSettings = {
  ...DEFAULT_SETTINGS,
  name: 'Iedereen',
  questionnaireKey: 'hoe-gaat-het',
  audience: { kind: 'everybody' },
  cadence: { kind: 'weeks', every: 4 },
  startsOn: MONDAY,
};

describe('the form of a plan', () => {
  it.each<[string, Partial<PlanSettings>]>([
    ['for everybody every four weeks', {}],
    ['for a team every ten days', { audience: { kind: 'team', teamId: 't' }, cadence: { kind: 'days', every: 10 } }],
    ['for a caseload on the 31st', { audience: { kind: 'caseload', staffId: 's' }, cadence: { kind: 'monthly', day: 31 } }],
    [
      'for a selection after an intervention',
      {
        audience: { kind: 'selection', selectionId: 'k' },
        cadence: { kind: 'event', event: 'intervention_end', afterDays: 0, intervention: 'COACH_CALL' },
      },
    ],
    [
      'for one client after the intake',
      { audience: { kind: 'client', clientId: 'c' }, cadence: { kind: 'event', event: 'intake', afterDays: 3 } },
    ],
    [
      'with everything of its own',
      {
        window: { from: Temporal.PlainTime.from('10:00'), until: Temporal.PlainTime.from('16:30') },
        spreadDays: 28,
        spreadMinutes: 120,
        perCoachPerDay: 5,
        preferredChannel: 'email',
        reminders: [
          { afterDays: 3, channel: 'same' },
          { afterDays: 2, channel: 'next' },
        ],
        daysToStart: 9,
        hoursToFinish: 48,
        hoursOfInactivity: 6,
      },
    ],
  ])('says a plan %s, and reads the same plan again', (_, change) => {
    const plan = { ...PLAN, ...change };
    const clientId = plan.audience.kind === 'client' ? plan.audience.clientId : null;

    expect(settingsOf(readFields(fieldsOf(plan, 'K1', TODAY)), clientId, TODAY)).toEqual({ settings: plan, problems: {} });
  });

  it('suggests four weeks for everybody from the next Monday, with nothing wrong but the name', () => {
    const { settings, problems } = settingsOf(newFields(TODAY, 'hoe-gaat-het'), null, TODAY);

    expect(problems).toEqual({});
    expect(settings).toMatchObject({ audience: { kind: 'everybody' }, cadence: { kind: 'weeks', every: 4 }, startsOn: MONDAY, name: '' });
    expect(nextMonday(MONDAY)).toEqual(MONDAY.add({ weeks: 1 }));
  });

  it('makes no number of what is none, and says what it could not read beside its field', () => {
    const fields = { ...newFields(TODAY, 'q'), weken: 'vier', begin: '20-11-2026', uren: 'eigen', van: '25:00', tot: '' };
    const { settings, problems } = settingsOf(fields, null, TODAY);

    expect(settings.cadence).toEqual({ kind: 'weeks', every: NaN });
    expect(problems).toEqual({ begin: 'form.starts-in-past', van: 'form.time-needed', tot: 'form.time-needed' });
    expect(settingsOf({ ...fields, begin: 'morgen', ritme: '' }, null, TODAY).problems).toMatchObject({
      begin: 'form.date-needed',
      ritme: 'form.cadence-needed',
    });
  });

  it('puts a problem of a plan beside the field that it came from', () => {
    const fields = { ...newFields(TODAY, 'q'), wie: 'caseload', ritme: 'dagen', herinnering1: '', herinnering2: '3', herinnering3: '9' };
    const problems = { audience: 'a', 'cadence.every': 'b', 'reminders.1.afterDays': 'c', 'reminders.0.channel': 'd', window: 'e' };

    expect(problemsByField(problems, fields)).toEqual({ coach: 'a', dagen: 'b', herinnering3: 'c', herinnering2kanaal: 'd', van: 'e' });
  });

  it.each([null, 'naam=x', [], { naam: ['x', 'y'], wie: { kind: 'team' } }])('reads %j as a form with nothing in it', (body) => {
    expect(new Set(Object.values(readFields(body)))).toEqual(new Set(['']));
    expect(Object.keys(readFields(body))).toEqual([...PLAN_FIELDS]);
  });
});

describe('a time in a form', () => {
  it.each(['9:30', '09:30', ' 9.30 ', '09:30:00', '9:30 uur'])('may be written as %j', (text) => {
    expect(readTime(text)?.toString({ smallestUnit: 'minute' })).toBe('09:30');
  });

  it.each(['', 'negen', '24:00', '9:60', '9:3', '9:30:15'])('is none in %j', (text) => {
    expect(readTime(text)).toBeNull();
  });
});
