import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, DEFAULT_LANGUAGE, isLanguage, localDate, type Configuration } from '#libs/platform';
import { ReachService } from '#libs/people';
import { OutboxService, type ComposedMessage, type MessageToCompose, type StatusChange } from '#libs/messaging';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { linkState, type Outcome } from './domain/link-state.js';
import { hashOf, TOKEN_LENGTH, tokenFrom } from './domain/link-token.js';
import { lastDay } from './domain/schedule.js';
import { canBeAnswered, writeEmail, writeSms } from './invitation-texts.js';

/** The purpose of the message that invites to a check-in; its subject is the check-in. */
export const INVITATION = 'check_in_invitation';

/** Invites: writes the message at the moment it leaves, with a link that did not exist before. */
@Injectable()
export class InvitingService {
  constructor(
    private readonly outbox: OutboxService,
    private readonly reach: ReachService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Whether a message with this purpose is one of ours to write. */
  writes(purpose: string): boolean {
    return purpose === INVITATION;
  }

  /** Sends an invitation, at most once; withdraws it when there is no more reason to ask. */
  async send(messageId: string, now: Temporal.Instant): Promise<StatusChange | null> {
    return this.outbox.deliver(messageId, now, (tx, message) => this.compose(tx, message, now));
  }

  private async compose(tx: EntityManager, message: MessageToCompose, now: Temporal.Instant): Promise<ComposedMessage | null> {
    const checkIn = await readCheckIn(tx, message.subjectId);
    if (!checkIn || linkState(checkIn, now) !== 'open') return null;
    if (!(await this.stillReaches(tx, checkIn.clientId, message, now))) return null;
    const token = tokenFrom(randomBytes(TOKEN_LENGTH));
    await tx.query(`insert into check_in_link (token_hash, check_in_id, message_id, created_at) values ($1, $2, $3, $4)`, [
      hashOf(token),
      checkIn.id,
      message.id,
      now,
    ]);
    const language = isLanguage(message.language) ? message.language : DEFAULT_LANGUAGE;
    const link = `${this.configuration.publicUrl}/c/${token}`;
    const invitation = { language, link, lastDay: lastDay(checkIn.closesAt), questions: checkIn.questions };
    const written =
      message.channel === 'sms' ? writeSms(invitation, canBeAnswered(this.configuration.twilio?.from)) : writeEmail(invitation);
    return { ...written, stored: written.text.replaceAll(token, '…') };
  }

  /** Between enqueueing and now somebody may have said STOP, died, found work, or handed in another number. */
  private async stillReaches(
    tx: EntityManager,
    clientId: string,
    { channel, to }: MessageToCompose,
    now: Temporal.Instant,
  ): Promise<boolean> {
    const reach = await this.reach.findContactPoint(tx, clientId, channel, localDate(now));
    return !('unreachable' in reach) && reach.channel === channel && reach.address === to;
  }
}

interface InvitedCheckIn {
  id: string;
  clientId: string;
  questions: number;
  closesAt: Temporal.Instant;
  startedAt: Temporal.Instant | null;
  outcome: Outcome | null;
}

async function readCheckIn(tx: EntityManager, id: string | null): Promise<InvitedCheckIn | null> {
  const [row] = await tx.query(
    `select id, client_id as "clientId", cardinality(items) as questions, closes_at, started_at, outcome from check_in where id = $1`,
    [id],
  );
  if (!row) return null;
  return { ...row, closesAt: row.closes_at.toTemporalInstant(), startedAt: row.started_at?.toTemporalInstant() ?? null };
}
