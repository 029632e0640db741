import { wordingIn } from '#libs/platform';
import type { Item, ItemAnswer } from '#libs/questionnaires';
import { clientTexts } from '#libs/wording';
import { answerInWords } from './answer-words.js';
import { closedInstead } from './closed.page.js';
import { addressOf, numberOf, type Journey } from './journey.js';
import { screen, type Screen } from './screen.js';

/**
 * Everything that is asked, with what was answered, each a way back to its question, and the button that sends it.
 * @param told what they wrote to their coach beside the answers: that is with the coach already
 */
export function reviewScreen(journey: Journey, problem: 'nothing-sent' | null = null, told: readonly string[] = []): Screen {
  const { language, view } = journey;
  const closed = closedInstead(journey);
  if (closed) return closed;
  const say = (key: string) => clientTexts.text(language, `answering.review.${key}`);
  const hasSaid = [...view.answers.values()].some(({ state }) => state !== 'skipped');
  const page = {
    title: say('title'),
    problem: problem && say('problem'),
    // Without a single answer there is nothing to send.
    action: hasSaid ? addressOf(journey, 'versturen') : null,
    carried: [],
    steps: null,
    previousHref: addressOf(journey, 'vraag', numberOf(journey, (view.route.at(-1) as Item).key)),
    told,
    tellHref: addressOf(journey, 'nog-iets'),
    given: view.route.map((item) => {
      const answer = view.answers.get(item.key);
      return {
        question: wordingIn(item.wording, language),
        answer: inWords(journey, item, answer),
        href: addressOf(journey, 'vraag', numberOf(journey, item.key)),
        invitation: say(answer && answer.state !== 'skipped' ? 'change-one' : 'answer-one'),
      };
    }),
  };
  return screen('review', journey, page, problem ? 422 : 200);
}

function inWords({ language, view }: Journey, item: Item, given: ItemAnswer | undefined): string {
  if (!given) return clientTexts.text(language, 'answering.review.not-yet');
  if (given.state === 'refused') return wordingIn(view.definition.refusal, language);
  if (given.state === 'skipped') return clientTexts.text(language, 'answering.review.skipped');
  return answerInWords(item, given, language) ?? '';
}
