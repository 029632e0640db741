import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, DEFAULT_LANGUAGE, isClientLanguage, localDate, localInstant, type Configuration } from '#libs/platform';
import { chooseContactPoint, hoursFor, PausesService, preferredChannel, ReachService, type ContactFacts, type Reach } from '#libs/people';
import { nextSendMoment, openWindow, OutboxService, spreadMoment, type MessageChannel, type SendWindow } from '#libs/messaging';
import { MOST_BY_MESSAGE, QuestionnairesService, type Composed, type PublishedVersion } from '#libs/questionnaires';
import { EnrolmentsService, obstacleOn, PlansService, settleDue, type BroughtUpToDate, type Settled } from '#libs/planning';
import { DataSource, type EntityManager } from 'typeorm';
import { ClosingService } from './closing.service.js';
import { ComposingService } from './composing.service.js';
import { closingMoment, firstLookAt } from './domain/schedule.js';
import { askedToday, dueEnrolments, plansHere, timeZonesOfClients, type DueRow, type PlanHere } from './due-enrolments.js';
import { INVITATION } from './inviting.service.js';
import { endOlderRounds, insertRounds, keepInvitations, moveOn, type Round } from './round-rows.js';

/** So many enrolments are looked at in one transaction: a few statements each, however many there are. */
const BATCH = 500;

export interface Opened {
  /** Asked: an invitation waits to be sent. */
  opened: number;
  /** Not asked, because there is no way; recorded with the reason. */
  unreachable: number;
  /** Was due and never asked; recorded with the cause. */
  missed: number;
}

/** An enrolment of which something is due, with everything that decides what becomes of it. */
interface Due extends DueRow {
  place: PlanHere;
  /** null: nobody of that id is left, or they have died or have no benefit any more. */
  facts: ContactFacts | null;
  settled: Settled;
  version: PublishedVersion;
  /** What the round that opens asks, and why; null when none opens. */
  composed: Composed | null;
}

