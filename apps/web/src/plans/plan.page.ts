import type { PlanEventLine, PlanLine } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import { PAUSE_REASONS, type PauseReason } from '#libs/people';
import type { Language } from '#libs/platform';
import type { Plan, PlanForecast } from '#libs/planning';
import { formatDate, formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { whole } from '../outflow/figures.js';
import { forecastPage } from './forecast.page.js';
import { settingsInWords } from './plan-words.js';
import { badgeOf, doneInWords, peopleInWords, type Done } from './plans.page.js';

/** Why a whole plan rests: what happens to one person is a pause of that person. */
const PLAN_PAUSE_REASONS = ['maintenance', 'holiday', 'circumstances', 'other'] as const satisfies readonly PauseReason[];
export const END_REASON_LENGTH = 300;

/** A form under a plan that could not be carried out: as it was filled in, with what is wrong. */
export interface RefusedAction {
  action: 'aanzetten' | 'pauze' | 'beeindigen';
  values: Record<string, string>;
  problems: Record<string, string>;
}

export interface PlanPageGiven {
  plan: Plan;
  line: PlanLine;
  history: readonly PlanEventLine[];
  /** null for a plan that has ended. */
  forecast: PlanForecast | null;
  catalogue: Catalogue;
  done: Done | null;
  refused: RefusedAction | null;
  /** Somebody else was ahead. */
  hasConflict: boolean;
}

/** Exactly what the page of one plan prints. */
export function planPage({ plan, line, history, forecast, catalogue, done, refused, hasConflict }: PlanPageGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `plans.one.${key}`, values);
  const { state } = plan;
  return {
    id: plan.id,
    name: plan.name,
    badge: badgeOf(line, language),
    done: doneInWords(done, language, line),
    conflict: hasConflict ? say('conflict') : null,
    refusedOn: refused?.action === 'aanzetten' ? say('cannot-switch-on') : null,
    figures:
      state === 'draft'
        ? []
        : [
            ...(state === 'on'
              ? [
                  { number: peopleInWords(line, line.people, language), label: say('people') },
                  {
                    number: line.isPaused ? '0' : peopleInWords(line, line.comingWeek, language),
                    label: say(line.isPaused ? 'coming-paused' : 'coming'),
                  },
                ]
              : []),
            { number: whole(language, line.asked), label: say('asked') },
            { number: whole(language, line.reached), label: say('reached') },
            { number: whole(language, line.finished), label: say('finished') },
          ],
    settings: settingsInWords(plan, { questionnaire: line.questionnaire[language], audience: line.audienceName }, catalogue, language),
    forecast:
      forecast === null
        ? null
        : forecastPage(forecast, { hidesSmall: plan.audience.kind === 'selection', isDraft: state === 'draft' }, language),
    isDraft: state === 'draft',
    isOn: state === 'on',
    isPaused: line.isPaused,
    pause: pauseForm(refused, language),
    end: state === 'ended' ? null : endForm(plan, refused, language),
    history: history.map((event) => eventInWords(event, language)),
  };
}

function pauseForm(refused: RefusedAction | null, language: Language) {
  const isRefused = refused?.action === 'pauze';
  const error = errorOf(isRefused ? refused : null, language);
  const value = (field: string) => (isRefused ? (refused.values[field] ?? '') : '');
  return {
    isOpen: isRefused,
    reasonError: error('reason'),
    reasons: PLAN_PAUSE_REASONS.map((reason) => ({
      value: reason,
      label: texts.text(language, `plans.pause.${reason}`),
      isChosen: value('reden') === reason,
    })),
    until: value('tot'),
    untilError: error('until'),
    note: value('toelichting'),
    noteError: error('note'),
  };
}

function endForm({ state }: Plan, refused: RefusedAction | null, language: Language) {
  const isRefused = refused?.action === 'beeindigen';
  const words = state === 'draft' ? 'discard' : 'end';
  return {
    isOpen: isRefused,
    name: texts.text(language, `plans.one.${words}`),
    explanation: texts.text(language, `plans.one.${words}-explanation`),
    submit: texts.text(language, `plans.one.${words}-submit`),
    reason: isRefused ? (refused.values['reden'] ?? '') : '',
    error: errorOf(isRefused ? refused : null, language)('reason'),
  };
}

function errorOf(refused: RefusedAction | null, language: Language) {
  return (field: string) => {
    const problem = refused?.problems[field];
    return problem === undefined ? null : texts.text(language, `plans.${problem}`);
  };
}

/** Who did it when: what nobody of the office did came from the command line. */
function eventInWords({ what, at, by, reason, note, until }: PlanEventLine, language: Language) {
  const isKnown = PAUSE_REASONS.some((known) => known === reason);
  return {
    what: texts.text(language, `plans.event.${what}`),
    detail: [
      ...(reason !== null && isKnown ? [texts.text(language, `plans.pause.${reason}`)] : []),
      ...(until === null
        ? []
        : [texts.text(language, 'plans.event.until', { date: formatDate(language, Temporal.PlainDate.from(until)) })]),
    ].join(', '),
    note: note ?? '',
    who: texts.text(language, 'plans.event.who', {
      name: by ?? texts.text(language, 'plans.event.nobody'),
      moment: formatMoment(language, at),
    }),
  };
}
