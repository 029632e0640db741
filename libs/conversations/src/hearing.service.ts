import { Injectable } from '@nestjs/common';
import { AnsweringService, leftOf, LinkExpiredError, LinkSpentError } from '#libs/checkins';
import { CrisisService, InboxService } from '#libs/inbox';
import { InboundService, OutboxService, type InboundMessage, type Taken } from '#libs/messaging';
import { DEFAULT_LANGUAGE, isClientLanguage, type ClientLanguage } from '#libs/platform';
import { QuestionnairesService } from '#libs/questionnaires';
import { DataSource, type EntityManager } from 'typeorm';
import { endConversations, findConversation, writeTurn, type FoundConversation } from './conversation-rows.js';
import { askableItems } from './domain/question.js';
import { answersIn, changes, readIn, standingOf, type KeptConversation } from './domain/reading.js';
import type { ReadAnswer } from './domain/sms-reply.js';
import { HOURS_TO_ANSWER, turnAfter, type Turn } from './domain/turn.js';
import { SharedNumbersService } from './shared-numbers.service.js';

/** What a reply turned out to be. */
export interface Heard {
  /** The inbound message. */
  id: string;
  /** `again`: the same message, delivered once more: nothing happened. `nothing`: nobody needs to do anything. */
  as: 'again' | 'keyword' | 'crisis' | 'answer' | 'message' | 'nothing';
}

