import { MOST_BY_MESSAGE } from '#libs/questionnaires';
import type { Reading } from './sms-reply.js';

/** More than this is not asked in one conversation: what is left stands behind the link. */
export const MOST_QUESTIONS = MOST_BY_MESSAGE;
/** How long a question waits for its answer; a reminder counts anew. */
export const HOURS_TO_ANSWER = 72;
/** Nobody has read a question that left so shortly ago: what comes in by then was written before it. */
export const SECONDS_TO_READ = 3;

export const OUTCOMES = ['answered', 'expired', 'to_link', 'handed_over', 'stopped', 'closed'] as const;
export type ConversationOutcome = (typeof OUTCOMES)[number];

/** A conversation at the moment a reply comes in. */
export interface Standing {
  /** `open`: a question waits · `over`: not any more, but its check-in can still be answered · `closed`: its check-in cannot. */
  phase: 'open' | 'over' | 'closed';
  /** How it ended, when it has. */
  outcome: ConversationOutcome | null;
  /** The question that waits. It may not have left yet: then it is not among those that were asked. */
  item: string | null;
  asked: readonly string[];
  /** Replies in a row that were not understood. */
  misses: number;
  /** Whether they were told already that it is too late. */
  wasToldLate: boolean;
}

export interface Left {
  /** What has no answer yet, in order. */
  all: readonly string[];
  /** Of those what may be asked in a text message. */
  askable: readonly string[];
}

export type TurnMessage =
  'check_in_question_next' | 'reply_not_understood' | 'reply_use_link' | 'check_in_done' | 'check_in_more' | 'late_reply';

/** What we do after a reply. */
export interface Turn {
  item: string | null;
  asked: string[];
  misses: number;
  /** null: it goes on, or nothing changes about how it ended. */
  outcome: ConversationOutcome | null;
  send: TurnMessage | null;
  /** What the coach gets to read; null: nothing. */
  inbox: 'message' | 'remark' | 'not_understood' | 'late_answer' | null;
  /** Whether the writer is told that the coach reads it: not when we say something ourselves. */
  isConfirmed: boolean;
}

/** Whether a bare answer cannot be about the question that waits: it has not left, or only just. */
export function isTooSoon({ item, asked }: Pick<Standing, 'item' | 'asked'>, askedAt: Temporal.Instant, now: Temporal.Instant): boolean {
  if (item === null || asked.length === 0) return false;
  return !asked.includes(item) || Temporal.Instant.compare(now, askedAt.add({ seconds: SECONDS_TO_READ })) < 0;
}

/**
 * What to do after a reply. Total: for every state and every reading there is exactly one turn, it asks at most one thing, and it never asks
 * a question for the fourth time, nor one that is answered or too personal.
 * @param left after what was read has been stored
 */
export function turnAfter(standing: Standing, reading: Reading, left: Left): Turn {
  switch (standing.phase) {
    case 'open':
      return whileOpen(standing, reading, left);
    case 'over':
      return whenOver(standing, reading, left);
    case 'closed':
      return whenClosed(standing, reading);
  }
}

function whileOpen(standing: Standing, reading: Reading, left: Left): Turn {
  switch (reading.kind) {
    case 'answers':
      return goOn(standing, [...new Set([...standing.asked, ...reading.answers.map(({ item }) => item)])], reading.remark, left);
    case 'correction':
      return goOn(standing, [...standing.asked], reading.remark, left);
    case 'later':
      return stay(standing);
    case 'message':
      return { ...stay(standing), inbox: 'message', isConfirmed: true };
    case 'nothing':
    case 'unclear':
      return askAgain(standing, reading);
  }
}

/** The next question; or what is left behind the link; or thanks. */
function goOn(standing: Standing, asked: string[], remark: string | null, { all, askable }: Left): Turn {
  const inbox = remark === null ? null : 'remark';
  const base = { asked, misses: 0, inbox, isConfirmed: false } as const;
  const waits = standing.item !== null && askable.includes(standing.item);
  // A correction: the question that waits was read already, and waits on.
  if (waits && asked.includes(standing.item as string)) return { ...base, item: standing.item, outcome: null, send: null };
  const next = waits ? standing.item : askable.find((item) => !asked.includes(item));
  if (next && asked.length < MOST_QUESTIONS) return { ...base, item: next, outcome: null, send: 'check_in_question_next' };
  if (all.length === 0) return { ...base, item: null, outcome: 'answered', send: 'check_in_done' };
  return { ...base, item: null, outcome: 'to_link', send: 'check_in_more' };
}

/** Once, kindly; the second time in a row there is another way, and the coach knows. */
function askAgain(standing: Standing, reading: Extract<Reading, { kind: 'nothing' | 'unclear' }>): Turn {
  const misses = standing.misses + 1;
  const hasWords = reading.kind === 'unclear' && reading.hasWords;
  if (misses === 1) return { ...stay(standing), misses, send: 'reply_not_understood', inbox: hasWords ? 'not_understood' : null };
  return { ...stay(standing), item: null, misses, outcome: 'to_link', send: 'reply_use_link', inbox: 'not_understood' };
}

/** Late, but not too late: taken for the question that was asked last. */
function whenOver(standing: Standing, reading: Reading, left: Left): Turn {
  const same = { ...stay(standing), item: null };
  // After danger nothing goes by itself any more: a person reads it.
  if (standing.outcome === 'handed_over') return reading.kind === 'nothing' ? same : { ...same, inbox: 'message', isConfirmed: true };
  switch (reading.kind) {
    case 'answers':
    case 'correction': {
      const taken = { ...same, inbox: reading.remark === null ? null : ('remark' as const) };
      if (standing.outcome === 'stopped') return taken;
      if (left.all.length === 0) return { ...taken, outcome: 'answered', send: 'check_in_done' };
      const knowsLink = standing.outcome !== null && standing.outcome !== 'expired';
      return knowsLink ? taken : { ...taken, outcome: 'to_link', send: 'check_in_more' };
    }
    case 'message':
      return { ...same, inbox: 'message', isConfirmed: true };
    case 'unclear':
      return reading.hasWords ? { ...same, inbox: 'not_understood', isConfirmed: true } : same;
    case 'later':
    case 'nothing':
      return same;
  }
}

/** Too late: never an answer; whoever wrote it hears so once, and the coach reads it. */
function whenClosed(standing: Standing, reading: Reading): Turn {
  const same = { ...stay(standing), item: null };
  switch (reading.kind) {
    case 'answers':
    case 'correction':
    case 'unclear': {
      if (reading.kind === 'unclear' && reading.hasWords) return { ...same, inbox: 'message', isConfirmed: true };
      const tells = !standing.wasToldLate && standing.outcome !== 'stopped' && standing.outcome !== 'handed_over';
      return { ...same, inbox: 'late_answer', send: tells ? 'late_reply' : null };
    }
    case 'message':
      return { ...same, inbox: 'message', isConfirmed: true };
    case 'later':
    case 'nothing':
      return same;
  }
}

function stay({ item, asked, misses }: Standing): Turn {
  return { item, asked: [...asked], misses, outcome: null, send: null, inbox: null, isConfirmed: false };
}
