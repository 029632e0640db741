import type { ClientLanguage } from '#libs/platform';
import type { ItemAnswer } from '#libs/questionnaires';
import { tokensOf, type Token } from './fold.js';
import type { Question } from './question.js';
import { vocabularyOf, type Vocabulary } from './vocabulary.js';

export type ReadAnswer = ItemAnswer & { item: string };

/** What a reply says, as far as can be told without guessing. A remark is for the coach, whole: what stands beside the answer explains it. */
export type Reading =
  | { kind: 'answers'; answers: ReadAnswer[]; remark: string | null }
  /** The answer before was meant otherwise. */
  | { kind: 'correction'; answer: ReadAnswer; remark: string | null }
  /** "Straks": an answer will come. */
  | { kind: 'later' }
  /** Nothing to read: empty, a picture, "ok". */
  | { kind: 'nothing' }
  /** Tries to be an answer, or may be one, but does not say which. `hasWords`: more than numbers. */
  | { kind: 'unclear'; hasWords: boolean }
  /** Says something else: for the coach. */
  | { kind: 'message' };

/** The questions that a reply can be about. */
export interface Asked {
  /** The one that waits for an answer. */
  waiting: Question;
  /** What comes after it in this conversation, in order. */
  coming: readonly Question[];
  /** The one that was answered before it. */
  last: Question | null;
  /** The question that waits cannot have been read yet: a bare answer is about the one before. */
  isTooSoon: boolean;
  language: ClientLanguage;
}

/** Longer than anything that is an answer to a question with numbers: read as a message. */
const MOST_TOKENS = 60;
/** From so many digits on, a number is a telephone number, a date or an address: something for the coach. */
const DIGITS_OF_A_MESSAGE = 5;

/**
 * Reads a reply. Total; only ever gives answers that the questions have; in doubt it is no answer: `sms-reply.examples.ts` says what is
 * read as what.
 */
export function readReply(text: string, asked: Asked): Reading {
  const tokens = tokensOf(text);
  const said = tokens.filter(({ kind }) => kind !== 'mark');
  if (said.length === 0) return { kind: 'nothing' };
  const words = vocabularyOf(asked.language);
  if (said.length > MOST_TOKENS) return { kind: 'message' };
  const answer = isDecimal(tokens) || hasUnitSign(tokens) ? null : readAnswers(text, tokens, asked, words);
  return answer ?? notAnAnswer(said, asked, words);
}

function readAnswers(text: string, tokens: readonly Token[], asked: Asked, words: Vocabulary): Reading | null {
  const { waiting, last, isTooSoon } = asked;
  const isAsking = tokens.some(isQuestionMark);
  if (!isAsking) {
    const about = isTooSoon && last ? last : waiting;
    const whole = strictly(tokens, about, words);
    if (whole) {
      const answer = { item: about.item, ...whole };
      return about === last ? { kind: 'correction', answer, remark: null } : { kind: 'answers', answers: [answer], remark: null };
    }
    const corrected = readCorrection(tokens, asked, words);
    if (corrected) return corrected;
    const several = readSeveral(tokens, asked, words);
    if (several) return several;
  }
  const beside = withRemark(tokens, waiting, words);
  return beside && { kind: 'answers', answers: [{ item: waiting.item, ...beside }], remark: text.trim() };
}

/** "sorry 3", "nee 3 bedoel ik", "niet 4 maar 3", "4 nee 3": changes the answer before; when there is none, it is the answer itself. */
function readCorrection(tokens: readonly Token[], { waiting, last }: Asked, words: Vocabulary): Reading | null {
  const { rest, hasMarker } = withoutMarkers(tokens, words);
  const meant = lastAlternative(rest, hasMarker, words);
  if (!meant) return null;
  // "nee 3" takes back only what was said; "sorry 3" and "4 nee 3" can be about the question that waits.
  const questions = [...(last ? [last] : []), ...(meant.isOnlyNo ? [] : [waiting])];
  for (const question of questions) {
    const read = strictly(meant.tokens, question, words);
    if (!read) continue;
    const answer = { item: question.item, ...read };
    return question === last ? { kind: 'correction', answer, remark: null } : { kind: 'answers', answers: [answer], remark: null };
  }
  return null;
}

