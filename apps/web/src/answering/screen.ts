import type { ClientLanguage } from '#libs/platform';
import { clientTexts } from '#libs/wording';
import type { Speech } from './journey.js';

/** What a request ends in: a page with its status, or another address. */
export type Screen = PageScreen | { redirectTo: string };

export interface PageScreen {
  view: string;
  status: number;
  page: ClientPage;
}

/** What the layout of the jobseeker's pages prints around each page. */
export interface ClientPage {
  language: ClientLanguage;
  title: string;
  /** The ways to this same page in another language; empty where the page itself offers the choice. */
  otherLanguages: LanguageChoice[];
  /** With more than one of them they fold away behind the name of the current one. */
  foldsLanguages: boolean;
  /** The help lines in large print: where somebody may just have told us something heavy. */
  urgentHelp: boolean;
  [name: string]: unknown;
}

export interface LanguageChoice {
  language: ClientLanguage;
  /** In the language itself. */
  name: string;
  href: string;
  isCurrent: boolean;
}

/** Every language there is a choice of, as a link to the same page: a relative address, so that it is right wherever it stands. */
export function languageChoices({ language: current, languages }: Speech): LanguageChoice[] {
  return languages.map((language) => ({
    language,
    name: nameOf(language),
    href: `?taal=${language}`,
    isCurrent: language === current,
  }));
}

/** The name of a language in the language itself. */
export function nameOf(language: ClientLanguage): string {
  return clientTexts.text(language, 'language.name');
}

/** What a page gives: the rest follows from the language. */
interface PageContent {
  title: string;
  otherLanguages?: LanguageChoice[];
  urgentHelp?: boolean;
  [name: string]: unknown;
}

export function screen(view: string, speech: Speech, content: PageContent, status = 200): PageScreen {
  const { otherLanguages = languageChoices(speech).filter(({ isCurrent }) => !isCurrent), urgentHelp = false, ...page } = content;
  const around = { otherLanguages, foldsLanguages: otherLanguages.length > 1, urgentHelp, language: speech.language };
  return { view: `answering/${view}`, status, page: { ...page, ...around } };
}
