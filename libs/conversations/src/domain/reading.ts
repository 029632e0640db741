import type { ClientLanguage } from '#libs/platform';
import { itemOf, type Item, type QuestionnaireDefinition } from '#libs/questionnaires';
import { askableItems, questionOf, type Question } from './question.js';
import { readReply, type ReadAnswer, type Reading } from './sms-reply.js';
import { isTooSoon, MOST_QUESTIONS, type ConversationOutcome, type Standing, type Turn } from './turn.js';

/** A conversation as it is kept. */
export interface KeptConversation {
  item: string | null;
  asked: readonly string[];
  misses: number;
  askedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  outcome: ConversationOutcome | null;
  isCheckInOpen: boolean;
  wasToldLate: boolean;
  language: ClientLanguage;
  /** What has no answer yet. */
  left: readonly string[];
}

/** How it stands now: a question waits until its time has passed, whether or not the clock has looked since. */
export function standingOf(kept: KeptConversation, now: Temporal.Instant): Standing {
  const { item, asked, misses, outcome, wasToldLate, isCheckInOpen, expiresAt } = kept;
  const waits = outcome === null && item !== null && Temporal.Instant.compare(now, expiresAt) < 0;
  return { phase: !isCheckInOpen ? 'closed' : waits ? 'open' : 'over', outcome, item, asked, misses, wasToldLate };
}

/** What a reply says to somebody who knows what was asked: the question that waits, or else the one that was asked last. */
export function readIn(
  kept: KeptConversation,
  standing: Standing,
  text: string,
  definition: QuestionnaireDefinition,
  now: Temporal.Instant,
): Reading {
  const { item, asked } = standing;
  const question = (key: string): Question => questionOf(itemOf(definition, key) as Item, kept.language, definition.refusal);
  const waiting = (standing.phase === 'open' ? item : null) ?? asked.at(-1) ?? item;
  if (waiting === null || !itemOf(definition, waiting)) return { kind: 'message' };
  const others = asked.filter((key) => key !== waiting);
  const room = MOST_QUESTIONS - 1 - others.length;
  const coming =
    standing.phase === 'open' ? askableItems(definition, kept.left).filter((key) => key !== waiting && !asked.includes(key)) : [];
  const last = standing.phase === 'open' ? others.at(-1) : undefined;
  return readReply(text, {
    waiting: question(waiting),
    coming: coming.slice(0, Math.max(0, room)).map(question),
    last: last === undefined ? null : question(last),
    isTooSoon: standing.phase === 'open' && isTooSoon(standing, kept.askedAt, now),
    language: kept.language,
  });
}

/** What of it is kept as an answer: nothing when it is too late, or when a person has taken over. */
export function answersIn({ phase, outcome }: Standing, reading: Reading): ReadAnswer[] {
  if (phase === 'closed' || outcome === 'handed_over') return [];
  if (reading.kind === 'answers') return reading.answers;
  return reading.kind === 'correction' ? [reading.answer] : [];
}

export function changes(standing: Standing, turn: Turn): boolean {
  return (
    turn.outcome !== null || turn.item !== standing.item || turn.misses !== standing.misses || turn.asked.length !== standing.asked.length
  );
}
