import { clientTexts } from '#libs/wording';
import { addressOf, type Journey, type Speech } from './journey.js';
import { screen, type PageScreen } from './screen.js';
import { wordForm, type WordForm } from './word-form.page.js';

/** Why there are no questions here. */
export type ClosedReason = 'unknown' | 'expired' | 'spent' | 'busy' | 'unexpected';

const STATUS: Record<ClosedReason, number> = { unknown: 404, expired: 410, spent: 410, busy: 429, unexpected: 500 };

/** What can still be done with a link that is no longer open; null: it cannot. */
export interface StillPossible {
  stopHref: string | null;
  preferenceHref: string | null;
  word: WordForm | null;
}

const NOTHING: StillPossible = { stopHref: null, preferenceHref: null, word: null };

/** Never a dead end: what happened, that it costs nothing, and how to reach the coach. */
export function closedScreen(reason: ClosedReason, speech: Speech, possible: StillPossible = NOTHING): PageScreen {
  const { language } = speech;
  return screen(
    'closed',
    speech,
    {
      title: clientTexts.text(language, `answering.closed.${reason}.title`),
      text: clientTexts.text(language, `answering.closed.${reason}.text`),
      ...possible,
    },
    STATUS[reason],
  );
}

/**
 * The closed page instead of the questions, when the link is no longer open; null when it is. So it is for who would find no question: what
 * was to be asked belonged to a module that was switched off since.
 */
export function closedInstead(journey: Journey): PageScreen | null {
  const { state, route } = journey.view;
  if (state === 'open' && route.length > 0) return null;
  return closedScreen(state === 'open' ? 'expired' : state, journey, {
    stopHref: addressOf(journey, 'geen-berichten'),
    preferenceHref: journey.mayPrefer ? addressOf(journey, 'voorkeur') : null,
    word: journey.mayTell ? wordForm(journey) : null,
  });
}
