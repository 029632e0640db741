import { Injectable } from '@nestjs/common';
import { OutboxService } from '#libs/messaging';
import { ObservationsService, type NewObservation } from '#libs/profiles';
import { itemOf, QuestionnairesService, type AnswerState } from '#libs/questionnaires';
import { SuggestionsService } from '#libs/rules';
import type { EntityManager } from 'typeorm';
import type { CheckIn } from './check-in.js';
import { NothingAnsweredError } from './checkins.errors.js';

/** One answer with how and in what language it was given. */
export interface GivenAnswer {
  item: string;
  state: AnswerState;
  value: number | null;
  channel: NewObservation['channel'];
  language: string;
}

interface AnswerRow extends GivenAnswer {
  answered_at: Date;
}

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
    const answers = await end(tx, checkIn.id, outcome, given, now);
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
    await this.outbox.withdraw(tx, [checkIn.id], now);
  }
}

/** Ends the check-in, stores what came in with it, and gives back all its answers: one statement, because every round trip counts here. */
async function end(
  tx: EntityManager,
  checkInId: string,
  outcome: 'finished' | 'partial',
  given: readonly GivenAnswer[],
  now: Temporal.Instant,
): Promise<AnswerRow[]> {
  const all = <Key extends keyof GivenAnswer>(key: Key) => given.map((answer) => answer[key]);
  return tx.query(
    `with ended as (
       update check_in set ended_at = $2, outcome = $3, started_at = coalesce(started_at, $2) where id = $1),
     given as (
       insert into answer (check_in_id, item, state, value, channel, language, answered_at)
       select $1, g.*, $2 from unnest($4::text[], $5::text[], $6::smallint[], $7::text[], $8::text[]) as g
       on conflict (check_in_id, item) do update
          set state = excluded.state, value = excluded.value, channel = excluded.channel, language = excluded.language,
              answered_at = excluded.answered_at
       returning item, state, value, channel, language, answered_at)
     select * from given
     union all
     select item, state, value, channel, language, answered_at from answer where check_in_id = $1 and item <> all ($4)`,
    [checkInId, now, outcome, all('item'), all('state'), all('value'), all('channel'), all('language')],
  );
}
