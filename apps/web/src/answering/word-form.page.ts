import { WORD_LENGTH, WORDS_A_DAY } from '#libs/checkins';
import { clientTexts } from '#libs/wording';
import { addressOf, type Journey } from './journey.js';

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

/** As people count: a smiley is one. */
function lengthOf(text: string): number {
  return [...text].length;
}
