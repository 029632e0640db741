import type { ForeseenStep } from '#libs/checkins';
import { HAPPENINGS, type ClientPlanning, type FileEnrolment, type FilePause, type WaitingMessage } from '#libs/insight';
import { CLIENT_PAUSE_REASONS, TIME_ZONES, type Reach } from '#libs/people';
import { outlook, type RoundAhead } from '#libs/planning';
import { localDate, type Language, type SendHours } from '#libs/platform';
import { formatDate, formatMoment, formatTime } from '../http/dates.js';
import { texts } from '../http/views.js';
import { causeInWords } from './causes.js';
import { happeningsPage } from './happenings.page.js';

/** What was just done: said once, at the top. */
export const PLANNING_DONE = ['gepauzeerd', 'werk', 'hervat', 'tijdzone'] as const;
export type PlanningDone = (typeof PLANNING_DONE)[number];

/** What a coach typed, so that it is not lost when something is missing, and what is wrong with it: field → text key. */
export interface RefusedPlanning {
  values: { reden?: string; tot?: string; toelichting?: string; tijdzone?: string };
  problems: Record<string, string>;
}

export interface PlanningFacts {
  clientId: string;
  planning: ClientPlanning;
  foreseen: readonly ForeseenStep[];
  reach: Reach;
  /** Of the office. */
  hours: SendHours;
}

/** What will be sent to this client, when and why; a pause, and what happened. */
export function planningPage(
  facts: PlanningFacts,
  { done, refused }: { done?: PlanningDone | undefined; refused?: RefusedPlanning },
  now: Temporal.Instant,
  language: Language,
) {
  const { planning } = facts;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-planning.${key}`, values);
  const error = (field: string) => (refused?.problems[field] ? say(refused.problems[field]) : null);
  const next = [
    ...planning.waiting.map((message) => waiting(message, language)),
    ...facts.foreseen.map((step) => foreseen(step, language)),
    ...planning.enrolments.flatMap((enrolment) => planned(enrolment, facts, now, language)),
  ];
  return {
    done: done ? say(`done.${done}`) : null,
    hasError: refused !== undefined,
    everybodyPause: planning.everybodyPause ? pauseInWords(planning.everybodyPause, 'everybody', language) : null,
    pause: planning.pause ? { id: planning.pause.id, ...pauseInWords(planning.pause, 'client', language) } : null,
    next,
    form: {
      isOpen: Boolean(refused && !('timeZone' in refused.problems)),
      reasons: CLIENT_PAUSE_REASONS.map((reason) => ({
        reason,
        label: say(`reason.${reason}`),
        isChosen: reason === refused?.values.reden,
      })),
      until: refused?.values.tot ?? '',
      note: refused?.values.toelichting ?? '',
      reasonError: error('reason'),
      untilError: error('until'),
      noteError: error('note'),
    },
    timeZone: {
      zones: zones(planning.timeZone),
      error: error('timeZone'),
      now: say('time-zone.now', { time: formatTime(language, now, planning.timeZone) }),
    },
    history: history(planning, language),
  };
}

function pauseInWords({ reason, until, note, at, by }: FilePause, scope: 'client' | 'everybody', language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-planning.${key}`, values);
  const date = formatDate(language, Temporal.Instant.from(at));
  const words = say(`reason.${reason}`);
  return {
    title: until
      ? say(`paused.${scope}-until`, { date: formatDate(language, Temporal.PlainDate.from(until)), reason: words })
      : say(`paused.${scope}`, { reason: words }),
    since: by ? say('paused.since', { date, by }) : say('paused.since-product', { date }),
    note,
  };
}

function waiting({ channel, purpose, address, notBefore, hold, planName, rung, cause }: WaitingMessage, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-planning.next.${key}`, values);
  const moment = formatMoment(language, Temporal.Instant.from(notBefore));
  const kind = ['check_in_invitation', 'check_in_reminder'].includes(purpose) ? purpose : 'other';
  const isFollowing = rung === 'again' || rung === 'reminder' || rung === 'other_channel';
  return {
    kind: 'waiting',
    label: say('waiting'),
    when: moment,
    what: `${say(`message.${kind}.${channel}`)} ${say('to', { address })}`,
    why: [
      isFollowing
        ? say(`because.${rung}`, { cause: causeInWords(cause, language) })
        : planName === null
          ? say('because-answer')
          : say('because-plan', { plan: planName }),
    ],
    hold: hold ? say(`hold.${hold}`, { moment }) : null,
  };
}

function foreseen({ at, rung, channel, cause }: ForeseenStep, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-planning.next.${key}`, values);
  return {
    kind: 'foreseen',
    label: say('foreseen'),
    when: say('around', { moment: formatMoment(language, at) }),
    what: say(channel ? `step.${rung}.${channel}` : `step.${rung}`),
    why: [say(`because.${rung}`, { cause: causeInWords(cause, language) })],
    hold: null,
  };
}

