import { Injectable } from '@nestjs/common';
import { INVITATION, InvitingService, leftOf, REMINDER } from '#libs/checkins';
import type { Composed, Composer, MessageToCompose } from '#libs/messaging';
import { wordingIn } from '#libs/platform';
import { itemOf, QuestionnairesService, type Item, type QuestionnaireDefinition } from '#libs/questionnaires';
import { TemplatesService, type TemplateBook, type TemplatePurpose } from '#libs/wording';
import type { EntityManager } from 'typeorm';
import { materialFor, writeAsked, type AskedQuestion, type Material } from './conversation-rows.js';
import { askableItems, optionsText, refusalText } from './domain/question.js';
import { MOST_QUESTIONS } from './domain/turn.js';

/** A question instead of a link: what is asked, in which words. */
interface ToAsk {
  item: string;
  purpose: 'check_in_question' | 'check_in_question_again' | 'check_in_question_next' | 'reply_not_understood';
}

/** What is said in answer to a reply. */
const REPLIES = [
  'check_in_question_next',
  'reply_not_understood',
  'reply_use_link',
  'check_in_done',
  'check_in_more',
  'late_reply',
  'who_are_you',
  'unknown_sender',
] as const satisfies TemplatePurpose[];

/**
 * Writes invitations and reminders: as a question to who answers by message, with a link to everybody else. And what a conversation says
 * after that, from how it stands at the moment it leaves: what was answered in the meantime, on the page too, is not asked.
 */
@Injectable()
export class ConversationComposer implements Composer {
  readonly purposes: readonly string[];

  constructor(
    private readonly inviting: InvitingService,
    private readonly questionnaires: QuestionnairesService,
    private readonly templates: TemplatesService,
  ) {
    this.purposes = [...inviting.purposes, ...REPLIES];
  }

  async compose(tx: EntityManager, messages: readonly MessageToCompose[], now: Temporal.Instant): Promise<Map<string, Composed>> {
    const book = await this.templates.book(tx);
    const asking = messages.filter((message) => isQuestion(message) && (isReply(message) || book.options.canReply));
    const materials = await materialFor(
      tx,
      messages
        .filter((message) => asking.includes(message) || isReply(message))
        .map((message) => ({ ...message, isReply: isReply(message) })),
    );
    const definitions = await this.definitionsOf(tx, materials);
    const questions = new Map(
      asking.flatMap((message) => {
        const material = materials.get(message.id);
        const question = material && questionFor(message, material, definitions.get(material.versionId) as QuestionnaireDefinition);
        return question ? [[message.id, question] as const] : [];
      }),
    );
    const invited = messages.filter((message) => !isReply(message) && !questions.has(message.id));
    const replies = messages.filter((message) => isReply(message) && stillSays(message, materials.get(message.id), questions));
    const asked = messages.filter(({ id }) => questions.has(id));
    const written = await this.inviting.compose(tx, invited, now);
    const links = await this.inviting.linksFor(tx, [...asked.filter((message) => !isReply(message)), ...replies.filter(hasLink)], now);
    for (const message of new Set([...asked, ...replies])) {
      const material = materials.get(message.id);
      const question = questions.get(message.id);
      const text = write(book, message, links.get(message.id), material, question, material && definitions.get(material.versionId));
      written.set(message.id, text);
    }
    await writeAsked(
      tx,
      asked.flatMap((message) => leaving(message, materials.get(message.id) as Material, questions.get(message.id) as ToAsk)),
      now,
    );
    return written;
  }

  private async definitionsOf(tx: EntityManager, materials: ReadonlyMap<string, Material>): Promise<Map<string, QuestionnaireDefinition>> {
    const ids = new Set([...materials.values()].map(({ versionId }) => versionId));
    const definitions = new Map<string, QuestionnaireDefinition>();
    for (const id of ids) definitions.set(id, (await this.questionnaires.version(tx, id)).definition);
    return definitions;
  }
}

function isReply({ purpose }: MessageToCompose): boolean {
  return (REPLIES as readonly string[]).includes(purpose);
}

