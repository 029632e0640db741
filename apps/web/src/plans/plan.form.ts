import { DEFAULT_SETTINGS, type Audience, type Cadence, type PlanEvent, type PlanSettings, type Reminder } from '#libs/planning';
import { readDate } from '../client-file/deciding.forms.js';

/** The fields of the form, as they are named in it; all of them are always sent, also those of what was not chosen. */
export const PLAN_FIELDS = [
  'naam',
  'vragenlijst',
  'wie',
  'team',
  'coach',
  'klantnummer',
  'keuze',
  'ritme',
  'dagen',
  'weken',
  'maanddag',
  'gebeurtenis',
  'nadagen',
  'interventie',
  'begin',
  'uren',
  'van',
  'tot',
  'spreiddagen',
  'spreidminuten',
  'percoach',
  'kanaal',
  'herinnering1',
  'herinnering1kanaal',
  'herinnering2',
  'herinnering2kanaal',
  'herinnering3',
  'herinnering3kanaal',
  'startdagen',
  'afmaakuren',
  'stiluren',
] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];
export type PlanFields = Record<PlanField, string>;

export const AUDIENCES = ['iedereen', 'team', 'caseload', 'klant', 'keuze'] as const;
export const RHYTHMS = ['weken', 'dagen', 'maandelijks', 'gebeurtenis'] as const;
export const REMINDERS = [1, 2, 3] as const;

/** What was read, and what could not be: by the form's own fields. */
export interface ReadPlan {
  settings: PlanSettings;
  problems: Partial<Record<PlanField, string>>;
}

/** Text of each field; what was not sent, or sent in a way that no browser does, is empty. */
export function readFields(body: unknown): PlanFields {
  const sent = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (field: PlanField) => {
    const value = sent[field];
    return typeof value === 'string' ? value.slice(0, 500) : '';
  };
  return Object.fromEntries(PLAN_FIELDS.map((field) => [field, text(field)])) as PlanFields;
}

/** A new plan as most offices want it: everybody every four weeks, a few a day, two kind reminders. */
export function newFields(today: Temporal.PlainDate, questionnaireKey: string): PlanFields {
  return {
    ...(Object.fromEntries(PLAN_FIELDS.map((field) => [field, ''])) as PlanFields),
    vragenlijst: questionnaireKey,
    wie: 'iedereen',
    ritme: 'weken',
    dagen: '28',
    weken: '4',
    maanddag: '1',
    gebeurtenis: 'intervention_start',
    nadagen: '14',
    begin: nextMonday(today).toString(),
    uren: 'kantoor',
    van: '10:00',
    tot: '16:00',
    spreiddagen: '28',
    spreidminuten: String(DEFAULT_SETTINGS.spreadMinutes),
    percoach: '8',
    herinnering1: '3',
    herinnering1kanaal: 'same',
    herinnering2: '2',
    herinnering2kanaal: 'next',
    herinnering3kanaal: 'next',
    startdagen: String(DEFAULT_SETTINGS.daysToStart),
    afmaakuren: String(DEFAULT_SETTINGS.hoursToFinish),
  };
}

