import { chooseContactPoint, type PauseReason, type ReachFacts, type TaskKind, type Unreachable } from '#libs/people';
import { change, traitOf } from '#libs/profiles';
import { adviceOf, STANDARD_RULES, type Condition } from '#libs/rules';
import type { ClientResponse } from '#libs/sharing';

/** When (epoch seconds) and what; the value is null for "dat wil ik niet zeggen" and "weet ik niet". */
export type Moment = readonly [at: number, value: number | null];

export interface Round {
  dueOn: string;
  /** `missed` was due and not asked, `unreachable` could not be asked or nothing arrived: neither is silence. */
  outcome: 'finished' | 'partial' | 'silent' | 'unreachable' | 'missed' | null;
  started: boolean;
  unreachable: Unreachable | 'not_delivered' | null;
  /** Why it was not asked. */
  cause: string | null;
  /** The status of the invitation; null when none went out. */
  message: string | null;
}

/** The facts of one client on a caseload, as the database gives them. */
export interface CaseloadClient extends Pick<ReachFacts, 'language' | 'contactPoints' | 'optedOut'> {
  id: string;
  clientNumber: string;
  firstName: string;
  infix: string | null;
  lastName: string;
  deceasedOn: string | null;
  /** Since when the benefit that runs today; null when none does. */
  benefitSince: string | null;
  /** The first day of the running plan; null when nobody planned check-ins. */
  askedFrom: string | null;
  /** The latest rounds, newest first, at most six. */
  rounds: Round[];
  /** When answers last came in (epoch seconds), however few. */
  heardAt: number | null;
  /** Oldest first. */
  wellbeing: Moment[];
  health: Moment[];
  wishContact: Moment | null;
  wishHelp: Moment | null;
  /** Open ones that are not put off, the client's own wish first. */
  suggestions: { intervention: string; fromWish: boolean }[];
  /** What came of a wish and was decided about, or put off, and when. */
  wishesDecided: { intervention: string; at: number }[];
  /** What the client said about what was shared, and nobody has decided on since; oldest first. */
  answered: { intervention: string; response: ClientResponse; at: number }[];
  /** Since when an objection of the client stands to which nobody has said what comes of it; null: none does. */
  objectedAt: number | null;
  /** Types that run, or are planned. */
  running: string[];
  /** What is left for a person to do, most urgent first. */
  tasks: TaskKind[];
  /** `until` is the first day on which asking goes on; null without an end. */
  pause: { reason: PauseReason; until: string | null } | null;
  /** Since when (epoch seconds) a signal stands that somebody may be in danger, and nobody has taken it on; null: none does. */
  signalAt: number | null;
  /** Since when something that the client wrote waits to be read; null: nothing does. */
  unreadAt: number | null;
}

export type Reason =
  | { kind: 'crisis'; at: number }
  | { kind: 'message'; at: number }
  | { kind: 'objection'; at: number }
  | { kind: 'answered'; intervention: string; response: ClientResponse; at: number }
  | { kind: 'wants-contact'; at: number }
  | { kind: 'task'; task: TaskKind }
  | { kind: 'wants-help'; at: number; with: number }
  | { kind: 'suggestions'; interventions: string[] }
  | { kind: 'drop'; trait: string; from: number; to: number; at: number }
  | { kind: 'silence' }
  | { kind: 'unreachable'; why: Unreachable | 'undelivered' };

/** `unheard` is no better than it sounds: never an answer, or none that still counts. It is never shown as fine. */
export type Standing = 'needs-me' | 'unheard' | 'quiet' | 'left';

export interface Attention {
  standing: Standing;
  /** Most urgent first. */
  reasons: Reason[];
}

/** Two steps down on a five-point scale is more than a bad day; an older drop has been talked about or has become how things are. */
const SHARP = 2;
const DROP_COUNTS_DAYS = 60;
/** Two answers more than half a year apart are two situations, not a change. */
const COMPARABLE_DAYS = 183;
const HEARD_COUNTS_DAYS = 90;
const DAY = 86_400;

