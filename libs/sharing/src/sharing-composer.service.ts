import { Inject, Injectable } from '@nestjs/common';
import { hashOf, TOKEN_LENGTH, tokenFrom, type Composed, type Composer, type MessageToCompose } from '#libs/messaging';
import { CONFIGURATION, localDate, type Configuration } from '#libs/platform';
import { TemplatesService } from '#libs/wording';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { LINK_DAYS } from './domain/share.js';
import { SUGGESTION_SHARED } from './sharing.service.js';

/** Writes the message with a link to what was shared, at the moment it leaves: only then is there a link. */
@Injectable()
export class SharingComposer implements Composer {
  readonly purposes = [SUGGESTION_SHARED];

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly templates: TemplatesService,
  ) {}

  /** Three statements for all of them. Whoever has nothing behind a link any more, for it was taken back, is left out. */
  async compose(tx: EntityManager, messages: readonly MessageToCompose[], now: Temporal.Instant): Promise<Map<string, Composed>> {
    const readers = await withSomethingShared(tx, messages);
    const expiresAt = now.add({ hours: LINK_DAYS * 24 });
    const links = messages.flatMap(({ id, clientId }) =>
      clientId !== null && readers.has(clientId) ? [{ messageId: id, clientId, token: tokenFrom(randomBytes(TOKEN_LENGTH)) }] : [],
    );
    await writeLinks(tx, links, expiresAt, now);
    const book = await this.templates.book(tx);
    const tokens = new Map(links.map(({ messageId, token }) => [messageId, token]));
    return new Map(
      messages.flatMap(({ id, channel, language }) => {
        const token = tokens.get(id);
        if (token === undefined) return [];
        const written = book.write(SUGGESTION_SHARED, channel, language, {
          link: `${this.configuration.publicUrl}/v/${token}`,
          lastDay: localDate(expiresAt.subtract({ nanoseconds: 1 })),
        });
        return [[id, { ...written, stored: written.text.replaceAll(token, '…') }] as const];
      }),
    );
  }
}

interface NewLink {
  messageId: string;
  clientId: string;
  token: string;
}

async function withSomethingShared(tx: EntityManager, messages: readonly MessageToCompose[]): Promise<Set<string>> {
  const rows: { clientId: string }[] = await tx.query(
    `select distinct client_id as "clientId" from suggestion_share where client_id = any ($1::uuid[]) and how = 'link' and withdrawn_at is null`,
    [messages.flatMap(({ clientId }) => clientId ?? [])],
  );
  return new Set(rows.map(({ clientId }) => clientId));
}

/** The token is kept nowhere; only its hash is. */
async function writeLinks(tx: EntityManager, links: readonly NewLink[], expiresAt: Temporal.Instant, now: Temporal.Instant): Promise<void> {
  if (links.length === 0) return;
  await tx.query(
    `insert into share_link (token_hash, client_id, message_id, created_at, expires_at)
     select token_hash, client_id, message_id, $4, $5
       from unnest($1::bytea[], $2::uuid[], $3::uuid[]) as link (token_hash, client_id, message_id)`,
    [
      links.map(({ token }) => hashOf(token)),
      links.map(({ clientId }) => clientId),
      links.map(({ messageId }) => messageId),
      now,
      expiresAt,
    ],
  );
}