/** The form of a plan that is there already; what it does not say keeps the suggestion of a new one. */
export function fieldsOf(settings: PlanSettings, clientNumber: string | null, today: Temporal.PlainDate): PlanFields {
  const { audience, cadence, window, reminders } = settings;
  const suggested = newFields(today, settings.questionnaireKey);
  return {
    ...suggested,
    naam: settings.name,
    wie: AUDIENCE_WORDS[audience.kind] ?? '',
    team: audience.kind === 'team' ? audience.teamId : '',
    coach: audience.kind === 'caseload' ? audience.staffId : '',
    klantnummer: clientNumber ?? '',
    keuze: audience.kind === 'selection' ? audience.selectionId : '',
    ritme: RHYTHM_WORDS[cadence.kind],
    dagen: cadence.kind === 'days' ? String(cadence.every) : suggested.dagen,
    weken: cadence.kind === 'weeks' ? String(cadence.every) : suggested.weken,
    maanddag: cadence.kind === 'monthly' ? String(cadence.day) : suggested.maanddag,
    ...(cadence.kind === 'event'
      ? { gebeurtenis: cadence.event, nadagen: String(cadence.afterDays), interventie: cadence.intervention ?? '' }
      : {}),
    begin: settings.startsOn.toString(),
    ...(window ? { uren: 'eigen', van: clock(window.from), tot: clock(window.until) } : {}),
    spreiddagen: String(settings.spreadDays),
    spreidminuten: String(settings.spreadMinutes),
    percoach: settings.perCoachPerDay === null ? '' : String(settings.perCoachPerDay),
    kanaal: settings.preferredChannel ?? '',
    ...Object.fromEntries(
      REMINDERS.flatMap((number) => [
        [`herinnering${number}`, String(reminders[number - 1]?.afterDays ?? '')],
        [`herinnering${number}kanaal`, reminders[number - 1]?.channel ?? suggested[`herinnering${number}kanaal`]],
      ]),
    ),
    startdagen: String(settings.daysToStart),
    afmaakuren: String(settings.hoursToFinish),
    stiluren: settings.hoursOfInactivity === null ? '' : String(settings.hoursOfInactivity),
  };
}

/**
 * What the form asks for. A number that is none becomes NaN, which no plan accepts: its error is that of the plan.
 * @param clientId whose number was filled in; null when nobody has it
 */
export function settingsOf(fields: PlanFields, clientId: string | null, today: Temporal.PlainDate): ReadPlan {
  const problems: ReadPlan['problems'] = {};
  const startsOn = readDate(fields.begin);
  if (!startsOn) problems.begin = 'form.date-needed';
  else if (Temporal.PlainDate.compare(startsOn, today) < 0) problems.begin = 'form.starts-in-past';
  const cadence = cadenceOf(fields);
  if (!cadence) problems.ritme = 'form.cadence-needed';
  const window = fields.uren === 'eigen' ? { from: readTime(fields.van), until: readTime(fields.tot) } : null;
  if (window && !window.from) problems.van = 'form.time-needed';
  if (window && !window.until) problems.tot = 'form.time-needed';
  const settings: PlanSettings = {
    name: fields.naam,
    questionnaireKey: fields.vragenlijst,
    audience: audienceOf(fields, clientId),
    cadence: cadence ?? { kind: 'weeks', every: 4 },
    startsOn: startsOn ?? today,
    window: window?.from && window.until ? { from: window.from, until: window.until } : null,
    // An event has a day of its own for everybody.
    spreadDays: cadence?.kind === 'event' ? 1 : readNumber(fields.spreiddagen),
    spreadMinutes: readNumber(fields.spreidminuten),
    perCoachPerDay: fields.percoach.trim() === '' ? null : readNumber(fields.percoach),
    preferredChannel: fields.kanaal === '' ? null : (fields.kanaal as PlanSettings['preferredChannel']),
    reminders: filledReminders(fields).map((number) => ({
      afterDays: readNumber(fields[`herinnering${number}`]),
      channel: fields[`herinnering${number}kanaal`] as Reminder['channel'],
    })),
    daysToStart: readNumber(fields.startdagen),
    hoursToFinish: readNumber(fields.afmaakuren),
    hoursOfInactivity: fields.stiluren.trim() === '' ? null : readNumber(fields.stiluren),
  };
  return { settings, problems };
}

/** The problems of a plan beside the fields of the form that they are about. */
export function problemsByField(problems: Record<string, string>, fields: PlanFields): Partial<Record<PlanField, string>> {
  return Object.fromEntries(Object.entries(problems).map(([field, problem]) => [formField(field, fields), problem]));
}