/** The one entry for everything that people write back, by text message or e-mail. */
@Injectable()
export class HearingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly inbound: InboundService,
    private readonly crisis: CrisisService,
    private readonly inbox: InboxService,
    private readonly shared: SharedNumbersService,
    private readonly questionnaires: QuestionnairesService,
    private readonly answering: AnsweringService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Takes a reply once, however often it is delivered, in one transaction: keywords, then danger, then who it is, then the check-in that is
   * under way, and whatever is left is for the coach. One reply of an address at a time, in the order in which they come in.
   */
  async hear(given: InboundMessage, now: Temporal.Instant): Promise<Heard> {
    const message = withSubject({ ...given, body: storable(given.body), subject: storable(given.subject ?? '') });
    return this.dataSource.transaction(async (tx) => {
      const taken = await this.inbound.take(tx, message, now);
      return { id: taken.id, as: taken.isNew ? await this.hearNew(tx, message, taken, now) : 'again' };
    });
  }

  private async hearNew(tx: EntityManager, message: InboundMessage, taken: Taken, now: Temporal.Instant): Promise<Heard['as']> {
    const { keyword, clientId, holders } = taken;
    const address = addressOf(message);
    if (keyword) {
      const stops = (keyword === 'stop' && message.channel === 'sms') || keyword === 'stop_all';
      if (stops) await endConversations(tx, { clientIds: keyword === 'stop_all' ? holders : [], address }, 'stopped', now);
      return 'keyword';
    }
    if (clientId === null) return this.shared.hear(tx, message, { inboundId: taken.id, holders }, now);
    const conversation = message.channel === 'sms' ? await findConversation(tx, clientId, address) : null;
    if (await this.crisis.isCrisis(tx, `${message.subject ?? ''}\n${message.body}`)) {
      // Nothing goes by itself any more: what waits to ask is called back, and a person takes over.
      if (conversation) {
        await endConversations(tx, { clientIds: [clientId], address }, 'handed_over', now);
        await this.outbox.withdraw(tx, [conversation.checkIn.id], now);
      }
      await this.giveToCoach(tx, message, taken, conversation, { kind: 'message', isConfirmed: false }, now);
      return 'crisis';
    }
    if (conversation) return this.hearReply(tx, message, taken, conversation, now);
    await this.giveToCoach(tx, message, taken, null, { kind: 'message', isConfirmed: true }, now);
    return 'message';
  }

  private async hearReply(
    tx: EntityManager,
    message: InboundMessage,
    taken: Taken,
    found: FoundConversation,
    now: Temporal.Instant,
  ): Promise<Heard['as']> {
    const { definition } = await this.questionnaires.version(tx, found.checkIn.versionId);
    const conversation = { ...found, left: leftOf(definition, found.checkIn, found.answers) };
    const standing = standingOf(conversation, now);
    const reading = readIn(conversation, standing, message.body, definition, now);
    const kept = await this.keep(tx, answersIn(standing, reading), conversation, addressOf(message), now);
    const left = kept ?? conversation.left;
    const turn = turnAfter(kept === null ? { ...standing, phase: 'closed' } : standing, reading, {
      all: left,
      askable: askableItems(definition, left),
    });
    if (turn.send) await this.say(tx, turn.send, conversation, addressOf(message), now);
    if (turn.inbox && (message.body.trim() !== '' || turn.inbox !== 'not_understood'))
      await this.giveToCoach(tx, message, taken, conversation, { kind: turn.inbox, isConfirmed: turn.isConfirmed }, now);
    if (changes(standing, turn)) await writeTurn(tx, conversation.id, turn, now);
    if (reading.kind === 'answers' || reading.kind === 'correction') return turn.inbox === 'late_answer' ? 'message' : 'answer';
    return turn.inbox ? 'message' : 'nothing';
  }

  /** @returns what has no answer yet after it; null when the check-in has ended in the meantime, and nothing was stored */
  private async keep(
    tx: EntityManager,
    answers: readonly ReadAnswer[],
    { checkIn, left, language, isUnproven }: FoundConversation & Pick<KeptConversation, 'left'>,
    address: string,
    now: Temporal.Instant,
  ): Promise<string[] | null> {
    if (answers.length === 0) return [...left];
    try {
      return await this.answering.answerNow(tx, checkIn, answers, { channel: 'sms', language, address: isUnproven ? address : null }, now);
    } catch (error) {
      if (error instanceof LinkSpentError || error instanceof LinkExpiredError) return null;
      throw error;
    }
  }

  private async say(
    tx: EntityManager,
    purpose: NonNullable<Turn['send']>,
    { checkIn, language }: FoundConversation,
    to: string,
    now: Temporal.Instant,
  ): Promise<void> {
    await this.outbox.enqueue(
      tx,
      {
        channel: 'sms',
        to,
        purpose,
        kind: 'answer',
        language,
        subjectId: checkIn.id,
        clientId: checkIn.clientId,
        notBefore: now,
        expiresAt: now.add({ hours: HOURS_TO_ANSWER }),
      },
      now,
    );
  }

  private async giveToCoach(
    tx: EntityManager,
    message: InboundMessage,
    { id, clientId, fromOtherAddress }: Taken,
    conversation: FoundConversation | null,
    { kind, isConfirmed }: { kind: NonNullable<Turn['inbox']>; isConfirmed: boolean },
    now: Temporal.Instant,
  ): Promise<void> {
    await this.inbox.receive(
      tx,
      {
        clientId,
        channel: message.channel,
        address: addressOf(message),
        inboundId: id,
        checkInId: conversation?.checkIn.id ?? null,
        kind,
        body: message.body,
        subject: message.subject ?? null,
        language: conversation?.language ?? (await languageOf(tx, clientId as string)),
        fromOtherAddress,
        confirm: isConfirmed,
      },
      now,
    );
  }
}

/** Addresses are kept in lower case; a number has none. */
function addressOf({ from }: InboundMessage): string {
  return from.trim().toLowerCase();
}

/** All that somebody wrote can be the subject. */
function withSubject(message: InboundMessage): InboundMessage {
  return message.channel === 'email' && message.body.trim() === '' ? { ...message, body: message.subject ?? '' } : message;
}

/** PostgreSQL keeps every text but one with a zero in it, or half a character. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** The one they chose, else the one of the import. */
async function languageOf(tx: EntityManager, clientId: string): Promise<ClientLanguage> {
  const [client] = (await tx.query(
    `select coalesce((select language from contact_preference where client_id = $1 and ended_at is null), client.language) as language
       from client where id = $1`,
    [clientId],
  )) as { language: string }[];
  return isClientLanguage(client?.language) ? client.language : DEFAULT_LANGUAGE;
}
