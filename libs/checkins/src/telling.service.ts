import { Injectable } from '@nestjs/common';
import { CrisisService, InboxService } from '#libs/inbox';
import { InvalidInputError, TooManyAttemptsError, type ClientLanguage } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { findCheckIn, type CheckIn } from './check-in.js';
import { LinkExpiredError, LinkUnknownError } from './checkins.errors.js';
import { linkState } from './domain/link-state.js';

/** In characters, as people count them. */
export const WORD_LENGTH = 1_000;
/** So many in 24 hours by one link: who finds the telephone cannot fill an inbox. */
export const WORDS_A_DAY = 5;
/** In hours after sending. Later the way to the coach is the ordinary one. */
const HOURS_TO_TELL = 24;

/** Tells the coach what a client writes on the page behind a link, at the end of the questions or after sending. */
@Injectable()
export class TellingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly inbox: InboxService,
    private readonly crisis: CrisisService,
  ) {}

  /**
   * Puts it in the inbox at once, whether or not the answers are ever sent, in one transaction with everything that must happen when somebody
   * may be in danger. The same words again (a button pressed twice, a page that was loaded again) are one message.
   * @returns whether they may be in danger: then the page shows at once whom to call
   * @throws InvalidInputError (field `word`: empty, too-long), TooManyAttemptsError, LinkUnknownError, LinkExpiredError (not begun, closed without being sent, or sent too long ago)
   */
  async tell(
    token: string,
    words: string,
    { language }: { language: ClientLanguage },
    now: Temporal.Instant,
  ): Promise<{ isCrisis: boolean }> {
    const body = words.replaceAll('\u0000', '').replaceAll('\r\n', '\n').trim();
    if (body === '') throw new InvalidInputError({ word: 'empty' });
    if ([...body].length > WORD_LENGTH) throw new InvalidInputError({ word: 'too-long' });
    return this.dataSource.transaction(async (tx) => {
      // The lock makes two that come at once count each other.
      const checkIn = await findCheckIn(tx, { token }, 'lock');
      if (!checkIn) throw new LinkUnknownError();
      const { id: checkInId, clientId } = checkIn;
      if (!mayTell(checkIn, now)) throw new LinkExpiredError();
      const told = await wordsOf(tx, checkInId, now.subtract({ hours: 24 }));
      if (told.includes(body)) return { isCrisis: await this.crisis.isCrisis(tx, body) };
      // A cry for help is never refused.
      if (told.length >= WORDS_A_DAY && !(await this.crisis.isCrisis(tx, body))) throw new TooManyAttemptsError('enough words for a day');
      return this.inbox.receive(
        tx,
        {
          clientId,
          channel: 'app',
          address: null,
          inboundId: null,
          checkInId,
          kind: 'message',
          body,
          language,
        },
        now,
      );
    });
  }

  /** What was told by this check-in's link, oldest first, for the page on which its client looks back; at most five a day make it few. */
  async told(checkInId: string): Promise<string[]> {
    const rows: { body: string }[] = await this.dataSource.query(
      `select body from inbox_message
        where check_in_id = $1 and channel = 'app' and not exists (select from answer where check_in_id = $1 and said = body)
        order by received_at, id limit 20`,
      [checkInId],
    );
    return rows.map(({ body }) => body);
  }
}

/** Who has begun and has not sent yet, or has sent not long ago. */
function mayTell(checkIn: CheckIn, now: Temporal.Instant): boolean {
  const { startedAt, outcome, endedAt } = checkIn;
  if (outcome === 'finished' && endedAt !== null) return isBefore(now, endedAt.add({ hours: HOURS_TO_TELL }));
  return startedAt !== null && linkState(checkIn, now) === 'open';
}

async function wordsOf(tx: EntityManager, checkInId: string, since: Temporal.Instant): Promise<string[]> {
  const rows: { body: string }[] = await tx.query(
    `select body from inbox_message where check_in_id = $1 and channel = 'app' and received_at > $2`,
    [checkInId, since],
  );
  return rows.map(({ body }) => body);
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}