/** Opens the rounds that are due: once, whatever happens, and only in the hours in which a message may ring. */
@Injectable()
export class RoundsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly plans: PlansService,
    private readonly enrolments: EnrolmentsService,
    private readonly questionnaires: QuestionnairesService,
    private readonly composing: ComposingService,
    private readonly reach: ReachService,
    private readonly pauses: PausesService,
    private readonly outbox: OutboxService,
    private readonly closing: ClosingService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Who is in which plan is brought up to date, and what is open of who left is canceled. */
  async bringUpToDate(now: Temporal.Instant): Promise<BroughtUpToDate & { canceled: number }> {
    const changed = await this.enrolments.bringUpToDate(now);
    return { ...changed, canceled: await this.closing.cancelPointless(now) };
  }

  /**
   * Of every enrolment whose next date has come, `settleDue` (planning) says what becomes of it, and it is done: a check-in with its
   * invitation, or a record of why not. May be called as often as you like, by as many workers as you like.
   */
  async openDue(now: Temporal.Instant): Promise<Opened> {
    const total: Opened = { opened: 0, unreachable: 0, missed: 0 };
    const { manager } = this.dataSource;
    const places = plansHere(await this.plans.running(manager), await timeZonesOfClients(manager), this.configuration.sendHours, now);
    if (places.length === 0) return total;
    for (let after: DueRow | null = null; ;) {
      const batch = await this.dataSource.transaction((tx) => this.openBatch(tx, places, after, now));
      for (const key of ['opened', 'unreachable', 'missed'] as const) total[key] += batch[key];
      if (batch.last === null) return total;
      after = batch.last;
    }
  }

  private async openBatch(
    tx: EntityManager,
    places: readonly PlanHere[],
    after: DueRow | null,
    now: Temporal.Instant,
  ): Promise<Opened & { last: DueRow | null }> {
    // One opener at a time: who was asked this week, and how many of a coach's clients today, is read after the lock is taken. The unique
    // key on (enrolment, date) is the belt.
    await tx.query(`select pg_advisory_xact_lock(hashtext('open due check-ins'))`);
    const rows = await dueEnrolments(tx, places, after, BATCH, now);
    const last = rows.length === BATCH ? (rows.at(-1) as DueRow) : null;
    if (rows.length === 0) return { opened: 0, unreachable: 0, missed: 0, last };

    const due = await this.settle(tx, rows, places, now);
    const rounds = due.flatMap((each) => roundsOf(each, now));
    const ids = await insertRounds(tx, rounds, now);
    await moveOn(tx, due.map(moveOf(now)));
    const asked = [...ids].filter(([round]) => round.channel !== null);
    await endOlderRounds(
      tx,
      asked.map(([{ enrolmentId }]) => enrolmentId),
      now,
    );
    await this.invite(tx, asked, due, now);
    const written = [...ids.keys()];
    return {
      opened: asked.length,
      unreachable: written.filter(({ unreachable }) => unreachable !== null).length,
      missed: written.filter(({ missed }) => missed !== null).length,
      last,
    };
  }

  /** What becomes of each, in turn: whoever is asked counts for the coach, and for the client's own week, of those after. */
  private async settle(tx: EntityManager, rows: readonly DueRow[], places: readonly PlanHere[], now: Temporal.Instant): Promise<Due[]> {
    const clientIds = rows.map(({ clientId }) => clientId);
    const facts = await this.reach.factsOf(tx, clientIds, localDate(now));
    const pausedPlans = (await this.pauses.current(tx, now)).plans;
    const bounded = rows.filter(({ here }) => places[here]?.plan.perCoachPerDay !== null);
    const askedOf = await askedToday(tx, [...new Set(bounded.flatMap(({ staffId }) => staffId ?? []))], now);
    const versions = await this.questionnaires.currentVersions(tx);
    const compose = await this.composing.prepare(tx, clientIds, versionsAt(places, versions), now);
    const askedNow = new Set<string>();
    return rows.map((row) => {
      const place = places[row.here] as PlanHere;
      const { plan, today, timeZone, isSendDay } = place;
      const known = facts.get(row.clientId);
      const contact = known && !known.deceased && known.hasBenefit ? known : null;
      const lastAsked = row.lastAskedAt && localDate(row.lastAskedAt.toTemporalInstant(), timeZone);
      const obstacle = obstacleOn({
        today,
        isSendDay: place.window !== null,
        isPaused: Boolean(contact?.paused) || pausedPlans.has(plan.id),
        lastAskedOn: askedNow.has(row.clientId) ? today : lastAsked,
        askedOfCoach: row.staffId === null ? 0 : (askedOf.get(row.staffId) ?? 0),
        perCoachPerDay: row.staffId === null ? null : plan.perCoachPerDay,
      });
      const settled = contact === null ? nothingOf(row) : settleDue(dueOf(row, plan, timeZone, isSendDay), today, obstacle);
      const version = versions.get(plan.questionnaireId) as PublishedVersion;
      const due = { ...row, place, facts: contact, settled, version, composed: null };
      if (settled.open === null) return due;
      const composed = compose(row.clientId, version, answersByMessage(due) ? MOST_BY_MESSAGE : 0);
      // Who cannot be reached is told of as that, whatever there was to ask.
      if (!('channel' in reachOf(due))) return { ...due, composed };
      if (composed.nothing !== null) return { ...due, settled: notAsked(settled, composed.nothing) };
      askedNow.add(row.clientId);
      if (row.staffId !== null) askedOf.set(row.staffId, (askedOf.get(row.staffId) ?? 0) + 1);
      return { ...due, composed };
    });
  }

  /** The invitation waits in the same transaction, spread over the plan's minutes. */
  private async invite(
    tx: EntityManager,
    asked: readonly (readonly [Round, string])[],
    due: readonly Due[],
    now: Temporal.Instant,
  ): Promise<void> {
    const dueOfEnrolment = new Map(due.map((each) => [each.enrolmentId, each]));
    const messages = asked.map(([round, checkInId]) => {
      const each = dueOfEnrolment.get(round.enrolmentId) as Due;
      const { place, clientId } = each;
      const { address } = reachOf(each) as { address: string };
      const { start, window } = this.windowFor(each, now);
      return {
        channel: round.channel as MessageChannel,
        to: address,
        purpose: INVITATION,
        language: round.language,
        subjectId: checkInId,
        clientId,
        notBefore: spreadMoment(clientId, start, window, place.plan.spreadMinutes),
        // What could not leave today does not ring tomorrow morning: a backlog is never sent at once, nor at night.
        expiresAt: window.until,
      };
    });
    const ids = await this.outbox.enqueueAll(tx, messages, now);
    await keepInvitations(
      tx,
      messages.map(({ subjectId, clientId, channel }, index) => ({
        checkInId: subjectId,
        clientId,
        channel,
        messageId: ids[index] as string,
      })),
      now,
    );
  }

  /** The plan's hours of today; or the client's own, as soon as they come: a wish of theirs goes before the hours of a plan. */
  private windowFor({ place, facts }: Due, now: Temporal.Instant): { start: Temporal.Instant; window: SendWindow } {
    if (!facts?.preference.hours) return { start: now, window: place.window as SendWindow };
    const hours = hoursFor(facts.preference, this.configuration.sendHours);
    const start = nextSendMoment(now, hours, place.timeZone);
    return { start, window: openWindow(start, hours, place.timeZone) as SendWindow };
  }
}

