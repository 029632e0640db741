import { localDate, localInstant, type SendHours } from '#libs/platform';
import { nextSendMoment, openWindow, sendWindow, type FailureReason, type MessageChannel, type MessageStatus } from '#libs/messaging';
import { chooseContactPoint, type ContactFacts, type TaskKind } from '#libs/people';
import type { Reminder } from '#libs/planning';

/** The steps of reaching somebody for a round, from the first message to the next appointment. */
export type Rung = 'invitation' | 'again' | 'reminder' | 'other_channel' | 'call' | 'in_person';

/** A message that was written for a round, and what is known of it now. */
export interface SentStep {
  rung: Exclude<Rung, 'call' | 'in_person'>;
  channel: MessageChannel;
  /** The moment it left, or was to leave. */
  at: Temporal.Instant;
  status: MessageStatus;
  failureReason: FailureReason | null;
}

/** All that decides the next step for a round that is open. */
export interface RoundFacts {
  /** Oldest first. */
  sent: readonly SentStep[];
  /** A person was asked to call, or to ask face to face: then the product is quiet. */
  isWithPerson: boolean;
  hasStarted: boolean;
  /** From then on it can no longer be started; or finished, by who has started. */
  endsAt: Temporal.Instant;
  reminders: readonly Reminder[];
  /** The round before this one reached the client and was not answered either. */
  wasSilentBefore: boolean;
  /** null: nobody we know. */
  contact: ContactFacts | null;
  /** Of the plan, inside those of the office. */
  hours: SendHours;
}

/** Why a step is taken: what became of the message before it, or that nobody answered. */
export type StepCause = FailureReason | 'unanswered' | 'half_way' | 'undelivered';

export type NextStep =
  | {
      kind: 'message';
      rung: 'again' | 'reminder' | 'other_channel';
      channel: MessageChannel;
      to: string;
      language: string;
      cause: StepCause;
    }
  | { kind: 'task'; task: Extract<TaskKind, 'call' | 'ask_in_person'>; cause: StepCause }
  | { kind: 'look'; at: Temporal.Instant }
  | { kind: 'nothing' };

/** A step makes sense while so much time is left to act on it. */
const HOURS_TO_BEGIN = 24;
const HOURS_TO_GO_ON = 4;
/** After the last message has been left unanswered for so many days, a second silent round in a row is one for the coach. */
const DAYS_BEFORE_CALLING = 2;

/** It may have arrived: whoever got it may still answer. */
const MAY_HAVE_ARRIVED: readonly MessageStatus[] = ['sent', 'delivered', 'unknown'];
const ON_ITS_WAY: readonly MessageStatus[] = ['queued', 'sending'];
/** It did not leave, or not as far as the road to this address: the same way may work tomorrow. */
const OURS: readonly (FailureReason | null)[] = [
  'expired',
  'provider_unreachable',
  'provider_credentials',
  'rate_limited',
  'sender_refused',
  'text_refused',
  'never_taken',
  'budget_used',
  'paused',
  'address_not_current',
  'refused',
  'unexplained',
];
/** It waited until it was too late, or was written to an address that is no longer theirs: that says nothing against the channel. */
const SAYS_NOTHING: readonly (FailureReason | null)[] = ['expired', 'budget_used', 'paused', 'address_not_current'];
/** What was refused so often on a channel is not tried there again for this round. */
const MOST_REFUSALS = 2;
/** Nobody is to be asked any more. */
const OVER: readonly (FailureReason | null)[] = ['deceased', 'no_benefit', 'found_work', 'withdrawn', 'plan_ended', 'not_on_guest_list'];

/**
 * What is to be done now to reach this client for this round, on the evidence of what was done before. Total; one message a day at most, only
 * in an open window of the plan, never to a channel that was stopped, and none any more once a person has it:
 * - it never left → the same `again` on the next day of sending
 * - it failed for a reason of the address → the `other_channel`
 * - it may have arrived and nobody answered, or somebody stopped halfway → the plan's `reminder`s, each after its days
 * - no channel is left → a person: by telephone when there is one, else at the next appointment
 * - unanswered, the second round in a row → a person
 */
