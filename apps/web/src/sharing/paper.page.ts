import { CLIENT_RESPONSES, type ShownSuggestion } from '#libs/sharing';
import { isLanguage, type Language } from '#libs/platform';
import { clientTexts } from '#libs/wording';
import type { Speech } from '../answering/journey.js';
import { languageChoices, type PageScreen } from '../answering/screen.js';
import { texts } from '../http/views.js';
import { pageScreen } from './client-screen.js';
import { suggestionCard } from './shared.page.js';

/**
 * The same words as behind the link, with room to tick and to write: without a name on it, for paper is left lying about.
 * @param staffLanguage of what is not printed: the way back, and how to print
 */
export function paperScreen(
  speech: Speech,
  clientId: string,
  suggestions: readonly ShownSuggestion[],
  staffLanguage: Language,
): PageScreen {
  const { language } = speech;
  const say = (key: string) => clientTexts.text(language, `sharing.${key}`);
  const otherLanguages = languageChoices(speech).filter(({ isCurrent }) => !isCurrent);
  return pageScreen('sharing/paper', speech, {
    title: say('page.title'),
    otherLanguages,
    foldsLanguages: otherLanguages.length > 1,
    urgentHelp: false,
    wordsIn: isLanguage(language) ? null : say('page.words-in'),
    staffLanguage,
    backHref: `/klanten/${clientId}`,
    backWords: texts.text(staffLanguage, 'paper.back'),
    hint: texts.text(staffLanguage, suggestions.length === 0 ? 'paper.none' : 'paper.hint'),
    suggestions: suggestions.map((suggestion, place) => ({
      ...suggestionCard(suggestion, language),
      number: place + 1,
      ticks: CLIENT_RESPONSES.map((value) => say(`answer.${value}`)),
    })),
  });
}