/** The questionnaires that are asked here. */
function versionsAt(places: readonly PlanHere[], versions: ReadonlyMap<string, PublishedVersion>): Set<PublishedVersion> {
  return new Set(places.flatMap(({ plan }) => versions.get(plan.questionnaireId) ?? []));
}

/** The rounds of an enrolment: those that were missed, and the one that opens, with what it asks and how its client is reached. */
function roundsOf(due: Due, now: Temporal.Instant): Round[] {
  const { place, settled, facts, enrolmentId, clientId, version, composed } = due;
  const { hoursToFinish, hoursOfInactivity, daysToStart } = place.plan;
  const round = { enrolmentId, clientId, versionId: version.versionId, hoursToFinish, hoursOfInactivity, channel: null, unreachable: null };
  const nothing = { items: [], because: {}, known: {} };
  const language = facts && isClientLanguage(facts.language) ? facts.language : DEFAULT_LANGUAGE;
  const missed = settled.missed.map(({ dueOn, cause }) => ({
    ...round,
    ...nothing,
    language,
    dueOn,
    missed: cause,
    closesAt: now,
    nextStepAt: null,
  }));
  if (settled.open === null || composed === null) return missed;
  const reach = reachOf(due);
  const isReached = 'channel' in reach;
  const { items, because, known } = composed;
  const opened = {
    ...round,
    items,
    because,
    known,
    dueOn: settled.open,
    missed: null,
    closesAt: closingMoment(now, daysToStart, place.timeZone),
    channel: isReached ? reach.channel : null,
    unreachable: isReached ? null : reach.unreachable,
    language: isReached ? language : DEFAULT_LANGUAGE,
    nextStepAt: isReached ? firstLookAt(now) : null,
  };
  return [...missed, opened];
}

/** Nothing to ask is no silence, and nobody who could not be reached: it was this client's turn, and there was nothing. */
function notAsked(settled: Settled, cause: NonNullable<Composed['nothing']>): Settled {
  return { ...settled, open: null, missed: [...settled.missed, { dueOn: settled.open as Temporal.PlainDate, cause }] };
}

/** Whether the questions themselves go by text message. */
function answersByMessage(due: Pick<Due, 'facts' | 'place'>): boolean {
  const reach = reachOf(due);
  return 'channel' in reach && reach.channel === 'sms' && due.facts?.preference.answerBy === 'message';
}

function dueOf(
  { anchorOn, nextDueOn, enrolledAt, waitsFor }: DueRow,
  plan: PlanHere['plan'],
  timeZone: string,
  isSendDay: PlanHere['isSendDay'],
) {
  return {
    cadence: plan.cadence,
    anchorOn: Temporal.PlainDate.from(anchorOn),
    nextDueOn: Temporal.PlainDate.from(nextDueOn),
    daysToStart: plan.daysToStart,
    enrolledOn: localDate(enrolledAt.toTemporalInstant(), timeZone),
    waitedFor: waitsFor,
    isSendDay,
  };
}

/** Who has died or has no benefit any more is not asked and leaves the plan by itself; until then nothing is written down. */
function nothingOf({ nextDueOn }: DueRow): Settled {
  return { missed: [], open: null, waitsFor: null, nextDueOn: Temporal.PlainDate.from(nextDueOn) };
}

/** What waits is looked at again when the client's next day begins. */
function moveOf(now: Temporal.Instant) {
  return ({ enrolmentId, settled, facts, place: { timeZone, today } }: Due) => {
    const waits = settled.waitsFor !== null || facts === null;
    return {
      enrolmentId,
      nextDueOn: settled.nextDueOn,
      waitsFor: settled.waitsFor,
      waitsUntil: waits ? later(localInstant(today.add({ days: 1 }), '00:00', timeZone), now) : null,
    };
  };
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) >= 0 ? one : other;
}

function reachOf({ facts, place }: Pick<Due, 'facts' | 'place'>): Reach {
  return facts === null
    ? { unreachable: 'no_benefit' }
    : chooseContactPoint(facts, preferredChannel(facts.preference, place.plan.preferredChannel));
}