export function nextStep(facts: RoundFacts, now: Temporal.Instant): NextStep {
  const { contact, sent } = facts;
  const last = sent.at(-1);
  if (!contact || contact.deceased || !contact.hasBenefit || facts.isWithPerson || !last) return { kind: 'nothing' };
  if (contact.paused && !isOver(contact.paused.until, contact, now)) return lookAfterPause(contact.paused.until, facts, now);
  if (ON_ITS_WAY.includes(last.status)) return look(dayAfter(now, facts), facts);
  if (MAY_HAVE_ARRIVED.includes(last.status)) return remind(facts, last, now);
  if (OVER.includes(last.failureReason)) return { kind: 'nothing' };
  return reach(facts, last, now);
}

/** What will be done and when, if what is on its way arrives and nobody answers: what a coach can be told beforehand. null: nothing. */
export function foresee(
  facts: RoundFacts,
  now: Temporal.Instant,
): { at: Temporal.Instant; step: Extract<NextStep, { kind: 'message' | 'task' }> } | null {
  const sent = facts.sent.map((step): SentStep => (ON_ITS_WAY.includes(step.status) ? { ...step, status: 'sent' } : step));
  for (let at = now; ;) {
    const step = nextStep({ ...facts, sent }, at);
    if (step.kind === 'nothing') return null;
    if (step.kind !== 'look') return { at, step };
    at = step.at;
  }
}

/** Who is left to a person: somebody with any telephone is called, who has none is asked at the next appointment. */
export function taskWithoutWay({ contactPoints }: Pick<ContactFacts, 'contactPoints'>): 'call' | 'ask_in_person' {
  return contactPoints.some(({ kind, state }) => kind !== 'email' && state !== 'invalid') ? 'call' : 'ask_in_person';
}

/** The last rung: who did not pick up is asked at the next appointment. */
export function afterCalling(task: TaskKind, result: string): 'ask_in_person' | null {
  return task === 'call' && result === 'not_reached' ? 'ask_in_person' : null;
}

function reach(facts: RoundFacts, last: SentStep, now: Temporal.Instant): NextStep {
  const cause = last.failureReason ?? 'undelivered';
  const way = wayBy(facts, last.channel, failedChannels(facts));
  if (!way) return isStopped(facts) ? { kind: 'nothing' } : { kind: 'task', task: taskWithoutWay(facts.contact as ContactFacts), cause };
  const rung = way.channel === last.channel ? 'again' : 'other_channel';
  return when(dayAfter(last.at, facts), facts, now, { kind: 'message', rung, ...way, cause });
}

function remind(facts: RoundFacts, last: SentStep, now: Temporal.Instant): NextStep {
  const step = nextReminder(facts, last, now);
  if (step.kind === 'nothing' && facts.wasSilentBefore && !facts.hasStarted) return handOver(facts, last, now);
  return step;
}

function nextReminder(facts: RoundFacts, last: SentStep, now: Temporal.Instant): NextStep {
  const reminder = facts.reminders[facts.sent.filter(({ rung }) => rung === 'reminder').length];
  if (!reminder) return { kind: 'nothing' };
  const cause = facts.hasStarted ? 'half_way' : 'unanswered';
  const other = reminder.channel === 'next' ? wayBy(facts, last.channel, [...failedChannels(facts), last.channel]) : null;
  const same = wayBy(facts, last.channel, failedChannels(facts));
  // Who stopped this channel after the first message is not followed to another one.
  const way = other ?? (same?.channel === last.channel ? same : null);
  if (!way) return { kind: 'nothing' };
  return when(daysAfter(last.at, reminder.afterDays, facts), facts, now, { kind: 'message', rung: 'reminder', ...way, cause });
}

