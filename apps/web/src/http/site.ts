import type { SignedInStaff } from '#libs/people';
import { DEFAULT_LANGUAGE, isLanguage, type Configuration, type Language } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import type { Notices } from '../operations/notices.service.js';
import type { StaffRequest } from './access.js';
import { LANGUAGE_COOKIE, readCookie } from './cookies.js';
import { formToken } from './forms.js';

/** What every page knows beside its own content: `site` in a view. */
export interface Site {
  language: Language;
  demo: boolean;
  staff: SignedInStaff | null;
  /** What stands above every page of staff; null: nothing. */
  notices: Notices | null;
  /** The path of the page, without its query: for the menu to mark where one is. */
  path: string;
  /** Its first part: the entry of the menu under which it hangs. */
  part: string;
  /** For the hidden field `_csrf`; made only when a page asks for it, because it sets a cookie. */
  readonly csrf: string;
}

export function siteOf(request: StaffRequest, reply: FastifyReply, configuration: Configuration, notices: Notices | null = null): Site {
  let token: string | undefined;
  const path = request.url.split('?')[0] ?? '/';
  return {
    language: languageOf(request),
    demo: configuration.demo,
    staff: request.staff ?? null,
    notices,
    path,
    part: `/${path.split('/')[1] ?? ''}`,
    get csrf() {
      return (token ??= formToken(request, reply, configuration));
    },
  };
}

/** The language of the screens: the one chosen before, else Dutch. */
export function languageOf(request: StaffRequest): Language {
  const chosen = readCookie(request, LANGUAGE_COOKIE);
  return isLanguage(chosen) ? chosen : DEFAULT_LANGUAGE;
}