/** The next rounds of a plan for this client as they would go if nothing changed, each with what stands in its way. */
function planned(enrolment: FileEnrolment, facts: PlanningFacts, now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-planning.next.${key}`, values);
  const { cadence, planName: plan, channel } = enrolment;
  const rhythm = say(`cadence.${cadence.kind}`, {
    count: 'every' in cadence ? cadence.every : 0,
    day: cadence.kind === 'monthly' ? cadence.day : 0,
  });
  const { timeZone } = facts.planning;
  return roundsAhead(enrolment, facts, now).map(({ dueOn, at, shifts, missed }) => {
    const day = formatDate(language, dueOn);
    const isLater = at !== null && Temporal.PlainDate.compare(localDate(at, timeZone), dueOn) > 0;
    return {
      kind: 'planned',
      label: say('planned'),
      when: say('around', { moment: at ? formatMoment(language, at) : day }),
      what: say(`check-in.${'channel' in facts.reach ? facts.reach.channel : (channel ?? 'none')}`),
      why: [say('plan', { plan, cadence: rhythm }), ...(isLater ? shifts.map((shift) => say(`later.${shift}`, { date: day })) : [])],
      hold: obstacle(missed, facts.reach, language),
    };
  });
}

function roundsAhead(
  { anchorOn, nextDueOn, planPause, windowFrom, windowUntil, ...plan }: FileEnrolment,
  { clientId, planning, hours }: PlanningFacts,
  now: Temporal.Instant,
): RoundAhead[] {
  const { timeZone, lastAskedAt } = planning;
  const window =
    windowFrom && windowUntil ? { from: Temporal.PlainTime.from(windowFrom), until: Temporal.PlainTime.from(windowUntil) } : null;
  const place = {
    clientId,
    timeZone,
    anchorOn: Temporal.PlainDate.from(anchorOn),
    nextDueOn: nextDueOn === null ? null : Temporal.PlainDate.from(nextDueOn),
    lastAskedOn: lastAskedAt === null ? null : localDate(Temporal.Instant.from(lastAskedAt), timeZone),
    paused: longest([planning.pause, planning.everybodyPause, planPause]),
  };
  return outlook(place, { ...plan, window }, hours, now);
}

/** Of pauses that hold together the last to end counts. */
function longest(pauses: readonly ({ until: string | null } | null)[]): { until: Temporal.PlainDate | null } | null {
  const ends = pauses.flatMap((pause) => (pause === null ? [] : [pause.until === null ? null : Temporal.PlainDate.from(pause.until)]));
  if (ends.length === 0) return null;
  if (ends.includes(null)) return { until: null };
  return { until: (ends as Temporal.PlainDate[]).toSorted((one, other) => Temporal.PlainDate.compare(one, other)).at(-1) ?? null };
}

/** The client's own situation first: without a benefit or a way nothing goes, whatever the calendar says. */
function obstacle(missed: RoundAhead['missed'], reach: Reach, language: Language): string | null {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-planning.next.${key}`, values);
  const isOver = 'unreachable' in reach && (reach.unreachable === 'deceased' || reach.unreachable === 'no_benefit');
  if (isOver) return say('not.over', { why: say(`why.${reach.unreachable}`) });
  if (missed) return say(`not.${missed}`);
  return 'unreachable' in reach ? say('not.unreachable', { why: say(`why.${reach.unreachable}`) }) : null;
}

/** By part of the world, as people look for them. */
function zones(current: string) {
  const areas = Map.groupBy(TIME_ZONES.includes(current) ? TIME_ZONES : [current, ...TIME_ZONES], (name) => name.split('/')[0] as string);
  return [...areas]
    .toSorted(([one], [other]) => Number(other === 'Europe') - Number(one === 'Europe') || one.localeCompare(other))
    .map(([area, names]) => ({
      area,
      names: names.map((name) => ({ name, label: name.split('/').slice(1).join(' / ').replaceAll('_', ' '), isChosen: name === current })),
    }));
}

/** So many days are shown at once; what was before them waits behind a line. */
const DAYS_AT_ONCE = 5;

function history({ happenings }: ClientPlanning, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-planning.history.${key}`, values);
  const days = happeningsPage(happenings, language);
  const earlier = days.slice(DAYS_AT_ONCE);
  return {
    intro: say('intro', { count: HAPPENINGS }),
    days: days.slice(0, DAYS_AT_ONCE),
    earlier: earlier.length > 0 ? { label: say('earlier', { count: earlier.length }), days: earlier } : null,
  };
}
