import { Injectable } from '@nestjs/common';
import { OutboxService } from '#libs/messaging';
import { ObservationsService } from '#libs/profiles';
import { itemOf, QuestionnairesService } from '#libs/questionnaires';
import { SuggestionsService } from '#libs/rules';
import type { EntityManager } from 'typeorm';
import { endWithAnswers, type GivenAnswer } from './answers.js';
import type { CheckIn } from './check-in.js';
import { NothingAnsweredError } from './checkins.errors.js';

/** The last step of every check-in that was answered, by its client or by the passing of time. */
@Injectable()
export class CompletingService {
  constructor(
    private readonly questionnaires: QuestionnairesService,
    private readonly observations: ObservationsService,
    private readonly suggestions: SuggestionsService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Answers become observations and the rules are reviewed, in the caller's transaction: together or not at all.
   * What was asked and not answered is not observed: missing is not zero, and not "goed".
   * @param checkIn an open one whose row the caller has locked
   * @param given answers that come in with the finishing; those given before are taken as they are stored
   * @throws NothingAnsweredError
   */
  async complete(
    tx: EntityManager,
    checkIn: CheckIn,
    outcome: 'finished' | 'partial',
    given: readonly GivenAnswer[],
    now: Temporal.Instant,
  ): Promise<void> {
    const answers = await endWithAnswers(tx, checkIn.id, outcome, given, now);
    if (answers.length === 0) throw new NothingAnsweredError();
    const { definition } = await this.questionnaires.version(tx, checkIn.versionId);
    const traitOf = (item: string) => itemOf(definition, item)?.trait as string;
    await this.observations.record(
      tx,
      answers.map(({ item, state, value, channel, language, answered_at }) => ({
        clientId: checkIn.clientId,
        trait: traitOf(item),
        state,
        value,
        observedAt: answered_at.toTemporalInstant(),
        recordedAt: now,
        source: 'self_report',
        channel,
        questionnaireVersionId: checkIn.versionId,
        checkInId: checkIn.id,
        language,
      })),
    );
    await this.suggestions.review(tx, { clientId: checkIn.clientId, checkInId: checkIn.id }, now);
    // An answer by whatever way calls back what still waits to ask for it.
    if (answers.some(({ isInvitationQueued }) => isInvitationQueued)) await this.outbox.withdraw(tx, [checkIn.id], now);
  }
}
