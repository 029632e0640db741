import { Injectable } from '@nestjs/common';
import { RepliesService } from '#libs/inbox';
import { OutboxService } from '#libs/messaging';
import { ConflictError, DEFAULT_LANGUAGE, InvalidInputError, isClientLanguage, NotFoundError } from '#libs/platform';
import type { TemplatePurpose } from '#libs/wording';
import type { EntityManager } from 'typeorm';
import type { ShareWay } from './domain/share.js';
import { readStanding, type StandingShare } from './standing.js';

/** The purpose of the message with a link to what was shared. */
export const SUGGESTION_SHARED = 'suggestion_shared' satisfies TemplatePurpose;
/** Shared on the evening before a long weekend, it still leaves after it. */
const DAYS_TO_LEAVE = 7;

export interface NewShare {
  clientId: string;
  suggestionIds: readonly string[];
  how: ShareWay;
  staffId: string;
}

/** A coach shows a client what was suggested. Whether this coach may open this client is for the caller to know. */
@Injectable()
export class SharingService {
  constructor(
    private readonly replies: RepliesService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Shares these, in the caller's transaction. Behind a link: one message goes to where the client is written to, through the gate, without
   * a word of what it is about. What stands behind a link already stays there; sharing by link again sends a new link.
   * @throws InvalidInputError (field `how`): `share-no-birth-date` (nothing to prove who reads it: read it together), `share-deceased`,
   *   `share-opted-out`, `share-no-contact-point`, `share-invalid-contact-point`; (field `suggestions`): `share-nothing-chosen`
   * @throws NotFoundError for a suggestion that is not this client's, or is a caution; ConflictError when it was withdrawn meanwhile
   */
  async share(tx: EntityManager, { clientId, suggestionIds, how, staffId }: NewShare, now: Temporal.Instant): Promise<void> {
    const ids = [...new Set(suggestionIds)];
    if (ids.length === 0) throw new InvalidInputError({ suggestions: 'share-nothing-chosen' });
    await refuseOthers(tx, clientId, ids);
    const shared = { clientId, ids, staffId, how };
    if (how === 'together') return keep(tx, shared, now);
    await this.invite(tx, clientId, now);
    await keep(tx, shared, now);
  }

  /** No longer shown behind the link. What was said stays. Twice changes nothing. @throws NotFoundError for a suggestion that is not this client's */
  async withdraw(
    tx: EntityManager,
    { clientId, suggestionIds, staffId }: { clientId: string; suggestionIds: readonly string[]; staffId: string },
    now: Temporal.Instant,
  ): Promise<void> {
    const ids = [...new Set(suggestionIds)];
    const known: unknown[] = await tx.query(`select from suggestion where client_id = $1 and id = any ($2::uuid[])`, [clientId, ids]);
    if (known.length < ids.length) throw new NotFoundError('no such suggestion');
    await tx.query(
      `update suggestion_share set withdrawn_at = $3, withdrawn_by = $4
        where client_id = $1 and suggestion_id = any ($2::uuid[]) and withdrawn_at is null`,
      [clientId, ids, now, staffId],
    );
  }

  /** What is shared with a client now, the latest first, with what was said about it; also what was decided or withdrawn by the rules since. One statement. */
  standing(tx: EntityManager, clientId: string): Promise<StandingShare[]> {
    return readStanding(tx, clientId);
  }

  /** One message at a time: what waits to leave already has the link to everything that is shared. */
  private async invite(tx: EntityManager, clientId: string, now: Temporal.Instant): Promise<void> {
    const [client]: { hasBirthDate: boolean }[] = await tx.query(
      `select birth_date is not null as "hasBirthDate" from client where id = $1 for no key update`,
      [clientId],
    );
    if (!client?.hasBirthDate) throw new InvalidInputError({ how: 'share-no-birth-date' });
    const to = await this.replies.where(tx, clientId, null, now);
    if ('unreachable' in to) throw new InvalidInputError({ how: `share-${to.unreachable.replaceAll('_', '-')}` });
    const waiting: unknown[] = await tx.query(
      `select from message where client_id = $1 and purpose = $2 and status = 'queued' and expires_at > $3 limit 1`,
      [clientId, SUGGESTION_SHARED, now],
    );
    if (waiting.length > 0) return;
    await this.outbox.enqueue(
      tx,
      {
        channel: to.channel,
        to: to.address,
        purpose: SUGGESTION_SHARED,
        kind: 'personal',
        language: isClientLanguage(to.language) ? to.language : DEFAULT_LANGUAGE,
        subjectId: null,
        clientId,
        notBefore: now,
        expiresAt: now.add({ hours: DAYS_TO_LEAVE * 24 }),
      },
      now,
    );
  }
}

async function refuseOthers(tx: EntityManager, clientId: string, ids: readonly string[]): Promise<void> {
  const found: { isWithdrawn: boolean }[] = await tx.query(
    `select withdrawn_at is not null as "isWithdrawn" from suggestion where client_id = $1 and id = any ($2::uuid[]) and stance = 'suggest'`,
    [clientId, ids],
  );
  if (found.length < ids.length) throw new NotFoundError('no such suggestion');
  if (found.some(({ isWithdrawn }) => isWithdrawn)) throw new ConflictError('this suggestion no longer holds');
}

/** What was read together may go behind a link afterwards; what stands behind a link is read together as it is. */
async function keep(
  tx: EntityManager,
  { clientId, ids, staffId, how }: { clientId: string; ids: readonly string[]; staffId: string; how: ShareWay },
  now: Temporal.Instant,
): Promise<void> {
  if (how === 'link')
    await tx.query(
      `update suggestion_share set withdrawn_at = $3, withdrawn_by = $4
        where client_id = $1 and suggestion_id = any ($2::uuid[]) and withdrawn_at is null and how = 'together'`,
      [clientId, ids, now, staffId],
    );
  await tx.query(
    `insert into suggestion_share (suggestion_id, client_id, how, shared_by, shared_at)
     select id, $1, $3, $4, $5 from unnest($2::uuid[]) as chosen (id)
     on conflict (suggestion_id) where withdrawn_at is null do nothing`,
    [clientId, ids, how, staffId, now],
  );
}
