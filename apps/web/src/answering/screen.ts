import { LANGUAGES, type Language } from '#libs/platform';
import { clientTexts } from '#libs/wording';

/** What a request ends in: a page with its status, or another address. */
export type Screen = PageScreen | { redirectTo: string };

export interface PageScreen {
  view: string;
  status: number;
  page: ClientPage;
}

/** What the layout of the jobseeker's pages prints around each page. */
export interface ClientPage {
  language: Language;
  title: string;
  /** The way to this same page in another language; null where the page itself offers the choice. */
  otherLanguage: LanguageChoice | null;
  /** The help lines in large print: where somebody may just have told us something heavy. */
  urgentHelp: boolean;
  [name: string]: unknown;
}

export interface LanguageChoice {
  language: Language;
  /** In the language itself. */
  name: string;
  href: string;
  isCurrent: boolean;
}

/** Every language, as a link to the same page: a relative address, so that it is right wherever it stands. */
export function languageChoices(current: Language): LanguageChoice[] {
  return LANGUAGES.map((language) => ({
    language,
    name: clientTexts.text(language, 'answering.switch'),
    href: `?taal=${language}`,
    isCurrent: language === current,
  }));
}

export function screen(
  view: string,
  language: Language,
  page: Omit<Partial<ClientPage>, 'language'> & { title: string },
  status = 200,
): PageScreen {
  const otherLanguage = languageChoices(language).find(({ isCurrent }) => !isCurrent) ?? null;
  return { view: `answering/${view}`, status, page: { otherLanguage, urgentHelp: false, ...page, language } };
}