function withoutMarkers(tokens: readonly Token[], words: Vocabulary): { rest: Token[]; hasMarker: boolean } {
  const rest: Token[] = [];
  let hasMarker = false;
  for (let at = 0; at < tokens.length;) {
    const length = words.correct.lengthAt(tokens, at);
    // The place where a marker stood keeps two numbers apart.
    if (length > 0) rest.push({ kind: 'word', text: words.corrected, isGlued: false });
    else rest.push(tokens[at] as Token);
    hasMarker ||= length > 0;
    at += Math.max(length, 1);
  }
  return { rest, hasMarker };
}

/** Of "niet 4 maar 3", "4 sorry 3" and "nee 3" what was meant; null when nothing is taken back, or when that cannot be told. */
function lastAlternative(tokens: readonly Token[], hasMarker: boolean, words: Vocabulary): { tokens: Token[]; isOnlyNo: boolean } | null {
  const isMarker = (token: Token) => token.text === words.corrected;
  const said = tokens.filter(({ kind }) => kind !== 'mark');
  const [first, second, third] = said.filter(({ kind }) => kind === 'number');
  if (!first || !second) {
    const bare = tokens.filter((token) => !isMarker(token));
    const start = bare.findIndex(({ kind }) => kind !== 'mark');
    const saysNo = isNo(bare[start], words);
    if (!hasMarker && !(saysNo && first)) return null;
    return { tokens: saysNo ? bare.slice(start + 1) : bare, isOnlyNo: !hasMarker };
  }
  // Two numbers, and with them only "no", "not", "but" and what says that it was a mistake: the second counts.
  const others = said.filter((token) => token !== first && token !== second);
  const takesBack = (token: Token) => isMarker(token) || words.not.has(token.text) || isNo(token, words);
  const isApart = said.indexOf(second) > said.indexOf(first) + 1;
  if (third || !isApart || !others.some(takesBack) || !others.every((token) => takesBack(token) || words.then.has(token.text))) return null;
  return { tokens: [second], isOnlyNo: false };
}

/** "4, 2, 1" and "1 goed 2 nee": one answer to each question in turn, when there is exactly one way to read it so. */
function readSeveral(tokens: readonly Token[], { waiting, coming }: Asked, words: Vocabulary): Reading | null {
  const questions = [waiting, ...coming];
  const found = [...inTurn(tokens, questions, words), ...numbered(tokens, questions, words)];
  const [first, ...others] = found.filter((answers) => answers.length > 1);
  if (!first || others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) return null;
  return { kind: 'answers', answers: first, remark: null };
}

/** Every way to cut the text into answers to these questions in turn. */
function inTurn(tokens: readonly Token[], questions: readonly Question[], words: Vocabulary): ReadAnswer[][] {
  if (tokens.every(({ kind }) => kind === 'mark')) return [[]];
  const [question, ...others] = questions;
  if (!question) return [];
  const ways: ReadAnswer[][] = [];
  for (let end = 1; end <= tokens.length; end += 1) {
    if (tokens[end - 1]?.kind === 'mark' || !isBorder(tokens, end)) continue;
    const answer = strictly(tokens.slice(0, end), question, words);
    if (!answer) continue;
    for (const way of inTurn(tokens.slice(end), others, words)) ways.push([{ item: question.item, ...answer }, ...way]);
  }
  return ways;
}

/** Where one answer may end and the next begin: at a comma or a new line, or before a number. */
function isBorder(tokens: readonly Token[], end: number): boolean {
  const next = tokens[end];
  if (!next) return true;
  if (next.kind === 'number') return !next.isGlued;
  if (next.kind === 'word') return false;
  return (
    /^[,;\n&،؛]$/u.test(next.text) ||
    (/^[.!።]$/u.test(next.text) && tokens[end - 1]?.kind === 'word') ||
    tokens.slice(end).every(({ kind }) => kind === 'mark')
  );
}