function handOver(facts: RoundFacts, last: SentStep, now: Temporal.Instant): NextStep {
  const [due, latest] = [daysAfter(last.at, DAYS_BEFORE_CALLING, facts), facts.endsAt.subtract({ hours: HOURS_TO_GO_ON })];
  const at = isBefore(due, latest) ? due : latest;
  if (isBefore(now, at)) return { kind: 'look', at };
  return { kind: 'task', task: taskWithoutWay(facts.contact as ContactFacts), cause: 'unanswered' };
}

/** Now, when a window is open and its day has come; else a look at the first moment when both are; nothing when that is too late. */
function when(from: Temporal.Instant, facts: RoundFacts, now: Temporal.Instant, step: NextStep): NextStep {
  const { hours, contact, hasStarted, endsAt } = facts;
  const at = nextSendMoment(isBefore(now, from) ? from : now, hours, contact?.timeZone);
  if (isBefore(endsAt, at.add({ hours: hasStarted ? HOURS_TO_GO_ON : HOURS_TO_BEGIN }))) return { kind: 'nothing' };
  return isBefore(now, at) ? { kind: 'look', at } : step;
}

/** The preferred channel first, without those that are ruled out. */
function wayBy(
  { contact }: RoundFacts,
  preferred: MessageChannel,
  without: readonly MessageChannel[],
): { channel: MessageChannel; to: string; language: string } | null {
  const facts = contact as ContactFacts;
  const reach = chooseContactPoint({ ...facts, optedOut: [...facts.optedOut, ...without] }, preferred);
  return 'unreachable' in reach ? null : { channel: reach.channel, to: reach.address, language: reach.language };
}

/** Somebody's own wish is no reason to have them called. */
function isStopped({ contact, sent }: RoundFacts): boolean {
  return (contact?.optedOut.length ?? 0) > 0 || sent.some(({ failureReason }) => failureReason === 'opted_out');
}

/** Channels that do not lead to this client: the address does not work, or what was sent was refused time and again. */
function failedChannels({ sent }: RoundFacts): MessageChannel[] {
  const failed = sent.filter(
    ({ status, failureReason }) => ['failed', 'undelivered', 'canceled'].includes(status) && !SAYS_NOTHING.includes(failureReason),
  );
  return (['sms', 'email'] as const).filter((channel) => {
    const here = failed.filter((step) => step.channel === channel);
    return (
      here.length >= MOST_REFUSALS || here.some(({ status, failureReason }) => status === 'undelivered' || !OURS.includes(failureReason))
    );
  });
}

function lookAfterPause(until: Temporal.PlainDate | null, facts: RoundFacts, now: Temporal.Instant): NextStep {
  const at = until ? localInstant(until, '00:00', facts.contact?.timeZone) : dayAfter(now, facts);
  return look(isBefore(now, at) ? at : dayAfter(now, facts), facts);
}

function isOver(until: Temporal.PlainDate | null, { timeZone }: ContactFacts, now: Temporal.Instant): boolean {
  return until !== null && Temporal.PlainDate.compare(localDate(now, timeZone), until) >= 0;
}

function look(at: Temporal.Instant, { endsAt }: RoundFacts): NextStep {
  return isBefore(at, endsAt) ? { kind: 'look', at } : { kind: 'nothing' };
}

function dayAfter(at: Temporal.Instant, facts: RoundFacts): Temporal.Instant {
  return daysAfter(at, 1, facts);
}

/** The beginning of the day that is so many local days later. */
function daysAfter(at: Temporal.Instant, days: number, { contact }: RoundFacts): Temporal.Instant {
  return localInstant(localDate(at, contact?.timeZone).add({ days }), '00:00', contact?.timeZone);
}

/** The window in which a step that is taken now may leave. */
export function windowOf({ hours, contact }: Pick<RoundFacts, 'hours' | 'contact'>, now: Temporal.Instant) {
  return openWindow(now, hours, contact?.timeZone) ?? sendWindow(localDate(now, contact?.timeZone), hours, contact?.timeZone);
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}
