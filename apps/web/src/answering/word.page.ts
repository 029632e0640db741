import { WORD_LENGTH, WORDS_A_DAY } from '#libs/checkins';
import { clientTexts } from '#libs/wording';
import { closedInstead } from './closed.page.js';
import { addressOf, type Journey } from './journey.js';
import { screen, type Screen } from './screen.js';

/** The field for a word to the coach, as it stands on several pages. */
export interface WordForm {
  action: string;
  /** What was written, when it comes back. */
  body: string;
  problem: string | null;
  describedBy: string;
  hint: string;
}

/** Why a word was not taken. */
export type WordProblem = 'empty' | 'too-long' | 'too-many';

const STATUS: Record<WordProblem, number> = { empty: 422, 'too-long': 422, 'too-many': 429 };

export function wordForm(journey: Journey, { body = '', problem = null }: { body?: string; problem?: WordProblem | null } = {}): WordForm {
  const say = (key: string, values = {}) => clientTexts.text(journey.language, `answering.word.${key}`, values);
  return {
    action: addressOf(journey, 'bericht'),
    body,
    problem: problem && say(problem, { length: lengthOf(body), most: WORD_LENGTH, messages: WORDS_A_DAY }),
    describedBy: problem ? 'fout uitleg' : 'uitleg',
    hint: say('hint', { most: WORD_LENGTH }),
  };
}

/** The field on a page of its own: what was written comes back with what was wrong. */
export function wordScreen(journey: Journey, refused: { body: string; problem: WordProblem } | null = null): Screen {
  const elsewhere = insteadOfWord(journey);
  if (elsewhere) return elsewhere;
  const title = clientTexts.text(journey.language, 'answering.word.title');
  return screen('word', journey, { title, word: wordForm(journey, refused ?? {}) }, refused ? STATUS[refused.problem] : 200);
}

export function wordSentScreen(journey: Journey): Screen {
  return (
    insteadOfWord(journey) ??
    screen('word-sent', journey, { title: clientTexts.text(journey.language, 'answering.word.sent-title'), urgentHelp: true })
  );
}

/** Whom to call, large and at once, and nothing else to do: for who wrote words that may mean that they are in danger. */
export function crisisScreen(journey: Journey): Screen {
  return screen('crisis', journey, {
    title: clientTexts.text(journey.language, 'answering.crisis.title'),
    urgentHelp: true,
    otherLanguages: [],
  });
}

/** Nothing can be told yet (the questions come first) or any more. */
function insteadOfWord(journey: Journey): Screen | null {
  if (journey.mayTell) return null;
  return closedInstead(journey) ?? { redirectTo: addressOf(journey) };
}

/** As people count: a smiley is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}
