import { CLIENT_LANGUAGES, type ClientLanguage } from '#libs/platform';
import { clientTexts } from './client-texts.js';
import { LANGUAGE_FILES, missingIn } from './shipped-texts.js';

/** The forms that i18next chooses from by `count`. */
const PLURAL = /_(zero|one|two|few|many|other)$/;
const FILES = ['answering', 'items', 'sharing', 'templates'];
const TRANSLATIONS = CLIENT_LANGUAGES.filter((language) => language !== 'nl');

function textsOf(language: ClientLanguage): Map<string, string> {
  const flatten = (texts: object, prefix: string): [string, string][] =>
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string' ? [[`${prefix}.${key}`, text] as [string, string]] : flatten(text as object, `${prefix}.${key}`),
    );
  return new Map(FILES.flatMap((file) => flatten(LANGUAGE_FILES[language].files[file] ?? {}, file)));
}

const valuesOf = (text: string) => [...new Set([...text.matchAll(/\{\{\s*([#/]?[\w.]+)/g)].map(([, name]) => String(name)))].toSorted();
const linksOf = (text: string) => [...text.matchAll(/<[^>]*>/g)].map(([markup]) => markup);
const dutch = textsOf('nl');

describe.each(TRANSLATIONS)('what clients read in %s', (language) => {
  const theirs = textsOf(language);

  it('is all of what Dutch has, and nothing else', () => {
    const bare = (key: string) => key.replace(PLURAL, '');
    expect(missingIn(language)).toEqual([]);
    expect([...new Set([...theirs.keys()].map(bare))].filter((key) => ![...dutch.keys()].map(bare).includes(key))).toEqual([]);
  });

  it('takes the same values, and has the same links', () => {
    for (const [key, text] of theirs) {
      // "1 korte vraag" may leave out the count that the other forms show.
      const twin = dutch.get(key);
      if (PLURAL.test(key) || twin === undefined) continue;
      expect([key, valuesOf(text), linksOf(text)]).toEqual([key, valuesOf(twin), linksOf(twin)]);
    }
  });

  it('has every form of a number that the language has', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = [...new Set([...theirs.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')))];
    expect(plurals.length).toBeGreaterThan(0);
    for (const key of plurals) expect([...theirs.keys()].filter((one) => one.replace(PLURAL, '') === key).length).toBe(forms.length);
    for (const count of [0, 1, 2, 3, 6, 11, 22]) expect(clientTexts.text(language, 'answering.start.short', { count })).not.toBe('');
  });

  it('is written, not left in Dutch: hardly a text is the same', () => {
    const same = [...theirs].filter(
      ([key, text]) => text === dutch.get(key) && /\p{L}{4}.*\s.*\p{L}{4}/u.test(text.replaceAll(/\{\{[^}]*\}\}/g, '')),
    );
    expect(same).toEqual([]);
  });

  it('names both numbers where help is named, and that nobody reads day and night', () => {
    const help = ['suicide', 'danger', 'not-watched'].map((key) => clientTexts.text(language, `answering.help.${key}`));
    expect(help[0]).toContain('>113<');
    expect(help[1]).toContain('>112<');
    expect(help[2]).not.toBe(clientTexts.text('nl', 'answering.help.not-watched'));
  });
});
