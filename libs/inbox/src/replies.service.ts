import { Injectable } from '@nestjs/common';
import { Channels, OutboxService, type MessageChannel } from '#libs/messaging';
import { chooseContactPoint, ReachService, type ContactFacts, type Reach } from '#libs/people';
import { DEFAULT_LANGUAGE, InvalidInputError, isClientLanguage, localDate, NotFoundError } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { COACH_REPLY } from './writing.service.js';
import { ReadingService } from './reading.service.js';

export interface NewReply {
  clientId: string;
  staffId: string;
  body: string;
  /** Missing: the one the client last wrote on. */
  channel?: MessageChannel;
}

/** Three text messages, with what stands around it. */
export const REPLY_LENGTH = 480;
/** Written on the evening before a long weekend, it still leaves after it. */
const DAYS_TO_LEAVE = 7;

/** What a coach writes back, in their own words. It leaves through the same gate as everything else, which knows it as personal. */
@Injectable()
export class RepliesService {
  constructor(
    private readonly reach: ReachService,
    private readonly outbox: OutboxService,
    private readonly channels: Channels,
    private readonly reading: ReadingService,
  ) {}

  /**
   * To where the client last wrote from, as long as that is theirs; else to where they can be reached, by the same channel first. What waits
   * of theirs is read by that.
   * Whether this coach may write to this client is for the caller to know.
   * @throws InvalidInputError (field `body`) with the reason: `reply-missing`, `reply-too-long`, `reply-opted-out`, `reply-deceased`,
   *   `reply-no-contact-point`, `reply-invalid-contact-point`
   * @throws NotFoundError when there is no such client
   */
  async write(
    tx: EntityManager,
    { clientId, staffId, body, channel }: NewReply,
    now: Temporal.Instant,
  ): Promise<{ id: string; messageId: string; channel: MessageChannel }> {
    const words = body.replaceAll('\r\n', '\n').trim();
    if (!words) throw new InvalidInputError({ body: 'reply-missing' });
    if (words.length > REPLY_LENGTH) throw new InvalidInputError({ body: 'reply-too-long' });
    const to = await this.where(tx, clientId, channel ?? null, now);
    if ('unreachable' in to) throw new InvalidInputError({ body: `reply-${to.unreachable.replaceAll('_', '-')}` });
    const messageId = await this.outbox.enqueue(
      tx,
      {
        channel: to.channel,
        to: to.address,
        purpose: COACH_REPLY,
        kind: 'personal',
        language: isClientLanguage(to.language) ? to.language : DEFAULT_LANGUAGE,
        subjectId: null,
        clientId,
        notBefore: now,
        expiresAt: now.add({ hours: DAYS_TO_LEAVE * 24 }),
      },
      now,
    );
    const [{ id }] = (await tx.query(
      `insert into coach_reply (client_id, staff_id, channel, body, message_id, written_at) values ($1, $2, $3, $4, $5, $6) returning id`,
      [clientId, staffId, to.channel, words, messageId, now],
    )) as [{ id: string }];
    await this.reading.markRead(tx, clientId, staffId, now);
    return { id, messageId, channel: to.channel };
  }

  /**
   * Where a reply would go, or why there is no way: what the page with the reply box shows.
   * @param channel null: the one the client last wrote on. @throws NotFoundError when there is no such client
   */
  async where(tx: EntityManager, clientId: string, channel: MessageChannel | null, now: Temporal.Instant): Promise<Reach> {
    const facts = (await this.reach.factsOf(tx, [clientId], localDate(now))).get(clientId);
    if (!facts) throw new NotFoundError('no such client');
    const last = await lastFrom(tx, clientId, channel);
    const possible = channel === null ? this.channels.configured : this.channels.configured.filter((name) => name === channel);
    return whereTo(facts, last, possible);
  }
}

const KIND_OF = { sms: 'mobile', email: 'email' } as const;

/** A benefit that ended is no reason to leave a question unanswered. */
function whereTo(
  facts: ContactFacts,
  last: { channel: MessageChannel; address: string } | null,
  possible: readonly MessageChannel[],
): Reach {
  const points = facts.contactPoints.filter(({ kind }) => possible.some((channel) => KIND_OF[channel] === kind));
  const isLast = (point: (typeof points)[number]) =>
    last !== null && point.address === last.address && point.kind === KIND_OF[last.channel];
  const contactPoints = [...points.filter(isLast), ...points.filter((point) => !isLast(point))];
  const preferred = last?.channel ?? facts.preference.channels[0] ?? null;
  return chooseContactPoint({ ...facts, hasBenefit: true, contactPoints }, preferred);
}

async function lastFrom(
  tx: EntityManager,
  clientId: string,
  channel: MessageChannel | null,
): Promise<{ channel: MessageChannel; address: string } | null> {
  const [last] = (await tx.query(
    `select channel, address from inbox_message
      where client_id = $1 and address is not null and ($2::text is null or channel = $2) order by received_at desc, id desc limit 1`,
    [clientId, channel],
  )) as { channel: MessageChannel; address: string }[];
  return last ?? null;
}
