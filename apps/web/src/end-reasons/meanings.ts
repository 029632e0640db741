import { COUNTED_AS, countsAs, type CountedAs } from '#libs/outflow';
import { END_REASONS, type EndReason } from '#libs/people';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';

/** `Werk in loondienst`; also for who shows why people left. */
export function endReasonInWords(reason: EndReason, language: Language): string {
  return texts.text(language, `end-reasons.reason.${reason}`);
}

/** Every meaning, by what it counts as. */
export function meaningsByCount(): { counts: CountedAs; reasons: EndReason[] }[] {
  return COUNTED_AS.map((counts) => ({ counts, reasons: END_REASONS.filter((reason) => countsAs(reason) === counts) }));
}

/** A list to pick a meaning from. @param chosen empty: none yet */
export function meaningChoices(chosen: string, language: Language) {
  return meaningsByCount().map(({ counts, reasons }) => ({
    label: texts.text(language, `end-reasons.counts.${counts}`),
    options: reasons.map((value) => ({ value, text: endReasonInWords(value, language), isChosen: value === chosen })),
  }));
}
