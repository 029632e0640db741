import { Injectable } from '@nestjs/common';
import { ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import type { EntityManager } from 'typeorm';

/** Who has read what, and whose a message is when more people have the number it came from. */
@Injectable()
export class ReadingService {
  /** Everything of a client that came in until now is read by a person. @returns how many messages were not */
  async markRead(tx: EntityManager, clientId: string, staffId: string, now: Temporal.Instant): Promise<number> {
    return mark(tx, `client_id = $1`, clientId, staffId, now);
  }

  /** One message: of a number that more people have, or of one client. @returns whether it was not read yet */
  async markMessageRead(tx: EntityManager, inboxMessageId: string, staffId: string, now: Temporal.Instant): Promise<boolean> {
    return (await mark(tx, `id = $1`, inboxMessageId, staffId, now)) > 0;
  }

  /** What waits for a coach: messages of own clients, and messages that may be theirs, that nobody has read. */
  async unread(tx: EntityManager, staffId: string): Promise<number> {
    const [{ count }] = (await tx.query(UNREAD, [staffId])) as [{ count: number }];
    return count;
  }

  /**
   * A coach says whose a message is; from then on it is that client's, and nobody else's coach sees it. What arrived under it (an alert, the
   * reply as it came) goes along.
   * @throws NotFoundError, InvalidInputError (field `client`) for who has not got the number, ConflictError when somebody said so already
   */
  async assign(tx: EntityManager, inboxMessageId: string, clientId: string, staffId: string, now: Temporal.Instant): Promise<void> {
    const [message] = (await tx.query(
      `select client_id as "clientId", inbound_id as "inboundId" from inbox_message where id = $1 for update`,
      [inboxMessageId],
    )) as { clientId: string | null; inboundId: string | null }[];
    if (!message) throw new NotFoundError('no such message');
    if (message.clientId === clientId) return;
    if (message.clientId !== null) throw new ConflictError('this message has an owner already');
    const [, candidates] = (await tx.query(`delete from inbox_candidate where inbox_message_id = $1 and client_id = $2`, [
      inboxMessageId,
      clientId,
    ])) as [unknown, number];
    if (candidates === 0) throw new InvalidInputError({ client: 'client-has-other-number' });
    await tx.query(`delete from inbox_candidate where inbox_message_id = $1`, [inboxMessageId]);
    await tx.query(
      `update inbox_message set client_id = $2, read_at = coalesce(read_at, $4), read_by = coalesce(read_by, $3) where id = $1`,
      [inboxMessageId, clientId, staffId, now],
    );
    await tx.query(`update crisis_alert set client_id = $2 where inbox_message_id = $1`, [inboxMessageId, clientId]);
    await tx.query(`update inbound_message set client_id = $2 where id = $1`, [message.inboundId, clientId]);
  }
}

/** $1: the coach. Begins at the caseload, which is short; what is not read is an index of its own, and shorter. */
export const UNREAD = `
  select count(*)::int as count
    from (
      select message.id
        from caseload_assignment mine
        join inbox_message message on message.client_id = mine.client_id and message.read_at is null
       where mine.staff_id = $1 and upper_inf(mine.during)
       union
      select message.id
        from caseload_assignment mine
        join inbox_candidate candidate on candidate.client_id = mine.client_id
        join inbox_message message on message.id = candidate.inbox_message_id and message.read_at is null
       where mine.staff_id = $1 and upper_inf(mine.during)) waiting`;

async function mark(tx: EntityManager, which: string, key: string, staffId: string, now: Temporal.Instant): Promise<number> {
  const [, count] = (await tx.query(`update inbox_message set read_at = $3, read_by = $2 where ${which} and read_at is null`, [
    key,
    staffId,
    now,
  ])) as [unknown, number];
  return count;
}