/** The order is the product's promise: who may be in danger before everybody; what people ask for themselves comes before what we think of them; a wrong number can wait a day. */
const URGENCY = [
  'crisis',
  'wants-contact',
  'message',
  'objection',
  'answered',
  'wants-help',
  'task',
  'suggestions',
  'drop',
  'repair',
  'silence',
  'unreachable',
] as const;

function placeOf(reason: Reason): number {
  return URGENCY.indexOf(reason.kind === 'task' && reason.task === 'repair_address' ? 'repair' : reason.kind);
}

/** Why the coach should look at this client today, if at all. Total, and honest about not knowing. */
export function attentionOf(client: CaseloadClient, now: Temporal.Instant): Attention {
  if (client.deceasedOn !== null || client.benefitSince === null) {
    // Nobody asks them anything any more; what they say themselves is heard all the same.
    const said = words(client);
    return { standing: said.length > 0 ? 'needs-me' : 'left', reasons: said };
  }
  const seconds = now.epochMilliseconds / 1000;
  const wishes = openWishes(client, seconds);
  const reasons = [
    ...words(client),
    ...wishes,
    ...answers(client),
    ...tasks(client),
    ...suggestions(client, wishes.length > 0),
    ...drops(client, seconds),
    ...silence(client),
    ...unreachable(client),
  ].toSorted((one, other) => placeOf(one) - placeOf(other));
  if (reasons.length > 0) return { standing: 'needs-me', reasons };
  const isHeard = client.heardAt !== null && seconds - client.heardAt < HEARD_COUNTS_DAYS * DAY;
  return { standing: isHeard ? 'quiet' : 'unheard', reasons };
}

/** For sorting: who comes first on the page. Fewer is more urgent. */
export function urgencyOf({ standing, reasons }: Attention): number {
  const [first] = reasons;
  if (first) return placeOf(first) - Math.min(reasons.length, 9) / 10;
  return URGENCY.length + ['needs-me', 'unheard', 'quiet', 'left'].indexOf(standing);
}

/** What somebody wrote in their own words, and nobody has read or taken on. */
function words({ signalAt, unreadAt, objectedAt }: CaseloadClient): Reason[] {
  return [
    ...(signalAt === null ? [] : [{ kind: 'crisis', at: signalAt } as const]),
    ...(unreadAt === null ? [] : [{ kind: 'message', at: unreadAt } as const]),
    ...(objectedAt === null ? [] : [{ kind: 'objection', at: objectedAt } as const]),
  ];
}

/** A wish stands until it expires, the coach decided about what came of it, or what it asks for runs already. */
function openWishes(client: CaseloadClient, now: number): Reason[] {
  const { wishContact, wishHelp } = client;
  const help = wishHelp?.[1] ?? null;
  return [
    ...(wishContact?.[1] === 1 && isWaiting('wish.contact', 1, wishContact[0], client, now)
      ? [{ kind: 'wants-contact', at: wishContact[0] } as const]
      : []),
    ...(wishHelp && help !== null && help !== NO_HELP && isWaiting('wish.help', help, wishHelp[0], client, now)
      ? [{ kind: 'wants-help', at: wishHelp[0], with: help } as const]
      : []),
  ];
}

function isWaiting(
  trait: string,
  value: number,
  at: number,
  { suggestions, wishesDecided, running }: CaseloadClient,
  now: number,
): boolean {
  if (!counts(trait, at, now)) return false;
  const means = meansFor(trait, value);
  if (suggestions.some(({ intervention, fromWish }) => fromWish && means.has(intervention))) return true;
  const isDecided = wishesDecided.some((decision) => decision.at >= at && means.has(decision.intervention));
  return !isDecided && !running.some((type) => means.has(type));
}

/**
 * What may come of a wish, as the standard rules have it. A conversation is what a rule makes of most things that need care: it answers the wish only where
 * it is what the wish itself leads to, not where more has to be known for it.
 */
