import { DECLINE_REASONS } from '#libs/rules';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { whole } from '../outflow/figures.js';

/** `past niet (12), nu niet (8)`, most given first; what was said in words only, or with a reason that is no longer on the list, says so. */
export function reasonsInWords(reasons: readonly { code: string | null; count: number }[], language: Language): string {
  const counted = reasons.map(({ code, count }) => `${reasonName(code, language)} (${whole(language, count)})`);
  return new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(counted);
}

export function reasonName(code: string | null, language: Language): string {
  const known = DECLINE_REASONS.find((reason) => reason === code);
  return texts.text(language, `learning.reason.${known ?? (code === null ? 'words' : 'former')}`);
}