/** "1: goed 2: nee": the numbers count the questions, at least two of them and in order. */
function numbered(tokens: readonly Token[], questions: readonly Question[], words: Vocabulary): ReadAnswer[][] {
  const starts = tokens.flatMap((token, index) => (token.kind === 'number' ? [index] : []));
  const hasMarks = (at: number) => /^[.:)=-]$/.test(tokens[at + 1]?.text ?? '');
  const counting = starts.filter((at, order) => hasMarks(at) || order === 0 || tokens[at + 1]?.kind === 'word');
  if (counting[0] !== tokens.findIndex(({ kind }) => kind !== 'mark') || counting.length < 2 || counting.length > questions.length)
    return [];
  const answers = counting.map((at, order): ReadAnswer | null => {
    const question = questions[order] as Question;
    const answer = tokens[at]?.text === String(order + 1) ? strictly(tokens.slice(at + 1, counting[order + 1]), question, words) : null;
    return answer && { item: question.item, ...answer };
  });
  return answers.every((answer) => answer !== null) ? [answers] : [];
}

/** "4 maar het gaat wel", "goed, ik heb werk": the answer comes first (or alone on the last line), and what follows explains it. */
function withRemark(tokens: readonly Token[], question: Question, words: Vocabulary): ItemAnswer | null {
  const lines = tokens.slice(0, tokens.findLastIndex(({ kind }) => kind !== 'mark') + 1);
  const lastLine = lines.slice(lines.findLastIndex(({ text }) => text === '\n') + 1);
  const alone = lastLine.length < lines.length && lastLine[0]?.kind === 'number' ? strictly(lastLine, question, words) : null;
  if (alone && tokens.filter(({ kind }) => kind === 'number').length === 1) return alone;
  for (let end = tokens.length - 1; end > 0; end -= 1) {
    const before = tokens.slice(0, end);
    if (before.at(-1)?.kind === 'mark' || before.some(isQuestionMark)) continue;
    const answer = strictly(before, question, words);
    if (answer && explains(before, tokens.slice(end), answer, question, words)) return answer;
  }
  return null;
}

