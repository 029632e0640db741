import { LANGUAGES, type Language } from '#libs/platform';
import type { Catalogue, InterventionType } from './catalogue.js';
import { DECISIONS_OF_THE_LAW, forbiddenWords } from './decisions-of-the-law.js';

/** How long the texts of the catalogue may be, in characters. */
export const TYPE_LENGTHS = { name: 60, summary: 300, forWhom: 500, notFor: 500, provider: 120 } as const;
/** Nothing is kept from being suggested for longer: a review looks no further back. */
export const LONGEST_REPEAT_DAYS = 366;
export const MOST_WEEKS = 208;
export const MOST_PLACES = 10_000;
export const MOST_TO_DO_FIRST = 5;

const WORDED = ['name', 'summary', 'forWhom', 'notFor'] as const;

/** What is wrong: the text key, and what was found where words are refused. */
export interface TypeProblem {
  key: string;
  found?: string;
}

/**
 * Everything that is wrong with a type at once: field (`name.nl`, `places`) → problem; empty when it may stand in the catalogue.
 * @param catalogue as it is now, with or without this type
 */
export function problemsWithType(type: InterventionType, catalogue: Catalogue): Record<string, TypeProblem> {
  const problems: Record<string, TypeProblem> = {};
  for (const field of WORDED) for (const language of LANGUAGES) Object.assign(problems, textProblem(type, field, language));
  const { provider, durationWeeks, places, repeatAfterDays, firstDo } = type;
  if (provider !== null && provider.length > TYPE_LENGTHS.provider) problems['provider'] = { key: 'form.too-long' };
  const named = provider === null ? undefined : forbiddenWords(provider, type.code)[0];
  if (named !== undefined) problems['provider'] = { key: 'form.forbidden-word', found: named };
  if (durationWeeks !== null && !isWhole(durationWeeks, 1, MOST_WEEKS)) problems['durationWeeks'] = { key: 'form.weeks' };
  if (places !== null && !isWhole(places, 1, MOST_PLACES)) problems['places'] = { key: 'form.places' };
  if (!isWhole(repeatAfterDays, 0, LONGEST_REPEAT_DAYS)) problems['repeatAfterDays'] = { key: 'form.repeat' };
  if (!['barrier_first', 'work_first'].includes(type.approach)) problems['approach'] = { key: 'form.approach-needed' };
  if (type.suggestible && DECISIONS_OF_THE_LAW.has(type.code)) problems['suggestible'] = { key: 'form.never-by-rules' };
  if (firstDo.length > MOST_TO_DO_FIRST) problems['firstDo'] = { key: 'form.too-many-first' };
  else if (firstDo.some((code) => catalogue.find(code) === null)) problems['firstDo'] = { key: 'form.unknown-intervention' };
  else if (firstDo.includes(type.code) || leadsBackTo(type.code, firstDo, catalogue))
    problems['firstDo'] = { key: 'form.first-in-a-circle' };
  return problems;
}

function textProblem(type: InterventionType, field: (typeof WORDED)[number], language: Language): Record<string, TypeProblem> {
  const text = type[field][language].trim();
  const at = `${field}.${language}`;
  if (text === '') return field === 'name' || field === 'summary' ? { [at]: { key: 'form.text-needed' } } : {};
  if (text.length > TYPE_LENGTHS[field]) return { [at]: { key: 'form.too-long' } };
  const [word] = forbiddenWords(text, type.code);
  return word === undefined ? {} : { [at]: { key: 'form.forbidden-word', found: word } };
}

/** Whether what is to be done first asks, sooner or later, that this is done first. */
function leadsBackTo(code: string, firstDo: readonly string[], catalogue: Catalogue): boolean {
  const seen = new Set<string>();
  const toSee = [...firstDo];
  for (let next = toSee.pop(); next !== undefined; next = toSee.pop()) {
    if (next === code) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    toSee.push(...(catalogue.find(next)?.firstDo ?? []));
  }
  return false;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** A code for something new, from its Dutch name: `Fietsles voor vrouwen` becomes `FIETSLES_VOOR_VROUWEN`. It never changes afterwards. */
export function codeFrom(name: string, isTaken: (code: string) => boolean): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .slice(0, 40)
    .replaceAll(/^_+|_+$/g, '');
  const base = /^[A-Z]/.test(plain) ? plain : `I_${plain}`.replace(/_$/, '');
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? base : `${base}_${number}`;
    if (!isTaken(code)) return code;
  }
}
