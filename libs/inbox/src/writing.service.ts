import { Injectable } from '@nestjs/common';
import type { Composed, Composer, MessageToCompose } from '#libs/messaging';
import { TemplatesService, type TemplateBook } from '#libs/wording';
import type { EntityManager } from 'typeorm';

/** The purpose of the message with the help lines. */
export const CRISIS_HELP = 'crisis_help';
/** The purpose of the message that says: it arrived, your coach reads it, and not day and night. */
export const MESSAGE_RECEIVED = 'message_received';
/** The purpose of the message with a coach's own words. */
export const COACH_REPLY = 'coach_reply';

/** The words of a coach are kept once, with who wrote them; of the message it is enough to know that it left. */
const LEFT_OUT = '[…]';

/** Writes what goes to clients from the inbox. */
@Injectable()
export class WritingService implements Composer {
  readonly purposes = [CRISIS_HELP, MESSAGE_RECEIVED, COACH_REPLY];

  constructor(private readonly templates: TemplatesService) {}

  /** Two statements for all of them. A reply that is not there any more, for its client is not, is left out. */
  async compose(tx: EntityManager, messages: readonly MessageToCompose[]): Promise<Map<string, Composed>> {
    const book = await this.templates.book(tx);
    const replies = await repliesOf(tx, messages);
    return new Map(
      messages.flatMap((message) => {
        const words = message.purpose === COACH_REPLY ? replies.get(message.id) : '';
        return words === undefined ? [] : [[message.id, write(book, message, words)] as const];
      }),
    );
  }
}

function write(book: TemplateBook, { purpose, channel, language }: MessageToCompose, words: string): Composed {
  if (purpose === COACH_REPLY) {
    const { text: stored } = book.write(COACH_REPLY, channel, language, { message: LEFT_OUT });
    return { ...book.write(COACH_REPLY, channel, language, { message: words }), stored };
  }
  const written = book.write(purpose === CRISIS_HELP ? CRISIS_HELP : MESSAGE_RECEIVED, channel, language, {});
  return { ...written, stored: written.text };
}

async function repliesOf(tx: EntityManager, messages: readonly MessageToCompose[]): Promise<Map<string, string>> {
  const ids = messages.flatMap(({ id, purpose }) => (purpose === COACH_REPLY ? [id] : []));
  if (ids.length === 0) return new Map();
  const rows = (await tx.query(`select message_id as id, body from coach_reply where message_id = any ($1::uuid[])`, [ids])) as {
    id: string;
    body: string;
  }[];
  return new Map(rows.map(({ id, body }) => [id, body]));
}
