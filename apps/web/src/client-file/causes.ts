import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';

/** Why something happened or did not, in a sentence: of a round, a message, a step, or a failure of a provider. A cause nobody wrote a text for says just that. */
export function causeInWords(cause: string | null, language: Language): string | null {
  if (cause === null) return null;
  const key = [`client-planning.cause.${cause}`, `client-file.messages.reason.${cause}`].find((each) => texts.has(language, each));
  return key ? texts.text(language, key) : texts.text(language, 'client-planning.cause.other');
}