function formField(field: string, fields: PlanFields): PlanField {
  const [, index, part] = /^reminders\.(\d+)\.(\w+)$/.exec(field) ?? [];
  if (index !== undefined) {
    const number = filledReminders(fields)[Number(index)] ?? 1;
    return part === 'channel' ? `herinnering${number}kanaal` : `herinnering${number}`;
  }
  if (field === 'audience') return AUDIENCE_FIELDS[fields.wie] ?? 'wie';
  if (field === 'cadence.every') return fields.ritme === 'dagen' ? 'dagen' : 'weken';
  return FIELDS[field] ?? 'naam';
}

const FIELDS: Record<string, PlanField> = {
  name: 'naam',
  questionnaireKey: 'vragenlijst',
  cadence: 'ritme',
  'cadence.day': 'maanddag',
  'cadence.event': 'gebeurtenis',
  'cadence.afterDays': 'nadagen',
  'cadence.intervention': 'interventie',
  window: 'van',
  spreadDays: 'spreiddagen',
  spreadMinutes: 'spreidminuten',
  perCoachPerDay: 'percoach',
  preferredChannel: 'kanaal',
  reminders: 'herinnering1',
  daysToStart: 'startdagen',
  hoursToFinish: 'afmaakuren',
  hoursOfInactivity: 'stiluren',
};
const AUDIENCE_FIELDS: Record<string, PlanField> = { team: 'team', caseload: 'coach', klant: 'klantnummer', keuze: 'keuze' };
const AUDIENCE_WORDS: Partial<Record<Audience['kind'], (typeof AUDIENCES)[number]>> = {
  everybody: 'iedereen',
  team: 'team',
  caseload: 'caseload',
  client: 'klant',
  selection: 'keuze',
};
const RHYTHM_WORDS = { weeks: 'weken', days: 'dagen', monthly: 'maandelijks', event: 'gebeurtenis' } as const;

function audienceOf(fields: PlanFields, clientId: string | null): Audience {
  switch (fields.wie) {
    case 'iedereen':
      return { kind: 'everybody' };
    case 'team':
      return { kind: 'team', teamId: fields.team };
    case 'caseload':
      return { kind: 'caseload', staffId: fields.coach };
    case 'klant':
      return { kind: 'client', clientId: clientId ?? '' };
    case 'keuze':
      return { kind: 'selection', selectionId: fields.keuze };
    default:
      // Refused as "nobody chosen": only a migration makes plans like this.
      return { kind: 'fixed' };
  }
}

function cadenceOf(fields: PlanFields): Cadence | null {
  switch (fields.ritme) {
    case 'dagen':
      return { kind: 'days', every: readNumber(fields.dagen) };
    case 'weken':
      return { kind: 'weeks', every: readNumber(fields.weken) };
    case 'maandelijks':
      return { kind: 'monthly', day: readNumber(fields.maanddag) };
    case 'gebeurtenis': {
      const event = fields.gebeurtenis as PlanEvent;
      const isOfIntervention = event === 'intervention_start' || event === 'intervention_end';
      const intervention = isOfIntervention && fields.interventie !== '' ? { intervention: fields.interventie } : {};
      return { kind: 'event', event, afterDays: readNumber(fields.nadagen), ...intervention };
    }
    default:
      return null;
  }
}

function filledReminders(fields: PlanFields) {
  return REMINDERS.filter((number) => fields[`herinnering${number}`].trim() !== '');
}

function readNumber(text: string): number {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : NaN;
}

/** `9:30`, `09.30` or `9`; null for anything else. */
export function readTime(text: string): Temporal.PlainTime | null {
  const [, hour, minute = '00'] = /^\s*(\d{1,2})(?:[:.](\d{2}))?(?::00)?\s*(?:uur)?\s*$/.exec(text) ?? [];
  if (hour === undefined) return null;
  return Number(hour) < 24 && Number(minute) < 60 ? Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute) }) : null;
}

export function clock(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' });
}

/** The first Monday after today: a plan that is made now begins when everybody has seen it. */
export function nextMonday(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: 8 - today.dayOfWeek });
}
