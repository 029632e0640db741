/** As it is recorded for this purpose; who is not in the file is not known, which is a group of its own. */
export const SEXES = ['female', 'male', 'other'] as const;
export type Sex = (typeof SEXES)[number];

/** The columns of the file, by the names that a municipality uses. */
export const SEX_COLUMNS = [
  { key: 'clientNumber', header: 'Klantnummer' },
  { key: 'sex', header: 'Geslacht' },
] as const;

const WORDS: Record<string, Sex> = { v: 'female', vrouw: 'female', m: 'male', man: 'male', x: 'other', anders: 'other' };

/** `V`, `M` or `X`, or the word; null for anything else: an empty cell is not "other". */
export function readSex(text: string): Sex | null {
  return WORDS[text.trim().toLowerCase()] ?? null;
}
