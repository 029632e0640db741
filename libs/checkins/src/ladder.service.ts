import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, DEFAULT_LANGUAGE, isClientLanguage, localDate, localInstant, type Configuration } from '#libs/platform';
import { FollowUpTasksService, hoursFor, PausesService, ReachService, type ContactFacts, type Pause } from '#libs/people';
import { nextSendMoment, OutboxService, spreadMoment, type MessageChannel, type SendWindow } from '#libs/messaging';
import { DataSource, type EntityManager } from 'typeorm';
import { foresee, nextStep, taskWithoutWay, windowOf, type NextStep } from './domain/ladder.js';
import { INVITATION, REMINDER } from './inviting.service.js';
import { claimRounds, claimUnreachable, noticeFailures, roundsOf, writeLooks, writeSteps, type ClimbingRound } from './ladder-rows.js';

const BATCH = 500;

/** What will be done for a round that is open, if nobody answers before. */
export interface ForeseenStep {
  checkInId: string;
  at: Temporal.Instant;
  rung: 'again' | 'reminder' | 'other_channel' | 'call' | 'in_person';
  channel: MessageChannel | null;
  cause: string;
}

export interface Climbed {
  looked: number;
  messages: number;
  tasks: number;
}

type Decided = ClimbingRound & { step: NextStep };
type WithMessage = ClimbingRound & { step: Extract<NextStep, { kind: 'message' }> };
type WithTask = ClimbingRound & { step: Extract<NextStep, { kind: 'task' }> };

