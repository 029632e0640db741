import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';

const PLACES = { low: '\u0001', high: '\u0002' };
const patterns = new Map<Language, string>();

/** `12% tot 30%`. Looked up once: a page of figures says it hundreds of times. */
export function range(language: Language, low: string, high: string): string {
  const pattern = patterns.get(language) ?? texts.text(language, 'outflow.chart.range', PLACES);
  patterns.set(language, pattern);
  return pattern.replace(PLACES.low, low).replace(PLACES.high, high);
}
