import type { FileInterventionInFull, FileStep } from '#libs/insight';
import {
  hasRoom,
  possibleFrom,
  STOP_REASONS_TO_GIVE,
  type Catalogue,
  type InterventionOutcome,
  type InterventionState,
  type Verb,
} from '#libs/interventions';
import { localDate, type Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { besideInWords } from './beside.page.js';

/** The ending that a coach typed and what is wrong with it: field → text key. */
export interface RefusedEnding {
  interventionId: string;
  values: { einddatum: string; uitkomst: string; reden: string; toelichting: string };
  problems: Record<string, string>;
}

/** What a coach does with something between its beginning and its end, as forms name it. */
export const STEPS_BY_COACH = {
  akkoord: 'accept',
  'wil-niet': 'refuse',
  plek: 'take_place',
  begonnen: 'start',
  dag: 'agree_day',
  pauze: 'pause',
  verder: 'resume',
} as const satisfies Record<string, Verb>;
export type StepByCoach = keyof typeof STEPS_BY_COACH;

/** A step that could not be taken: as it was filled in. */
export interface RefusedStep {
  interventionId: string;
  step: StepByCoach;
  values: { datum: string; toelichting: string };
  problems: Record<string, string>;
}

/** Something new that could not be offered or agreed upon. */
export interface RefusedBeginning {
  values: { interventie: string; hoe: string; startdatum: string };
  problems: Record<string, string>;
}

export interface RefusedIntervention {
  ending?: RefusedEnding;
  step?: RefusedStep;
  beginning?: RefusedBeginning;
}

/** What can have been done just now, beside an ending. */
export const INTERVENTION_DONE = ['aangeboden', 'afgesproken', 'wacht', 'wil-niet', 'plek', 'begonnen', 'dag', 'pauze', 'verder'] as const;

/** What is offered, waits or runs, each with what can be done with it; what has ended, with what was heard beside it; and a way to begin. */
export function interventions(
  all: readonly FileInterventionInFull[],
  refused: RefusedIntervention,
  catalogue: Catalogue,
  now: Temporal.Instant,
  language: Language,
) {
  const today = localDate(now);
  return {
    running: all.filter(({ state }) => state !== 'ended').map((one) => running(one, refused, catalogue, today, language)),
    ended: all.filter(({ state }) => state === 'ended').map((one) => ended(one, catalogue, language)),
    begin: beginning(all, refused.beginning ?? null, catalogue, today, language),
  };
}

function running(
  { id, type: code, state, startsOn, plannedBy, line, steps }: FileInterventionInFull,
  refused: RefusedIntervention,
  catalogue: Catalogue,
  today: Temporal.PlainDate,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.file.${key}`, values);
  const type = catalogue.of(code);
  const room = line === null ? null : hasRoom({ places: type.places, ...line });
  const ending = refused.ending?.interventionId === id ? refused.ending : null;
  const step = refused.step?.interventionId === id ? refused.step : null;
  const hasNotBegun = startsOn === null || Temporal.PlainDate.compare(Temporal.PlainDate.from(startsOn), today) > 0;
  return {
    id,
    name: type.name[language],
    badge: badgeOf(state, room, language),
    when: whenInWords({ state, startsOn, plannedBy }, today, language),
    line: line === null || room ? null : texts.text(language, 'interventions.offer.ahead', { count: line.ahead }),
    forms: possibleFrom(state)
      .filter((verb) => verb !== 'end' && (verb !== 'take_place' || room === true))
      .map((verb) => stepForm(verb, { name: type.name[language], startsOn }, step, today, language)),
    end: {
      label: say(hasNotBegun ? 'not-going-on' : 'end'),
      fullLabel: say(hasNotBegun ? 'not-going-on-of' : 'end-of', { name: type.name[language] }),
      isOpen: ending !== null,
      endsOn: hasNotBegun ? null : (ending?.values.einddatum ?? today.toString()),
      note: ending?.values.toelichting ?? '',
      outcomes: outcomesOf(hasNotBegun).map((outcome) => ({
        outcome,
        label: texts.text(language, `client-file.intervention.outcome.${outcome}`),
        isChosen: outcome === ending?.values.uitkomst,
      })),
      reasons: STOP_REASONS_TO_GIVE.map((reason) => ({
        value: reason,
        label: say(`stop.${reason}`),
        isChosen: reason === ending?.values.reden,
      })),
      dateError: problemInWords(ending, 'endsOn', language),
      outcomeError: problemInWords(ending, 'outcome', language),
      reasonError: problemInWords(ending, 'stopReason', language),
      noteError: problemInWords(ending, 'note', language),
    },
    steps: steps.map((each) => stepInWords(each, language)),
  };
}

/** What never began can only not go on, or make room for work that was found. */
function outcomesOf(hasNotBegun: boolean): InterventionOutcome[] {
  return hasNotBegun ? ['not_started', 'found_work'] : ['completed', 'stopped_early', 'found_work', 'not_started'];
}

function badgeOf(state: InterventionState, room: boolean | null, language: Language) {
  const say = (key: string) => texts.text(language, `interventions.file.state.${key}`);
  if (room) return { kind: 'on', text: texts.text(language, 'interventions.offer.place-free') };
  if (state === 'waiting' || state === 'offered') return { kind: 'draft', text: say(state) };
  return state === 'paused' ? { kind: 'paused', text: say(state) } : null;
}

function whenInWords(
  { state, startsOn, plannedBy: by }: Pick<FileInterventionInFull, 'state' | 'startsOn' | 'plannedBy'>,
  today: Temporal.PlainDate,
  language: Language,
): string {
  if (startsOn === null) return texts.text(language, `interventions.file.when.${state}`, { by });
  const start = Temporal.PlainDate.from(startsOn);
  const isToCome = Temporal.PlainDate.compare(start, today) > 0;
  const values = { date: formatDate(language, start), by };
  if (state === 'accepted' && !isToCome) return texts.text(language, 'interventions.file.when.should-have-begun', values);
  return texts.text(language, `client-file.intervention.${isToCome ? 'planned' : 'running'}`, values);
}

/** A form with the field it needs: a day, a few words, or none. */
function stepForm(
  verb: Verb,
  { name, startsOn }: { name: string; startsOn: string | null },
  refused: RefusedStep | null,
  today: Temporal.PlainDate,
  language: Language,
) {
  const step = (Object.keys(STEPS_BY_COACH) as StepByCoach[]).find((each) => STEPS_BY_COACH[each] === verb) as StepByCoach;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.file.step.${step}.${key}`, values);
  const typed = refused?.step === step ? refused : null;
  const hasDay = ['akkoord', 'plek', 'begonnen', 'dag'].includes(step);
  const hasNote = ['wil-niet', 'pauze'].includes(step);
  return {
    step,
    label: say('name'),
    fullLabel: say('of', { name }),
    submit: say('submit'),
    isOpen: typed !== null,
    day: hasDay ? { label: say('day'), value: typed?.values.datum ?? suggestedDay(step, startsOn, today) } : null,
    note: hasNote ? { label: say('note'), value: typed?.values.toelichting ?? '' } : null,
    dayError: problemInWords(typed, 'startsOn', language),
    noteError: problemInWords(typed, 'note', language),
  };
}

