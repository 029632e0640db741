import type { Speech } from '../answering/journey.js';
import { languageChoices, type PageScreen } from '../answering/screen.js';
import type { Reader } from './reading.service.js';

/** An address behind the link, in the language of the screen. */
export function addressOf({ token, language, ownLanguage }: Pick<Reader, 'token' | 'language' | 'ownLanguage'>, ...rest: string[]): string {
  return ['/v', encodeURIComponent(token), ...rest].join('/') + (language === ownLanguage ? '' : `?taal=${language}`);
}

interface Content {
  title: string;
  urgentHelp?: boolean;
  [name: string]: unknown;
}

/**
 * A page behind the link. Another language is the door in that language, whatever page it is chosen on: what was shared is shown by a form that
 * is sent, and has no address of its own.
 */
export function readerScreen(view: string, reader: Reader, { urgentHelp = false, ...page }: Content, status = 200): PageScreen {
  const languages = languageChoices(reader).flatMap((choice) =>
    choice.isCurrent ? [] : [{ ...choice, href: `/v/${encodeURIComponent(reader.token)}?taal=${choice.language}` }],
  );
  return pageScreen(view, reader, { ...page, urgentHelp, otherLanguages: languages, foldsLanguages: languages.length > 1 }, status);
}

/** @param content with what the layout of the jobseeker's pages prints around each page */
export function pageScreen(view: string, { language }: Speech, content: Omit<PageScreen['page'], 'language'>, status = 200): PageScreen {
  return { view, status, page: { ...content, title: content['title'] as string, language } as PageScreen['page'] };
}
