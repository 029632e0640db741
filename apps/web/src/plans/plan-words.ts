import type { Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import type { Audience, Cadence, Plan, PlanSettings } from '#libs/planning';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { clock } from './plan.form.js';

/** Whom a plan is for. @param name of what it names: a team, a coach, a selection, a client's number */
export function audienceInWords(audience: Audience, name: string | null, language: Language): string {
  return texts.text(language, `plans.audience.${audience.kind}`, { name: name ?? texts.text(language, 'plans.audience.gone') });
}

/** `iedere 4 weken`, `2 weken na de start van een training`. */
export function cadenceInWords(cadence: Cadence, catalogue: Catalogue, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `plans.cadence.${key}`, values);
  switch (cadence.kind) {
    case 'days':
      return say('days', { count: cadence.every });
    case 'weeks':
      return say('weeks', { count: cadence.every });
    case 'monthly':
      return cadence.day > 28 ? say('monthly-late', { day: cadence.day }) : say('monthly', { day: cadence.day });
    case 'event': {
      const found = cadence.intervention === undefined ? undefined : catalogue.find(cadence.intervention);
      const event = say(`event.${cadence.event}`, { name: found ? found.name[language] : say('any-intervention') });
      return cadence.afterDays === 0 ? say('on-event', { event }) : say('after-event', { count: cadence.afterDays, event });
    }
  }
}

/** Everything that was decided about a plan, in sentences. */
export function settingsInWords(
  plan: Plan,
  names: { questionnaire: string; audience: string | null },
  catalogue: Catalogue,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `plans.setting.${key}`, values);
  const rows: [term: string, ...sentences: string[]][] = [
    ['questionnaire', names.questionnaire],
    ['audience', audienceInWords(plan.audience, names.audience, language), ...(followsPeople(plan) ? [say('audience-follows')] : [])],
    [
      'cadence',
      firstCapital(cadenceInWords(plan.cadence, catalogue, language)),
      say('starts-on', { date: formatDate(language, plan.startsOn) }),
    ],
    ['hours', ...hours(plan)],
    ['spread', ...spread(plan)],
    ['channel', say(`channel-${plan.preferredChannel ?? 'any'}`)],
    ['reminders', ...reminders(plan)],
    ['expiries', ...expiries(plan)],
  ];
  return rows.map(([key, ...sentences]) => ({ term: say(`${key}-term`), sentences }));

  function hours({ window }: PlanSettings): string[] {
    return [window ? say('own-hours', { from: clock(window.from), until: clock(window.until) }) : say('office-hours')];
  }

  function spread({ spreadDays, spreadMinutes, perCoachPerDay, cadence }: PlanSettings): string[] {
    return [
      ...(cadence.kind === 'event' ? [] : [say('spread-days', { count: spreadDays })]),
      say('spread-minutes', { count: spreadMinutes }),
      perCoachPerDay === null ? say('no-bound') : say('bound', { count: perCoachPerDay }),
    ];
  }

  function reminders({ reminders: given }: PlanSettings): string[] {
    return given.length === 0
      ? [say('no-reminders')]
      : given.map(({ afterDays, channel }, index) => say(`reminder-${index === 0 ? 'first' : 'next'}-${channel}`, { count: afterDays }));
  }

  function expiries({ daysToStart, hoursToFinish, hoursOfInactivity }: PlanSettings): string[] {
    return [
      say('days-to-start', { count: daysToStart }),
      say('hours-to-finish', { count: hoursToFinish }),
      hoursOfInactivity === null ? say('no-inactivity') : say('inactivity', { count: hoursOfInactivity }),
    ];
  }
}

export function firstCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function followsPeople({ audience }: Plan): boolean {
  return audience.kind !== 'client' && audience.kind !== 'fixed';
}
