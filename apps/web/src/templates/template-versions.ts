import type { Language } from '#libs/platform';
import type { TemplateText, TemplateVersion } from '#libs/wording';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { textDifference } from '../http/text-difference.js';

/** Every version with who and when, and what it changed since the one before; the first since the text of the product. */
export function versionsInWords(
  versions: readonly TemplateVersion[],
  product: TemplateText | null,
  written: { lang: string; dir: string },
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `templates.versions.${key}`, values);
  return versions.map((version, index) => {
    const before = versions[index + 1]?.text ?? product;
    const after = version.text ?? product;
    const changed = [
      { old: before?.subject ?? '', fresh: after?.subject ?? '' },
      { old: before?.body ?? '', fresh: after?.body ?? '' },
    ].filter(({ old, fresh }) => old !== fresh);
    return {
      name: say('number', { version: version.version }),
      isNow: index === 0,
      isProduct: version.text === null,
      by: say('by', {
        date: formatMoment(language, version.publishedAt),
        who: version.publishedBy ?? texts.text(language, 'templates.unknown-person'),
      }),
      reviewed: version.reviewedBy === null ? null : say('reviewed', { name: version.reviewedBy }),
      hasChanges: changed.length > 0,
      texts: changed.map(({ old, fresh }) => ({
        ...written,
        parts: textDifference(old, fresh).map(({ text, change }) => ({
          text,
          isRemoved: change === 'removed',
          isAdded: change === 'added',
        })),
      })),
    };
  });
}