function isQuestion({ purpose, channel }: MessageToCompose): boolean {
  return channel === 'sms' && [INVITATION, REMINDER, 'check_in_question_next', 'reply_not_understood'].includes(purpose);
}

function hasLink({ purpose }: MessageToCompose): boolean {
  return purpose === 'reply_use_link' || purpose === 'check_in_more';
}

/** The question that this message asks; null: it is one with a link, or there is nothing to ask any more. */
function questionFor({ purpose, attempt }: MessageToCompose, material: Material, definition: QuestionnaireDefinition): ToAsk | null {
  const { conversation, isOpen, contactPointId, holders, answerBy } = material;
  // Who wishes for the link from now on is asked nothing more here, in the middle of it too.
  if (!isOpen || contactPointId === null || holders !== 1 || answerBy === 'link') return null;
  const askable = askableItems(definition, leftIn(material, definition));
  const asked = conversation?.asked ?? [];
  const waiting = conversation?.item ?? asked.at(-1);
  const next = waiting !== undefined && askable.includes(waiting) ? waiting : askable.find((item) => !asked.includes(item));
  if (next === undefined) return null;
  switch (purpose) {
    case 'reply_not_understood':
      return conversation?.item ? { item: next, purpose } : null;
    case 'check_in_question_next': {
      const hasLeft = asked.includes(next) && attempt === 1;
      return conversation?.item && !hasLeft && asked.length < MOST_QUESTIONS + (asked.includes(next) ? 1 : 0)
        ? { item: next, purpose }
        : null;
    }
    case REMINDER: {
      // One reminder, to the question that waits; after that the link.
      const mayRemind = !conversation || attempt > 1 || (!conversation.isReminded && (conversation.outcome ?? 'expired') === 'expired');
      if (answerBy !== 'message' || !mayRemind) return null;
      return { item: next, purpose: asked.includes(next) ? 'check_in_question_again' : 'check_in_question' };
    }
    default:
      return answerBy === 'message' && (conversation?.outcome ?? null) === null ? { item: next, purpose: 'check_in_question' } : null;
  }
}

/** What was to be said may have been overtaken: a question by its answer, a link by the end of the check-in. */
function stillSays({ id, purpose }: MessageToCompose, material: Material | undefined, questions: ReadonlyMap<string, ToAsk>): boolean {
  if (purpose === 'check_in_question_next' || purpose === 'reply_not_understood') return questions.has(id);
  return hasLink({ purpose } as MessageToCompose) ? material?.isOpen === true : true;
}

function write(
  book: TemplateBook,
  { purpose, channel, language }: MessageToCompose,
  link: { url: string; token: string } | undefined,
  material: Material | undefined,
  question: ToAsk | undefined,
  definition: QuestionnaireDefinition | undefined,
): Composed {
  const item = question && definition && itemOf(definition, question.item);
  const { text } = book.write(question?.purpose ?? (purpose as TemplatePurpose), channel, language, {
    ...(item && definition && wordsOf(item, definition, book.languageFor(language))),
    ...(link && { link: link.url }),
    questions: material && definition ? leftIn(material, definition).length : 0,
  });
  return { text, stored: link ? text.replaceAll(link.token, '…') : text };
}

function leftIn(material: Material, definition: QuestionnaireDefinition): string[] {
  return leftOf(definition, material, new Map(Object.entries(material.answers)));
}

function wordsOf(item: Item, { refusal }: QuestionnaireDefinition, language: ReturnType<TemplateBook['languageFor']>) {
  return {
    question: wordingIn(item.wording, language),
    options: optionsText(item, language),
    refusal: refusalText(item, refusal, language),
  };
}

/** A question said again leaves the time to answer it as it was. */
function leaving({ to, purpose }: MessageToCompose, { checkInId, clientId, contactPointId }: Material, { item }: ToAsk): AskedQuestion[] {
  if (purpose === 'reply_not_understood') return [];
  return [{ checkInId, clientId, contactPointId: contactPointId as string, address: to, item, isReminder: purpose === REMINDER }];
}