/** Whether what follows an answer leaves it as it is. After a word less may follow than after a number, which is clear by itself. */
function explains(before: readonly Token[], after: readonly Token[], answer: ItemAnswer, question: Question, words: Vocabulary): boolean {
  const said = after.filter(({ kind }) => kind !== 'mark');
  const [next, second] = said;
  if (
    !next ||
    second?.kind === 'number' ||
    next.kind === 'number' ||
    words.units.has(next.text) ||
    after[0]?.text === '+' ||
    after[0]?.text === '/'
  )
    return false;
  const isBare = before.some(({ kind }) => kind === 'number');
  const isApart = after[0]?.kind === 'mark' && /^[,.;:!\n(\-–—،؛።]$/u.test(after[0].text);
  if (isBare && (isApart || words.then.has(next.text))) return true;
  if (!isBare && !isApart && !words.then.has(next.text)) return false;
  return !said.some(
    (token, at) => words.not.has(token.text) || isNo(token, words) || token.kind === 'number' || saysOther(said, at, answer, question),
  );
}

function saysOther(said: readonly Token[], at: number, answer: ItemAnswer, question: Question): boolean {
  for (let end = said.length; end > at; end -= 1) {
    const other = question.phrases.get(textOf(said.slice(at, end)));
    if (other) return other.state !== answer.state || other.value !== answer.value;
  }
  return false;
}

/** The one answer that all of this is, with nothing beside it but thanks and the like; null when it is not. */
function strictly(tokens: readonly Token[], question: Question, words: Vocabulary): ItemAnswer | null {
  const isBar = ({ text }: Token) => text === '/' || text === '⁄';
  if (tokens.some(isBar)) {
    const fraction = tokens.filter((token) => token.kind !== 'mark' || isBar(token));
    const [number, , highest] = fraction;
    const isOne = fraction.length === 3 && isBar(fraction[1] as Token) && number && highest;
    return isOne ? ofTheHighest([number, { kind: 'word', text: 'van', isGlued: false }, highest], question, words) : null;
  }
  if (tokens.some((token, at) => isStrange(tokens, at, token))) return null;
  const said = tokens.filter(({ kind }) => kind !== 'mark');
  for (const part of words.withoutAround(said)) {
    const answer = exactly(part, question, words);
    if (answer) return answer;
  }
  return null;
}

/** Marks that make something else of a number: "4+", "~3", "<2", "3-4". */
function isStrange(tokens: readonly Token[], at: number, { kind, text }: Token): boolean {
  if (kind !== 'mark') return false;
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  if (/^[+~±<>≤≥]$/u.test(text) && (before?.kind === 'number' || (after?.kind === 'number' && after.isGlued))) return true;
  return text === '-' && before?.kind === 'number' && after?.kind === 'number';
}

function exactly(said: readonly Token[], question: Question, words: Vocabulary): ItemAnswer | null {
  if (said.length === 0) return null;
  const phrase = question.phrases.get(textOf(said));
  const word = words.numbers.get(textOf(said));
  // "zeven" may be the seventh option and a word of another one: then it is neither.
  if (phrase) return phrase;
  if (word !== undefined) return question.numbers.get(word) ?? null;
  const numbers = said.filter(({ kind }) => kind === 'number');
  if (numbers.length === 2) return ofTheHighest(said, question, words);
  const [number] = numbers;
  const value = number && /^(0|[1-9][0-9]?)$/.test(number.text) ? question.numbers.get(Number(number.text)) : undefined;
  if (!value || numbers.length > 1) return null;
  const others = said.filter((token) => token !== number);
  if (others.length === 0) return value;
  const isAtEdge = said[0] === number || said.at(-1) === number;
  const named = isAtEdge ? question.phrases.get(textOf(others)) : undefined;
  return named && named.state === value.state && named.value === value.value ? value : null;
}

/** "7 van de 10", on a scale that ends there. */
function ofTheHighest(said: readonly Token[], question: Question, words: Vocabulary): ItemAnswer | null {
  const [first, ...others] = said;
  const highest = Math.max(...question.numbers.keys());
  if (highest < 10 || first?.kind !== 'number' || Number(others.at(-1)?.text) !== highest) return null;
  return words.outOf.has(textOf(others.slice(0, -1))) ? (question.numbers.get(Number(first.text)) ?? null) : null;
}

function notAnAnswer(said: readonly Token[], { waiting }: Asked, words: Vocabulary): Reading {
  const content = words.withoutAround(said);
  const isSaid = (phrases: { has: (phrase: string) => boolean }) => content.some((part) => phrases.has(textOf(part)));
  const numbers = said.filter(({ kind }) => kind === 'number');
  const named = said.length - numbers.length;
  if (isSaid(words.later)) return { kind: 'later' };
  if (isSaid(words.unknown)) return { kind: 'unclear', hasWords: true };
  if (numbers.length === 0 && content.some((part) => part.length === 0)) return { kind: 'nothing' };
  if (numbers.some(({ text }) => text.length >= DIGITS_OF_A_MESSAGE)) return { kind: 'message' };
  const atOnce = content.some((part) => startsAsAnswer(part, waiting, words));
  const somewhere = numbers.length > 0 || said.some((_, at) => startsAsAnswer(said.slice(at), waiting, words));
  const isMessage = named >= (atOnce ? 5 : somewhere ? 3 : 2);
  return isMessage ? { kind: 'message' } : { kind: 'unclear', hasWords: named > 0 };
}

/** Whether it begins as an answer would: "goed …", "4 …", "niet …". */
function startsAsAnswer(said: readonly Token[], question: Question, words: Vocabulary): boolean {
  const [first] = said;
  if (!first) return false;
  if (first.kind === 'number' || words.not.has(first.text)) return true;
  return said.some((_, end) => question.phrases.has(textOf(said.slice(0, end + 1))));
}

/** "4,2" is a mark for a test as much as two answers. */
function isDecimal(tokens: readonly Token[]): boolean {
  const numbers = tokens.flatMap((token, at) => (token.kind === 'number' ? [at] : []));
  return (
    numbers.length === 2 &&
    numbers.some(
      (at) =>
        tokens[at]?.isGlued &&
        /^[.,:٫،]$/u.test(tokens[at - 1]?.text ?? '') &&
        tokens[at - 1]?.isGlued === true &&
        tokens[at - 2]?.kind === 'number',
    )
  );
}

function hasUnitSign(tokens: readonly Token[]): boolean {
  return tokens.some(({ text }) => /^[%€$£°٪]$/u.test(text));
}

function isQuestionMark({ text }: Token): boolean {
  return /^[?؟]$/u.test(text);
}

function isNo(token: Token | undefined, words: Vocabulary): boolean {
  return token?.kind === 'word' && words.no.has(token.text);
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ');
}
