import { Injectable } from '@nestjs/common';
import { FollowUpTasksService, ReachService } from '#libs/people';
import { hashOf, OutboxService, readToken } from '#libs/messaging';
import { ObservationsService } from '#libs/profiles';
import { QuestionnairesService, type QuestionnaireDefinition } from '#libs/questionnaires';
import { SuggestionsService } from '#libs/rules';
import type { EntityManager } from 'typeorm';
import { endFinished, endWithAnswers, storeForGood, type GivenAnswer } from './answers.js';
import type { CheckIn } from './check-in.js';
import { NothingAnsweredError } from './checkins.errors.js';
import { leftOf, routeOf } from './domain/route.js';
import { observationsOf, scoresObserved, type DatedAnswer } from './observations-of.js';

/** The last step of every check-in that was answered, by its client or by the passing of time. */
@Injectable()
export class CompletingService {
  constructor(
    private readonly questionnaires: QuestionnairesService,
    private readonly observations: ObservationsService,
    private readonly suggestions: SuggestionsService,
    private readonly outbox: OutboxService,
    private readonly reach: ReachService,
    private readonly tasks: FollowUpTasksService,
  ) {}

  /**
   * Answers become observations and the rules are reviewed, in the caller's transaction: together or not at all.
   * What was asked and not answered is not observed: missing is not zero, and not "goed". Nor is an answer to what is not asked any more,
   * because another answer led past it or its module was switched off: it is kept, and does not count.
   * @param checkIn an open one whose row the caller has locked
   * @param given answers that come in with the finishing; those given before are taken as they are stored
   * @param token of the link it was finished by: whoever has it reads what is sent to that address
   * @throws NothingAnsweredError when it is to be finished and every question was passed over or left open
   */
  async complete(
    tx: EntityManager,
    checkIn: CheckIn,
    outcome: 'finished' | 'partial',
    given: readonly GivenAnswer[],
    now: Temporal.Instant,
    token: string | null = null,
  ): Promise<void> {
    const read = token === null ? null : readToken(token);
    const answers = await endWithAnswers(tx, checkIn.id, outcome, given, now, read === null ? null : hashOf(read));
    const isSaid = outcome === 'partial' || answers.some(({ state }) => state !== 'skipped');
    if (!isNotEmpty(answers) || !isSaid) throw new NothingAnsweredError();
    const { definition } = await this.questionnaires.version(tx, checkIn.versionId);
    const asked = new Set(routeOf(definition, checkIn, byItem(answers)).map(({ key }) => key));
    const counting = answers
      .filter(({ item }) => asked.has(item))
      .map((answer) => ({ ...answer, answeredAt: answer.answered_at.toTemporalInstant() }));
    const fresh = counting.filter(({ isObserved }) => !isObserved);
    await this.observe(tx, definition, checkIn, { fresh, all: counting }, now);
    // An answer by whatever way calls back what still waits to ask for it.
    const [{ isInvitationQueued, hasOpenTask, unverifiedAddress }] = answers;
    if (isInvitationQueued) await this.outbox.withdraw(tx, [checkIn.id], now);
    // Who answers need not be called any more to hear whether the questions came through.
    if (hasOpenTask && outcome === 'finished') await this.tasks.dropNotNeeded(tx, [checkIn.clientId], ['call', 'ask_in_person'], now);
    if (unverifiedAddress !== null) await this.reach.markVerified(tx, checkIn.clientId, unverifiedAddress, now);
  }

  /**
   * Answers that count at once, in the caller's transaction: stored, observed and reviewed together or not at all. What still waits to ask
   * is called back; the last answer ends the check-in.
   * @param checkIn an open one whose row the caller has locked
   * @param address where the answer came from, as long as nothing proved that it is theirs: now something does
   * @returns what still has no answer, in the order in which it is asked; nothing: the check-in is finished
   */
  async keepForGood(
    tx: EntityManager,
    checkIn: CheckIn,
    given: readonly GivenAnswer[],
    address: string | null,
    now: Temporal.Instant,
  ): Promise<string[]> {
    const { fresh, all, isAskingQueued, hasOpenTask } = await storeForGood(tx, checkIn.id, given, now);
    const { definition } = await this.questionnaires.version(tx, checkIn.versionId);
    const asked = new Set(routeOf(definition, checkIn, byItem(all)).map(({ key }) => key));
    const left = leftOf(definition, checkIn, byItem(all));
    if (left.length === 0) await endFinished(tx, checkIn.id, now);
    const dated = (answers: readonly GivenAnswer[]) =>
      answers.filter(({ item }) => asked.has(item)).map((answer) => ({ ...answer, answeredAt: now }));
    const counting = { fresh: dated(fresh), all: left.length === 0 ? dated(all) : [] };
    await this.observe(tx, definition, checkIn, counting, now);
    if (isAskingQueued) await this.outbox.withdraw(tx, [checkIn.id], now);
    if (hasOpenTask && left.length === 0) await this.tasks.dropNotNeeded(tx, [checkIn.clientId], ['call', 'ask_in_person'], now);
    if (address !== null) await this.reach.markVerified(tx, checkIn.clientId, address, now);
    return left;
  }

  /** In one statement, with the scores over all answers once there is nothing left to answer; then the rules look at it. */
  private async observe(
    tx: EntityManager,
    definition: QuestionnaireDefinition,
    checkIn: CheckIn,
    { fresh, all }: { fresh: readonly DatedAnswer[]; all: readonly DatedAnswer[] },
    now: Temporal.Instant,
  ): Promise<void> {
    const told = [...observationsOf(definition, checkIn, fresh, now), ...scoresObserved(definition, checkIn, all, now)];
    if (fresh.length === 0 && told.length === 0) return;
    await this.observations.record(tx, told);
    await this.suggestions.review(tx, { clientId: checkIn.clientId, checkInId: checkIn.id }, now);
  }
}

function byItem<Answer extends { item: string }>(answers: readonly Answer[]): Map<string, Answer> {
  return new Map(answers.map((answer) => [answer.item, answer]));
}

function isNotEmpty<T>(list: T[]): list is [T, ...T[]] {
  return list.length > 0;
}
