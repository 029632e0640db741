import { clientTexts } from '#libs/wording';
import { closedInstead } from './closed.page.js';
import { addressOf, type Journey } from './journey.js';
import { screen, type Screen } from './screen.js';
import { wordForm, type WordProblem } from './word-form.page.js';

const STATUS: Record<WordProblem, number> = { empty: 422, 'too-long': 422, 'too-many': 429 };

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

/**
 * Whom to call, large and at once, and nothing else to do: for who wrote words that may mean that they are in danger.
 * @param onwardHref quietly, for who was on their way through the questions
 */
export function crisisScreen(journey: Journey, onwardHref: string | null = null): Screen {
  return screen('crisis', journey, {
    title: clientTexts.text(journey.language, 'answering.crisis.title'),
    urgentHelp: true,
    otherLanguages: [],
    onwardHref,
  });
}

/** Nothing can be told yet (the questions come first) or any more. */
function insteadOfWord(journey: Journey): Screen | null {
  if (journey.mayTell) return null;
  return closedInstead(journey) ?? { redirectTo: addressOf(journey) };
}
