import { wordingIn, type ClientLanguage } from '#libs/platform';
import type { Item, ItemAnswer } from '#libs/questionnaires';
import { formatDate } from '../http/dates.js';

/** An answer as somebody would say it: the words of an option, `zijn, reizen`, `12 uur`, a date, or what was written. null: nothing was said. */
export function answerInWords(item: Item, { state, value, said = null }: ItemAnswer, language: ClientLanguage): string | null {
  if (state === 'refused' || state === 'skipped') return null;
  const option = (wanted: (one: Item['options'][number]) => boolean) => {
    const found = item.options.find(wanted);
    return found ? wordingIn(found.label, language) : null;
  };
  if (state === 'unknown') return option((one) => one.state === 'unknown');
  if (item.kind === 'several') {
    const chosen = (said ?? '').split(',').map((one) => option((each) => String(each.value) === one) ?? one);
    return new Intl.ListFormat(language, { type: 'conjunction' }).format(chosen);
  }
  if (item.kind === 'date' && said !== null) return dateInWords(said, language);
  if (said !== null) return said;
  if (item.kind === 'number') return [value, item.number ? wordingIn(item.number.unit, language) : ''].join(' ').trim();
  return option((one) => one.value === value && one.state !== 'unknown') ?? (value === null ? null : String(value));
}

/** `3 mei 2026`. */
export function dateInWords(iso: string, language: ClientLanguage): string {
  return formatDate(language, Temporal.PlainDate.from(iso));
}
