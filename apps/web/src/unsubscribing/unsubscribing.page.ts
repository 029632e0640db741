import { isLanguage, LANGUAGES, type Language } from '#libs/platform';
import { clientTexts } from '#libs/wording';
import { texts } from '../http/views.js';

/** What stands behind the address in an e-mail: the question, that it is done, or that the address is not ours. */
export type UnsubscribingState = 'ask' | 'nothing-pressed' | 'done' | 'unknown';

export interface UnsubscribingPage {
  view: string;
  status: number;
  content: {
    title: string;
    /** Where the button goes: this very address. */
    action: string;
    isNothingPressed: boolean;
    otherLanguages: { language: Language; name: string; href: string }[];
    foldsLanguages: boolean;
    urgentHelp: boolean;
  };
}

const VIEWS = { ask: 'ask', 'nothing-pressed': 'ask', done: 'done', unknown: 'unknown' } as const;
const TITLES = { ask: 'title', 'nothing-pressed': 'title', done: 'done-title', unknown: 'unknown-title' } as const;
const STATUS = { ask: 200, 'nothing-pressed': 422, done: 200, unknown: 404 } as const;

export function unsubscribingPage(state: UnsubscribingState, token: string, language: Language): UnsubscribingPage {
  return {
    view: `unsubscribing/${VIEWS[state]}`,
    status: STATUS[state],
    content: {
      title: texts.text(language, `unsubscribing.${TITLES[state]}`),
      action: `/afmelden/${encodeURIComponent(token)}?taal=${language}`,
      isNothingPressed: state === 'nothing-pressed',
      // What a form was sent to has no page to go back to in another language.
      otherLanguages: state === 'done' ? [] : otherLanguages(language),
      foldsLanguages: false,
      urgentHelp: false,
    },
  };
}

/** The one chosen, else that of the e-mail, else Dutch. */
export function languageOfPage(chosen: unknown, ofMail: string | null): Language {
  if (isLanguage(chosen)) return chosen;
  return isLanguage(ofMail) ? ofMail : 'nl';
}

function otherLanguages(current: Language): UnsubscribingPage['content']['otherLanguages'] {
  return LANGUAGES.filter((language) => language !== current).map((language) => ({
    language,
    name: clientTexts.text(language, 'language.name'),
    href: `?taal=${language}`,
  }));
}
