import type { SendHours } from '#libs/platform';
import { PLAN_EVENTS, type Cadence, type PlanSettings, type Reminder } from './plan.js';

/** What the database knows of whom and what a plan names. */
export interface KnownReferences {
  questionnaire: boolean;
  /** The team, coach, client or selection of the audience; true for an audience that names nobody. */
  audience: boolean;
  /** The intervention that the cadence names; true for a cadence that names none. */
  intervention: boolean;
}

const NAME_LENGTH = 120;
const SHORTEST_WINDOW = Temporal.Duration.from({ minutes: 30 });
const MOST_REMINDERS = 3;
/** A monthly plan that is spread further would ask some people in the next month. */
const MONTHLY_SPREAD = 28;

/**
 * Everything that is wrong with a plan at once: field → text key (`form.…`); empty when it may be kept. Nested fields are written with a
 * dot: `cadence.every`, `reminders.0.afterDays`.
 */
export function problemsWith(settings: PlanSettings, known: KnownReferences, office: SendHours): Record<string, string> {
  const problems: Record<string, string> = {};
  const name = settings.name.trim();
  if (name === '') problems['name'] = 'form.name-needed';
  else if (name.length > NAME_LENGTH) problems['name'] = 'form.too-long';
  if (!known.questionnaire) problems['questionnaireKey'] = 'form.unknown-questionnaire';
  if (settings.audience.kind === 'fixed') problems['audience'] = 'form.audience-needed';
  else if (!known.audience) problems['audience'] = `form.unknown-${settings.audience.kind}`;
  Object.assign(problems, cadenceProblems(settings.cadence, known), windowProblems(settings, office));
  const widest = settings.cadence.kind === 'monthly' ? MONTHLY_SPREAD : settings.cadence.kind === 'event' ? 1 : 366;
  if (!isWhole(settings.spreadDays, 1, widest)) problems['spreadDays'] = `form.spread-days-${settings.cadence.kind}`;
  if (!isWhole(settings.spreadMinutes, 0, 660)) problems['spreadMinutes'] = 'form.spread-minutes';
  if (settings.perCoachPerDay !== null && !isWhole(settings.perCoachPerDay, 1, 1000)) problems['perCoachPerDay'] = 'form.per-coach';
  if (settings.preferredChannel !== null && !['sms', 'email'].includes(settings.preferredChannel))
    problems['preferredChannel'] = 'form.unknown-channel';
  Object.assign(problems, expiryProblems(settings), reminderProblems(settings));
  return problems;
}

/** The fewest days from one occurrence to the next; null for what comes once. */
export function daysBetween(cadence: Cadence): number | null {
  switch (cadence.kind) {
    case 'days':
      return cadence.every;
    case 'weeks':
      return cadence.every * 7;
    case 'monthly':
      return 28;
    case 'event':
      return cadence.event === 'benefit_anniversary' ? 365 : null;
  }
}

function cadenceProblems(cadence: Cadence, known: KnownReferences): Record<string, string> {
  switch (cadence.kind) {
    case 'days':
      return isWhole(cadence.every, 7, 366) ? {} : { 'cadence.every': 'form.every-days' };
    case 'weeks':
      return isWhole(cadence.every, 1, 52) ? {} : { 'cadence.every': 'form.every-weeks' };
    case 'monthly':
      return isWhole(cadence.day, 1, 31) ? {} : { 'cadence.day': 'form.day-of-month' };
    case 'event': {
      const problems: Record<string, string> = {};
      if (!PLAN_EVENTS.includes(cadence.event)) problems['cadence.event'] = 'form.unknown-event';
      if (!isWhole(cadence.afterDays, 0, 366)) problems['cadence.afterDays'] = 'form.after-days';
      const isOfIntervention = cadence.event === 'intervention_start' || cadence.event === 'intervention_end';
      if (cadence.intervention !== undefined && !(isOfIntervention && known.intervention))
        problems['cadence.intervention'] = 'form.unknown-intervention';
      return problems;
    }
    default:
      return { cadence: 'form.cadence-needed' };
  }
}

function windowProblems({ window }: PlanSettings, office: SendHours): Record<string, string> {
  if (window === null) return {};
  if (Temporal.PlainTime.compare(window.from, window.until) >= 0) return { window: 'form.window-order' };
  if (isShorter(window.from.until(window.until), SHORTEST_WINDOW)) return { window: 'form.window-short' };
  const { from, until } = within(office, window);
  return isShorter(from.until(until), SHORTEST_WINDOW) ? { window: 'form.window-outside-office' } : {};
}

function expiryProblems({ cadence, daysToStart, hoursToFinish, hoursOfInactivity }: PlanSettings): Record<string, string> {
  const problems: Record<string, string> = {};
  if (!isWhole(daysToStart, 1, 60)) problems['daysToStart'] = 'form.days-to-start';
  else if (daysToStart > (daysBetween(cadence) ?? 60)) problems['daysToStart'] = 'form.longer-than-cadence';
  if (!isWhole(hoursToFinish, 1, 720)) problems['hoursToFinish'] = 'form.hours-to-finish';
  if (hoursOfInactivity !== null && !isWhole(hoursOfInactivity, 1, 720)) problems['hoursOfInactivity'] = 'form.hours-of-inactivity';
  return problems;
}

function reminderProblems({ reminders, daysToStart }: PlanSettings): Record<string, string> {
  if (reminders.length > MOST_REMINDERS) return { reminders: 'form.most-reminders' };
  const problems: Record<string, string> = {};
  let day = 0;
  for (const [index, { afterDays, channel }] of reminders.entries()) {
    day += afterDays;
    if (!isWhole(afterDays, 1, 60)) problems[`reminders.${index}.afterDays`] = 'form.reminder-days';
    else if (day >= daysToStart) problems[`reminders.${index}.afterDays`] = 'form.reminder-too-late';
    if (!isReminderChannel(channel)) problems[`reminders.${index}.channel`] = 'form.unknown-channel';
  }
  return problems;
}

/** The hours in which a plan may ask: its own, as far as the office's allow. May be empty: then `from` is not before `until`. */
export function within(office: SendHours, window: PlanSettings['window']): SendHours {
  if (window === null) return office;
  return { days: office.days, from: later(office.from, window.from), until: earlier(office.until, window.until) };
}

function isReminderChannel(channel: Reminder['channel']): boolean {
  return channel === 'same' || channel === 'next';
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function isShorter(one: Temporal.Duration, other: Temporal.Duration): boolean {
  return Temporal.Duration.compare(one, other) < 0;
}

function later(one: Temporal.PlainTime, other: Temporal.PlainTime): Temporal.PlainTime {
  return Temporal.PlainTime.compare(one, other) >= 0 ? one : other;
}

function earlier(one: Temporal.PlainTime, other: Temporal.PlainTime): Temporal.PlainTime {
  return Temporal.PlainTime.compare(one, other) <= 0 ? one : other;
}
