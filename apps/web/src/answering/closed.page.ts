import type { Language } from '#libs/platform';
import { clientTexts } from '#libs/wording';
import { addressOf, type Journey } from './journey.js';
import { screen, type PageScreen } from './screen.js';

/** Why there are no questions here. */
export type ClosedReason = 'unknown' | 'expired' | 'spent' | 'busy' | 'unexpected';

const STATUS: Record<ClosedReason, number> = { unknown: 404, expired: 410, spent: 410, busy: 429, unexpected: 500 };

/** Never a dead end: what happened, that it costs nothing, and how to reach the coach. */
export function closedScreen(reason: ClosedReason, language: Language, stopHref: string | null = null): PageScreen {
  return screen(
    'closed',
    language,
    {
      title: clientTexts.text(language, `answering.closed.${reason}.title`),
      text: clientTexts.text(language, `answering.closed.${reason}.text`),
      stopHref,
    },
    STATUS[reason],
  );
}

/** The closed page instead of the questions, when the link is no longer open; null when it is. */
export function closedInstead(journey: Journey): PageScreen | null {
  const { state } = journey.view;
  return state === 'open' ? null : closedScreen(state, journey.language, addressOf(journey, 'geen-berichten'));
}
