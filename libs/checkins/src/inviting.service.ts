import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { hashOf, TOKEN_LENGTH, tokenFrom, type Composed, type Composer, type MessageToCompose } from '#libs/messaging';
import { TemplatesService, type TemplateBook, type TemplatePurpose } from '#libs/wording';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { linkState, type Outcome } from './domain/link-state.js';
import { lastDay } from './domain/schedule.js';

/** The purpose of the message that invites to a check-in; its subject is the check-in. */
export const INVITATION = 'check_in_invitation' satisfies TemplatePurpose;
/** A friendly second message about the same check-in: in other words for who had begun. */
export const REMINDER = 'check_in_reminder' satisfies TemplatePurpose;

/** Invites: writes the message at the moment it leaves, with a link that did not exist before. */
@Injectable()
export class InvitingService implements Composer {
  readonly purposes = [INVITATION, REMINDER];

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly templates: TemplatesService,
  ) {}

  /** Three statements for all of them. What is about a check-in that is closed by now is left out: there is no more reason to ask. */
  async compose(tx: EntityManager, messages: readonly MessageToCompose[], now: Temporal.Instant): Promise<Map<string, Composed>> {
    const checkIns = await readCheckIns(tx, messages);
    const open = messages.flatMap((message) => {
      const checkIn = message.subjectId === null ? undefined : checkIns.get(message.subjectId);
      return checkIn && linkState(checkIn, now) === 'open' ? [{ message, checkIn }] : [];
    });
    const links = await this.linksFor(
      tx,
      open.map(({ message }) => message),
      now,
    );
    const book = await this.templates.book(tx);
    return new Map(
      open.map(({ message, checkIn }) => [message.id, this.write(book, message, checkIn, links.get(message.id) as WrittenLink)]),
    );
  }

  /** A link of its own for each message about a check-in that can be answered, made at the moment it leaves. @returns by the id of the message */
  async linksFor(
    tx: EntityManager,
    messages: readonly Pick<MessageToCompose, 'id' | 'subjectId'>[],
    now: Temporal.Instant,
  ): Promise<Map<string, WrittenLink>> {
    const links = messages.map(({ id, subjectId }) => ({
      messageId: id,
      checkInId: subjectId as string,
      token: tokenFrom(randomBytes(TOKEN_LENGTH)),
    }));
    await writeLinks(
      tx,
      links.map(({ token, ...link }) => ({ ...link, hash: hashOf(token) })),
      now,
    );
    return new Map(links.map(({ messageId, token }) => [messageId, { token, url: `${this.configuration.publicUrl}/c/${token}` }]));
  }

  private write(
    book: TemplateBook,
    { purpose, channel, language }: MessageToCompose,
    checkIn: InvitedCheckIn,
    { url, token }: WrittenLink,
  ): Composed {
    const written = book.write(textOf(purpose, checkIn), channel, language, {
      link: url,
      lastDay: lastDay(checkIn.closesAt),
      questions: checkIn.questions,
    });
    return { ...written, stored: written.text.replaceAll(token, '…') };
  }
}

/** The token is kept nowhere; only its hash is. */
export interface WrittenLink {
  url: string;
  token: string;
}

/** A reminder is in other words for who had begun. */
function textOf(purpose: string, { startedAt }: InvitedCheckIn): TemplatePurpose {
  if (purpose !== REMINDER) return INVITATION;
  return startedAt === null ? REMINDER : 'check_in_reminder_started';
}

interface InvitedCheckIn {
  id: string;
  questions: number;
  closesAt: Temporal.Instant;
  startedAt: Temporal.Instant | null;
  outcome: Outcome | null;
}

async function readCheckIns(tx: EntityManager, messages: readonly MessageToCompose[]): Promise<Map<string, InvitedCheckIn>> {
  const rows = (await tx.query(
    `select id, cardinality(items) as questions, closes_at as "closesAt", started_at as "startedAt", outcome
       from check_in where id = any ($1::uuid[])`,
    [messages.flatMap(({ subjectId }) => subjectId ?? [])],
  )) as (Omit<InvitedCheckIn, 'closesAt' | 'startedAt'> & { closesAt: Date; startedAt: Date | null })[];
  return new Map(
    rows.map((row) => [
      row.id,
      { ...row, closesAt: row.closesAt.toTemporalInstant(), startedAt: row.startedAt?.toTemporalInstant() ?? null },
    ]),
  );
}

async function writeLinks(
  tx: EntityManager,
  links: readonly { hash: Buffer; checkInId: string; messageId: string }[],
  now: Temporal.Instant,
): Promise<void> {
  if (links.length === 0) return;
  await tx.query(
    `insert into check_in_link (token_hash, check_in_id, message_id, created_at)
     select token_hash, check_in_id, message_id, $4
       from unnest($1::bytea[], $2::uuid[], $3::uuid[]) as link (token_hash, check_in_id, message_id)`,
    [links.map(({ hash }) => hash), links.map(({ checkInId }) => checkInId), links.map(({ messageId }) => messageId), now],
  );
}
