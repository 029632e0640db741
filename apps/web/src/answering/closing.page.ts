import { WORD_LENGTH, WORDS_A_DAY } from '#libs/checkins';
import { wordingIn } from '#libs/platform';
import { clientTexts } from '#libs/wording';
import { closedInstead } from './closed.page.js';
import { addressAfter, addressOf, numberOf, withAnswer, type Journey } from './journey.js';
import { screen, type Screen } from './screen.js';
import type { WordProblem } from './word-form.page.js';
import type { ItemAnswer } from '#libs/questionnaires';

/** Where the open question stands that ends each check-in. */
const CLOSING = 'nog-iets';

/**
 * Where to after an answer: along the route, and from its last question to the open one at its end. Who comes back to change an answer has
 * been there, and goes to the look back.
 */
export function addressAfterAnswer(journey: Journey, number: number, item: string, answer: ItemAnswer): string {
  const onward = addressAfter(withAnswer(journey, item, answer), number);
  const isLast = onward === addressOf(journey, 'nakijken') && !journey.view.answers.has(item);
  return isLast ? addressOf(journey, CLOSING) : onward;
}

/**
 * "Wilt u nog iets kwijt?": an empty field and a button that goes on, whatever stands in it. In the words of the questionnaire, or in ours.
 * @param refused what was written and not taken comes back as it was, as 422 (or 429: enough for a day)
 */
export function closingScreen(journey: Journey, refused: { body: string; problem: WordProblem } | null = null): Screen {
  const { language, view } = journey;
  const closed = closedInstead(journey);
  if (closed) return closed;
  const last = view.route.at(-1);
  if (view.startedAt === null || !last) return { redirectTo: addressOf(journey) };
  const say = (key: string, values: Record<string, unknown> = {}) => clientTexts.text(language, `answering.${key}`, values);
  const title = view.definition.closing ? wordingIn(view.definition.closing, language) : say('closing.title');
  const length = [...(refused?.body ?? '')].length;
  const page = {
    title,
    heading: title,
    action: addressOf(journey, CLOSING),
    carried: [],
    steps: null,
    previousHref: addressOf(journey, 'vraag', numberOf(journey, last.key)),
    hint: say('closing.hint', { most: WORD_LENGTH }),
    body: refused?.body ?? '',
    problem: refused && say(`word.${refused.problem}`, { length, most: WORD_LENGTH, messages: WORDS_A_DAY }),
    describedBy: refused ? 'fout uitleg' : 'uitleg',
  };
  return screen('closing', journey, page, refused ? (refused.problem === 'too-many' ? 429 : 422) : 200);
}
