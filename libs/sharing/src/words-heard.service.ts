import { Injectable } from '@nestjs/common';
import { CrisisService, InboxService } from '#libs/inbox';
import { DEFAULT_LANGUAGE, isClientLanguage } from '#libs/platform';
import type { EntityManager } from 'typeorm';

/** Listens to what a client writes about a suggestion: the coach reads it there, and danger at once. */
@Injectable()
export class WordsHeardService {
  constructor(
    private readonly inbox: InboxService,
    private readonly crisis: CrisisService,
  ) {}

  /**
   * Words that may mean danger go to the inbox too, in the caller's transaction with everything that must happen then. The same words again on
   * one day (a button pressed twice) are one message; however many there are, none is refused.
   * @returns whether they may mean danger
   */
  async listen(
    tx: EntityManager,
    { clientId, words, language }: { clientId: string; words: string; language: string },
    now: Temporal.Instant,
  ): Promise<{ isCrisis: boolean }> {
    if (!(await this.crisis.isCrisis(tx, words))) return { isCrisis: false };
    const known: unknown[] = await tx.query(
      `select from inbox_message where client_id = $1 and channel = 'app' and body = $2 and received_at > $3 limit 1`,
      [clientId, words, now.subtract({ hours: 24 })],
    );
    if (known.length > 0) return { isCrisis: true };
    return this.inbox.receive(
      tx,
      {
        clientId,
        channel: 'app',
        address: null,
        inboundId: null,
        kind: 'message',
        body: words,
        language: isClientLanguage(language) ? language : DEFAULT_LANGUAGE,
      },
      now,
    );
  }
}
