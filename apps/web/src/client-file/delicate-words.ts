import { searchable } from '../http/names.js';

/** Words about what somebody has: nothing for a note in a file. Without accents and in lower case, as `searchable` makes them. */
export const MEDICAL: readonly string[] = [
  'ziek',
  'ziekte',
  'ziekenhuis',
  'gezondheid',
  'arts',
  'huisarts',
  'dokter',
  'psycholoog',
  'psychiater',
  'ggz',
  'therapie',
  'medicijnen',
  'medicatie',
  'depressie',
  'depressief',
  'angst',
  'verslaving',
  'verslaafd',
  'alcohol',
  'drugs',
  'operatie',
  'zwanger',
  'zwangerschap',
  'kanker',
  'diagnose',
  'handicap',
  'pijn',
  'zelfmoord',
  'zelfdoding',
  'ill',
  'illness',
  'hospital',
  'health',
  'doctor',
  'psychologist',
  'psychiatrist',
  'therapy',
  'medication',
  'depression',
  'depressed',
  'anxiety',
  'addiction',
  'pregnant',
  'cancer',
  'diagnosis',
  'suicide',
];

const MONEY: readonly string[] = [
  'schuld',
  'schulden',
  'schuldhulp',
  'schuldhulpverlening',
  'deurwaarder',
  'bewindvoerder',
  'uitkering',
  'bijstand',
  'bijstandsuitkering',
  'bsn',
  'debt',
  'debts',
  'bailiff',
];

/**
 * Words that tell something about somebody's health or money to whoever holds their telephone. No refusal: the coach is asked to look once
 * more. Without accents and in lower case, as `searchable` makes them.
 */
export const HEALTH_AND_MONEY: readonly string[] = [...MEDICAL, ...MONEY];

/** Which of these words stand in a text, as whole words. */
export function wordsIn(text: string, delicate: readonly string[]): string[] {
  const words: readonly string[] = searchable(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return delicate.filter((word) => words.includes(word));
}
