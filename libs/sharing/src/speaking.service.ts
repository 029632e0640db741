import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ClientResponse } from './domain/share.js';
import { wordsOf } from './domain/share.js';
import { LinksService, type FollowedLink } from './links.service.js';
import { ObjectionsService } from './objections.service.js';
import { ResponsesService } from './responses.service.js';
import { NotSharedError } from './sharing.errors.js';
import { WordsHeardService } from './words-heard.service.js';

/** A page that was opened with the year of birth: its link, and the proof that stood in its form. */
export interface Opened {
  token: string;
  pass: string;
}

/** What a client says on the page behind a link. Each verb is one transaction, with everything that must happen when somebody may be in danger. */
@Injectable()
export class SpeakingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly links: LinksService,
    private readonly responses: ResponsesService,
    private readonly objections: ObjectionsService,
    private readonly heard: WordsHeardService,
  ) {}

  /**
   * @returns whether the words may mean danger: then the page shows at once whom to call
   * @throws ShareLinkUnknownError, ShareLinkNotOpenError, NotSharedError, InvalidInputError (field `words`), TooManyAttemptsError
   */
  async respond(
    opened: Opened,
    { suggestionId, response, words }: { suggestionId: string; response: ClientResponse; words: string },
    language: string,
    now: Temporal.Instant,
  ): Promise<{ isCrisis: boolean }> {
    return this.say(opened, { suggestionId, words, language }, now, (tx) =>
      this.responses.respond(tx, { suggestionId, response, words, staffId: null }, now),
    );
  }

  /** The same, for an objection. */
  async object(
    opened: Opened,
    { suggestionId, words }: { suggestionId: string; words: string },
    language: string,
    now: Temporal.Instant,
  ): Promise<{ isCrisis: boolean }> {
    return this.say(opened, { suggestionId, words, language }, now, (tx) =>
      this.objections.object(tx, { suggestionId, words, staffId: null }, now),
    );
  }

  /** A cry for help is heard, whatever else is wrong with what stands around it: it is listened to in a story of its own when that one fails. */
  private async say(
    opened: Opened,
    said: { suggestionId: string; words: string; language: string },
    now: Temporal.Instant,
    story: (tx: EntityManager) => Promise<void>,
  ): Promise<{ isCrisis: boolean }> {
    const listen = (tx: EntityManager, { clientId }: FollowedLink) =>
      this.heard.listen(tx, { clientId, words: wordsOf(said.words), language: said.language }, now);
    try {
      return await this.dataSource.transaction(async (tx) => {
        const link = await this.links.enter(tx, opened, now);
        await mustStandBehindALink(tx, link.clientId, said.suggestionId);
        await story(tx);
        return listen(tx, link);
      });
    } catch (refused) {
      const { isCrisis } = await this.dataSource.transaction(async (tx) => listen(tx, await this.links.enter(tx, opened, now)));
      if (isCrisis) return { isCrisis };
      throw refused;
    }
  }
}

/** Read at the table is not behind the link, and what is another client's is nobody's business here. */
async function mustStandBehindALink(tx: EntityManager, clientId: string, suggestionId: string): Promise<void> {
  const rows: unknown[] = await tx.query(
    `select from suggestion_share where suggestion_id = $2 and client_id = $1 and how = 'link' and withdrawn_at is null`,
    [clientId, suggestionId],
  );
  if (rows.length === 0) throw new NotSharedError();
}