/** Reaches who was not reached: the same way again, a reminder, another channel, and in the end a person. Every step is a row with its cause. */
@Injectable()
export class LadderService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reach: ReachService,
    private readonly outbox: OutboxService,
    private readonly tasks: FollowUpTasksService,
    private readonly pauses: PausesService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Takes every step whose time has come. May be called as often as you like, by several workers at once: each step is taken once. */
  async climb(now: Temporal.Instant): Promise<Climbed> {
    await noticeFailures(this.dataSource.manager, now);
    const total: Climbed = { looked: 0, messages: 0, tasks: await this.handOverUnreachable(now) };
    for (;;) {
      const { looked, messages, tasks } = await this.dataSource.transaction((tx) => this.climbBatch(tx, now));
      total.looked += looked;
      total.messages += messages;
      total.tasks += tasks;
      if (looked < BATCH) return total;
    }
  }

  /** The next step for each open round of a client, with when and why, as things are now. */
  async foresee(tx: EntityManager, clientId: string, now: Temporal.Instant): Promise<ForeseenStep[]> {
    const rounds = await roundsOf(tx, this.configuration.sendHours, clientId);
    const contacts = await this.contactsOf(tx, rounds, now);
    const { plans } = await this.pauses.current(tx, now);
    return rounds.flatMap((round): ForeseenStep[] => {
      const next = foresee(this.withContact(round, contacts.get(clientId), plans.get(round.planId)), now);
      if (!next) return [];
      const { at, step } = next;
      return step.kind === 'message'
        ? [{ checkInId: round.id, at, rung: step.rung, channel: step.channel, cause: step.cause }]
        : [{ checkInId: round.id, at, rung: step.task === 'call' ? 'call' : 'in_person', channel: null, cause: step.cause }];
    });
  }

  private async climbBatch(tx: EntityManager, now: Temporal.Instant): Promise<Climbed> {
    const rounds = await claimRounds(tx, this.configuration.sendHours, BATCH, now);
    const contacts = await this.contactsOf(tx, rounds, now);
    const { plans } = await this.pauses.current(tx, now);
    const decided = rounds.map((round): Decided => {
      const known = this.withContact(round, contacts.get(round.clientId), plans.get(round.planId));
      return { ...known, step: nextStep(known, now) };
    });
    const messages = await this.write(tx, decided.filter(hasMessage), now);
    const tasks = await this.handOver(tx, decided.filter(hasTask), now);
    await writeLooks(
      tx,
      decided.map((round) => ({ id: round.id, next: nextLook(round, now) })),
      now,
    );
    return { looked: rounds.length, messages, tasks };
  }

  /** A client's own hours go before those of the plan; who is in a paused plan is not reminded of it. */
  private withContact(round: ClimbingRound, contact: ContactFacts | undefined, pause: Pause | undefined): ClimbingRound {
    const hours = contact?.preference.hours ? hoursFor(contact.preference, this.configuration.sendHours) : round.hours;
    return { ...round, hours, contact: contact ? withPlanPause(contact, pause) : null };
  }

  private async contactsOf(
    tx: EntityManager,
    rounds: readonly { clientId: string }[],
    now: Temporal.Instant,
  ): Promise<Map<string, ContactFacts>> {
    return this.reach.factsOf(
      tx,
      rounds.map(({ clientId }) => clientId),
      localDate(now),
    );
  }

  /** The message may leave in what is left of today's window: what could not leave today does not ring tomorrow morning. */
  private async write(tx: EntityManager, rounds: readonly WithMessage[], now: Temporal.Instant): Promise<number> {
    const ids = await this.outbox.enqueueAll(
      tx,
      rounds.map((round) => {
        const { channel, to, language, rung } = round.step;
        const window = windowOf(round, now) as SendWindow;
        return {
          channel,
          to,
          purpose: rung === 'reminder' ? REMINDER : INVITATION,
          language: isClientLanguage(language) ? language : DEFAULT_LANGUAGE,
          subjectId: round.id,
          clientId: round.clientId,
          notBefore: spreadMoment(round.clientId, now, window),
          expiresAt: window.until,
        };
      }),
      now,
    );
    await writeSteps(
      tx,
      rounds.map(({ id, clientId, step: { rung, channel, cause } }, index) => ({
        checkInId: id,
        clientId,
        rung,
        channel,
        cause,
        messageId: ids[index] as string,
        taskId: null,
      })),
      now,
    );
    return rounds.length;
  }

  private async handOver(
    tx: EntityManager,
    rounds: readonly Pick<WithTask, 'id' | 'clientId' | 'step'>[],
    now: Temporal.Instant,
  ): Promise<number> {
    const dueOn = localDate(nextSendMoment(now, this.configuration.sendHours));
    const made = await this.tasks.make(
      tx,
      rounds.map(({ id, clientId, step: { task, cause } }) => ({ clientId, kind: task, cause, checkInId: id, dueOn })),
      now,
    );
    await writeSteps(
      tx,
      rounds.map(({ id, clientId, step: { task, cause } }) => ({
        checkInId: id,
        clientId,
        rung: task === 'call' ? ('call' as const) : ('in_person' as const),
        channel: null,
        cause,
        messageId: null,
        taskId: made.find((one) => one.clientId === clientId && one.kind === task)?.id ?? null,
      })),
      now,
    );
    return rounds.length;
  }

  /** Who could not be asked at all, because there is no address or none that works, is for a person at once: there is no message to wait for. */
  private async handOverUnreachable(now: Temporal.Instant): Promise<number> {
    return this.dataSource.transaction(async (tx) => {
      const rounds = await claimUnreachable(tx, BATCH, now);
      const contacts = await this.contactsOf(tx, rounds, now);
      return this.handOver(
        tx,
        rounds.flatMap(({ id, clientId, cause }) => {
          const contact = contacts.get(clientId);
          return contact ? [{ id, clientId, step: { kind: 'task', task: taskWithoutWay(contact), cause } }] : [];
        }),
        now,
      );
    });
  }
}

function withPlanPause(contact: ContactFacts, pause: Pause | undefined): ContactFacts {
  return pause && !contact.paused ? { ...contact, paused: { reason: pause.reason, until: pause.until, scope: 'client' } } : contact;
}

function hasMessage(round: Decided): round is WithMessage {
  return round.step.kind === 'message';
}

function hasTask(round: Decided): round is WithTask {
  return round.step.kind === 'task';
}

/** After a message the day after is time enough to see what became of it; a failure is noticed at once. null: never, unless something fails. */
function nextLook({ step, contact }: Decided, now: Temporal.Instant): Temporal.Instant | null {
  if (step.kind === 'look') return step.at;
  if (step.kind !== 'message') return null;
  return localInstant(localDate(now, contact?.timeZone).add({ days: 1 }), '00:00', contact?.timeZone);
}
