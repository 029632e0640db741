import type { CourseObservation } from '#libs/insight';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';

/** From whom something is known and by which way: `zelf gezegd, per sms`, `samen ingevuld met Sanne de Boer, aan tafel`, `uit een bestand`. */
export function howObserved(
  { source, channel, mode, helpedBy }: Omit<CourseObservation, 'state' | 'id' | 'trait' | 'value' | 'at'>,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-course.how.${key}`, values);
  if (mode === 'file' || mode === 'computed') return say(mode);
  const key = `together.by.${channel}`;
  const way = texts.text(language, texts.has(language, key) ? key : 'together.by.other');
  if (source === 'professional') return helpedBy ? say('seen-by', { name: helpedBy, way }) : say('seen', { way });
  if (helpedBy) return say('with', { name: helpedBy, way });
  return say(mode, { way });
}
