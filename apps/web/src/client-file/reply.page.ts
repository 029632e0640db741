import type { Reach } from '#libs/people';
import type { Language } from '#libs/platform';
import { smsShape } from '#libs/wording';
import { searchable } from '../http/names.js';
import { texts } from '../http/views.js';
import { HEALTH_AND_MONEY, wordsIn } from './delicate-words.js';

/** Words in a reply that whoever holds the telephone had better not read. */
export interface ReplyDoubts {
  names: readonly string[];
  words: readonly string[];
}

/** A reply that was not sent: what was typed, what is wrong with it, or what the coach should look at once more. */
export interface RefusedReply {
  body: string;
  problem: string | null;
  doubts: ReplyDoubts | null;
}

/** How long a reply may be, and what goes around it when it leaves. */
export interface ReplyRules {
  maxLength: number;
  write: (body: string) => string;
}

/** Stands for the coach's words where only what comes before them counts. */
const WORDS = '[…]';

export interface ShownReply {
  refused?: RefusedReply;
}

const LIVE = ['left', 'one', 'more', 'over'];

/** The box under a conversation: by which way it goes, and what to do instead when it cannot. */
export function replyForm(way: Reach, { refused }: ShownReply, { maxLength, write }: ReplyRules, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `inbox.reply.${key}`, values);
  const doubts = refused?.doubts;
  const isSms = 'channel' in way && way.channel === 'sms';
  return {
    way: 'channel' in way ? say(`way.${way.channel}`, { address: way.address }) : null,
    refused: 'unreachable' in way ? { why: say(`refused.${way.unreachable}`), instead: say(`instead.${way.unreachable}`) } : null,
    isSms,
    value: refused?.body ?? '',
    maxLength,
    shape: isSms && refused && refused.body.trim() !== '' ? say('shape', { count: smsShape(write(refused.body)).segments }) : null,
    before: isSms ? (write(WORDS).split(WORDS)[0] ?? '') : '',
    // For the script that counts along; it fills in the numbers itself.
    live: Object.fromEntries(LIVE.map((name) => [name, say(`live.${name}`, { left: '[left]', count: '[count]' })])),
    error: refused?.problem ? say(`problem.${refused.problem}`, { count: maxLength }) : null,
    doubts: doubts
      ? [
          doubts.names.length > 0 ? say('doubt.name', { names: doubts.names.join(', ') }) : null,
          doubts.words.length > 0 ? say('doubt.words', { words: doubts.words.join(', ') }) : null,
        ].filter((doubt) => doubt !== null)
      : null,
  };
}

/** What a coach had better say on the telephone: the client's own name, and words about health or money. null: nothing. */
export function doubtsAbout(
  body: string,
  { firstName, lastName }: { firstName: string; infix: string | null; lastName: string },
): ReplyDoubts | null {
  const words: readonly string[] = searchable(body).match(/[\p{L}\p{N}]+/gu) ?? [];
  const names = [firstName, lastName].filter((name) => isIn(searchable(name), words));
  const delicate = wordsIn(body, HEALTH_AND_MONEY);
  return names.length + delicate.length > 0 ? { names, words: delicate } : null;
}

/** "De Boer-Jansen" stands in a text when its words follow each other there. */
function isIn(name: string, words: readonly string[]): boolean {
  const parts = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.length > 0 && words.some((_, index) => parts.every((part, offset) => words[index + offset] === part));
}
