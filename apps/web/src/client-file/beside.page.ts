import { AROUND, type FileInterventionInFull, type HeardThen } from '#libs/insight';
import type { Language } from '#libs/platform';
import { levelOf, traitOf } from '#libs/profiles';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';

/**
 * What somebody said at the start of something, about its end and three months later, side by side. It tells what was heard and when; that one
 * led to the other is nowhere said, because nobody knows. null when nothing was heard at all.
 */
export function besideInWords({ beside }: Pick<FileInterventionInFull, 'beside'>, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `interventions.file.beside.${key}`, values);
  const rows = beside
    .filter(({ start, end, later }) => start ?? end ?? later)
    .map(({ trait, start, end, later, isLater }) => ({
      label: traitOf(trait).label[language],
      cells: [cell(trait, start), cell(trait, end), isLater || later ? cell(trait, later) : { words: say('not-yet'), when: null }].map(
        (each, index) => ({ ...each, moment: say(MOMENTS[index] as string) }),
      ),
    }));
  return rows.length === 0 ? null : { rows, moments: MOMENTS.map((moment) => say(moment)), caution: say('caution', { ...AROUND }) };

  function cell(trait: string, heard: HeardThen | null) {
    if (heard === null) return { words: say('not-heard'), when: null };
    const words = levelOf(trait, heard.value)?.label[language] ?? texts.text(language, `client-file.profile.${heard.state}`);
    return { words, when: formatDate(language, Temporal.Instant.from(heard.at)) };
  }
}

const MOMENTS = ['at-start', 'at-end', 'later'] as const;
