import type { FileCheckIn } from '#libs/insight';
import type { Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';

/** By which way an answer came, when, and who helped: `per sms, 3 mei 2026` or `aan de telefoon, met Sanne de Boer, 3 mei 2026`. */
export function howAnswered({ channel, at, helpedBy }: FileCheckIn['answers'][number], language: Language): string {
  const key = `together.by.${channel}`;
  const way = texts.has(language, key) ? texts.text(language, key) : texts.text(language, 'together.by.other');
  const date = formatDate(language, Temporal.Instant.from(at));
  return helpedBy
    ? texts.text(language, 'together.how-helped', { way, name: helpedBy, date })
    : texts.text(language, 'together.how', { way, date });
}