/** When it began is most often the day that was agreed; another day is for the coach to say. */
function suggestedDay(step: StepByCoach, startsOn: string | null, today: Temporal.PlainDate): string {
  if (step === 'dag') return '';
  const isPast = startsOn !== null && Temporal.PlainDate.compare(Temporal.PlainDate.from(startsOn), today) <= 0;
  return step === 'begonnen' && isPast ? startsOn : today.toString();
}

function problemInWords(refused: { problems: Record<string, string> } | null, field: string, language: Language): string | null {
  const key = refused?.problems[field];
  if (key === undefined) return null;
  return texts.text(language, OWN_PROBLEMS.has(key) ? `interventions.file.${key}` : `client-file.${key}`);
}

const OWN_PROBLEMS = new Set([
  'form.stop-reason-needed',
  'form.unknown-stop-reason',
  'form.never-began',
  'form.start-in-future',
  'form.day-in-past',
  'form.how-needed',
]);

function stepInWords({ step, onDay, note, by, at }: FileStep, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.file.${key}`, values);
  return {
    what: say(`happened.${step}`, { day: onDay ? formatDate(language, Temporal.PlainDate.from(onDay)) : say('no-day') }),
    who: say(by ? 'by' : 'by-itself', { by: by ?? '', date: formatDate(language, Temporal.Instant.from(at)) }),
    note,
  };
}

function ended(one: FileInterventionInFull, catalogue: Catalogue, language: Language) {
  const { id, type, startsOn, endsOn, outcome, stopReason, outcomeNote, steps } = one;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-file.intervention.${key}`, values);
  const date = (text: string) => formatDate(language, Temporal.PlainDate.from(text));
  return {
    id,
    name: catalogue.of(type).name[language],
    period: endsOn && startsOn ? `${date(startsOn)} – ${date(endsOn)}` : neverBegan(startsOn),
    outcome: say(`outcome.${outcome}`),
    reason: stopReason === null ? null : texts.text(language, `interventions.file.stop.${stopReason}`),
    note: outcomeNote,
    beside: besideInWords(one, language),
    steps: steps.map((each) => stepInWords(each, language)),
  };

  function neverBegan(day: string | null): string {
    return day === null ? texts.text(language, 'interventions.file.no-day-agreed') : say('never-started', { date: date(day) });
  }
}

/** To offer or agree on something that no rule suggested: what does not run already. */
function beginning(
  all: readonly FileInterventionInFull[],
  refused: RefusedBeginning | null,
  catalogue: Catalogue,
  today: Temporal.PlainDate,
  language: Language,
) {
  const running = new Set(all.filter(({ state }) => state !== 'ended').map(({ type }) => type));
  return {
    isOpen: refused !== null,
    types: catalogue.offered
      .filter(({ code }) => !running.has(code) || code === refused?.values.interventie)
      .map(({ code, name }) => ({ code, name: name[language], isChosen: code === refused?.values.interventie })),
    ways: (['aanbieden', 'afspreken'] as const).map((way) => ({
      way,
      label: texts.text(language, `interventions.file.begin.${way}`),
      isChosen: way === (refused?.values.hoe ?? 'aanbieden'),
    })),
    startsOn: refused?.values.startdatum ?? today.toString(),
    typeError: problemInWords(refused, 'type', language),
    wayError: problemInWords(refused, 'how', language),
    dateError: problemInWords(refused, 'startsOn', language),
  };
}