function meansFor(trait: string, value: number): Set<string> {
  const rules = STANDARD_RULES.filter(({ wish, when }) => wish === true && asksFor(when, trait, value));
  return new Set(
    rules.flatMap((rule) =>
      adviceOf(rule)
        .map(({ intervention }) => intervention)
        .filter((intervention) => intervention !== 'COACH_CALL' || 'trait' in rule.when),
    ),
  );
}

function asksFor(condition: Condition, trait: string, value: number): boolean {
  if ('trait' in condition) return condition.trait === trait && 'is' in condition && condition.is === value;
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
  return parts.some((part) => asksFor(part, trait, value));
}

const NO_HELP = 9;

function answers({ answered }: CaseloadClient): Reason[] {
  return answered.map((answer) => ({ kind: 'answered', ...answer }));
}

/** Nothing is told twice: what came of a wish stands there as the wish, and what the client said something about as what they said. */
function suggestions({ suggestions, answered }: CaseloadClient, wishIsShown: boolean): Reason[] {
  const interventions = suggestions
    .filter(({ intervention, fromWish }) => !(wishIsShown && fromWish) && !answered.some((answer) => answer.intervention === intervention))
    .map(({ intervention }) => intervention);
  return interventions.length > 0 ? [{ kind: 'suggestions', interventions }] : [];
}

function drops({ wellbeing, health }: CaseloadClient, now: number): Reason[] {
  return [drop('wellbeing.general', wellbeing, now), drop('health.self_rated', health, now)].filter((reason) => reason !== null);
}

/** The latest answer against the one before it; a refusal in between is not a value and is stepped over. */
function drop(trait: string, series: readonly Moment[], now: number): Reason | null {
  const answers = series.filter((moment): moment is readonly [number, number] => moment[1] !== null);
  const [before, latest] = answers.slice(-2);
  if (!before || !latest || now - latest[0] >= DROP_COUNTS_DAYS * DAY || latest[0] - before[0] >= COMPARABLE_DAYS * DAY) return null;
  const changed = change({ trait, state: 'answered', value: latest[1] }, { trait, state: 'answered', value: before[1] });
  if (changed?.direction !== 'worse' || changed.points < SHARP) return null;
  return { kind: 'drop', trait, from: before[1], to: latest[1], at: latest[0] };
}

function tasks({ tasks }: CaseloadClient): Reason[] {
  return tasks.map((task) => ({ kind: 'task', task }));
}

/** Somebody whom the question did not reach is not silent, and neither is who was not asked. Once there is a task to call, that says it. */
function silence({ rounds: all, tasks }: CaseloadClient): Reason[] {
  if (tasks.includes('call') || tasks.includes('ask_in_person')) return [];
  const rounds = all.filter(({ outcome }) => outcome !== 'missed');
  const closed = rounds.filter(({ outcome }) => outcome !== null).slice(0, 2);
  return closed.length === 2 && closed.every((round) => round.outcome === 'silent' && wasReached(round)) ? [{ kind: 'silence' }] : [];
}

function unreachable(client: CaseloadClient): Reason[] {
  const reach = chooseContactPoint({ ...client, deceased: false, hasBenefit: true }, null);
  // A task to repair the address says it already.
  if ('unreachable' in reach && client.tasks.length > 0 && reach.unreachable !== 'opted_out') return [];
  if ('unreachable' in reach) return [{ kind: 'unreachable', why: reach.unreachable }];
  const latest = client.rounds.find(({ outcome }) => outcome !== 'missed');
  return latest && isLost(latest) ? [{ kind: 'unreachable', why: 'undelivered' }] : [];
}

function wasReached(round: Round): boolean {
  return round.unreachable === null && !isLost(round);
}

function isLost({ message, started }: Round): boolean {
  return !started && (message === 'undelivered' || message === 'failed');
}

function counts(trait: string, at: number, now: number): boolean {
  return now - at < traitOf(trait).validDays * DAY;
}
