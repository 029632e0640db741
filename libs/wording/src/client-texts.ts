import { CLIENT_LANGUAGES, PROJECT_ROOT, Texts, type ClientLanguage } from '#libs/platform';
import path from 'node:path';

/** Everything a client reads lies here: one folder a language. */
export const CLIENT_TEXTS = path.join(PROJECT_ROOT, 'libs/wording/messages');

/**
 * What a client reads, by file: `answering.start.begin` (the pages behind a link), `items.wellbeing.general.question` (the questions).
 * What a language lacks is Dutch. Whether a language may be used at all is for `LanguagesService` to say.
 */
export const clientTexts = new Texts<ClientLanguage>(CLIENT_TEXTS, CLIENT_LANGUAGES);
