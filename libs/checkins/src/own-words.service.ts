import { Injectable } from '@nestjs/common';
import { CrisisService, InboxService } from '#libs/inbox';
import { DEFAULT_LANGUAGE, isClientLanguage } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import type { GivenAnswer } from './answers.js';

/** Listens to what somebody says in their own words where a question asks for them: a coach reads it in the answers, and danger at once. */
@Injectable()
export class OwnWordsService {
  constructor(
    private readonly inbox: InboxService,
    private readonly crisis: CrisisService,
  ) {}

  /**
   * Words that may mean danger go to the inbox too, in the caller's transaction with everything that must happen then: an answer waits until
   * somebody opens the file, and this must not. The same words again are one message; however many there are, none is refused.
   * @param checkIn whose row the caller holds, so that two that come at once see each other
   * @param words answers to questions that ask for words; they are never a value of a trait
   * @returns whether any of them may mean danger
   */
  async listen(
    tx: EntityManager,
    { id: checkInId, clientId }: { id: string; clientId: string },
    words: readonly GivenAnswer[],
    now: Temporal.Instant,
  ): Promise<{ isCrisis: boolean }> {
    let isCrisis = false;
    for (const { said, language } of words) {
      if (said === null || !(await this.crisis.isCrisis(tx, said))) continue;
      isCrisis = true;
      if (await isKnown(tx, { clientId, checkInId }, said)) continue;
      await this.inbox.receive(
        tx,
        {
          clientId,
          channel: 'app',
          address: null,
          inboundId: null,
          checkInId,
          kind: 'message',
          body: said,
          language: isClientLanguage(language) ? language : DEFAULT_LANGUAGE,
        },
        now,
      );
    }
    return { isCrisis };
  }
}

async function isKnown(
  tx: EntityManager,
  { clientId, checkInId }: { clientId: string; checkInId: string },
  body: string,
): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `select from inbox_message where client_id = $1 and check_in_id = $2 and channel = 'app' and body = $3 limit 1`,
    [clientId, checkInId, body],
  );
  return rows.length > 0;
}
