import { CLIENT_LANGUAGES } from '#libs/platform';
import { sources, withoutComments, type Source } from './sources.js';

const LANGUAGES = ['nl', 'en'] as const;
/** What clients read: in every language of theirs, of which some are not complete yet. */
const CLIENTS = 'libs/wording/messages/';
/** Only what differs from the texts with u. */
const INFORMAL = /^templates-je\./;
/** The forms i18next chooses from by `count`. */
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Texts = Map<string, string>;

describe('the texts', () => {
  const files = sources(['apps', 'libs'], /\/messages\/[a-z]{2}\/[a-z-]+\.json$/);
  const folders = [...new Set(files.map(({ file }) => file.replace(/[a-z]{2}\/[^/]+$/, '')))];
  const textsOf = Object.fromEntries(
    folders.map((folder) => [folder, Object.fromEntries(LANGUAGES.map((language) => [language, readTexts(files, folder, language)]))]),
  );

  it.each(folders)('in %s are the same in every language: keys, and the values they take', (folder) => {
    const [nl, en] = LANGUAGES.map((language) => textsOf[folder]?.[language] ?? new Map<string, string>()) as [Texts, Texts];

    expect(differences(without(nl, INFORMAL), en)).toEqual([]);
    expect(nl.size).toBeGreaterThan(0);
  });

  it.each(CLIENT_LANGUAGES.filter((language) => !LANGUAGES.includes(language as 'nl')))(
    'that clients read in %s are some of the Dutch ones, with the values that those take',
    (language) => {
      const theirs = readTexts(files, CLIENTS, language);

      expect(surplus(textsOf[CLIENTS]?.nl ?? new Map<string, string>(), theirs)).toEqual([]);
      expect(theirs.get('language.name')).toBeTruthy();
      expect(theirs.get('language.status')).toBe('draft');
    },
  );

  it('with je instead of u are some of the Dutch ones, and others than those', () => {
    const nl = textsOf[CLIENTS]?.nl ?? new Map<string, string>();
    const informal = [...nl]
      .filter(([key]) => INFORMAL.test(key))
      .map(([key, text]) => [key.replace(INFORMAL, 'templates.'), text] as const);

    expect(surplus(nl, new Map(informal))).toEqual([]);
    expect(informal.filter(([key, text]) => nl.get(key) === text)).toEqual([]);
    expect(informal.length).toBeGreaterThan(0);
  });

  it('are there for every view and every presenter that asks for them', () => {
    const askers = [...sources(['apps', 'libs'], /\.hbs$/).map(keysOfView), ...sources(['apps', 'libs'], /(?<!spec)\.ts$/).map(keysOfCode)];
    const missing = askers.flatMap(({ file, keys }) => {
      // What clients read lies in one place, whoever shows it.
      const near = folders.filter(
        (folder) => folder === CLIENTS || file.startsWith(folder.replace(/messages\/$/, '').replace(/src\/$/, '')),
      );
      return keys
        .filter((key) =>
          LANGUAGES.some((language) => !near.some((folder) => hasText(textsOf[folder]?.[language] ?? new Map<string, string>(), key))),
        )
        .map((key) => `${file} asks for ${key}`);
    });

    expect(missing).toEqual([]);
    expect(askers.some(({ keys }) => keys.length > 0)).toBe(true);
  });
});

describe('a sinner among the texts', () => {
  it.each([
    ['a key is only Dutch', { a: 'Ja', b: 'Nee' }, { a: 'Yes' }, ['b is not in both languages']],
    ['a key is only English', { a: 'Ja' }, { a: 'Yes', b: 'No' }, ['b is not in both languages']],
    ['a value is forgotten', { a: 'Dag {{name}}' }, { a: 'Hello' }, ['a takes other values in the other language']],
    ['a value is misspelt', { a: 'Dag {{name}}' }, { a: 'Hello {{naam}}' }, ['a takes other values in the other language']],
    ['a text is empty', { a: '' }, { a: 'Yes' }, ['a is empty']],
  ])('is caught when %s', (_, nl, en, found) => {
    expect(differences(texts(nl), texts(en))).toEqual(found);
  });

  it.each([
    ['a text is not Dutch', { a: 'Ja' }, { b: 'نعم' }, ['b is not Dutch']],
    ['a value is forgotten', { a: 'Dag {{link}}' }, { a: 'مرحبا' }, ['a takes other values than the Dutch one']],
    ['a text is empty', { a: 'Ja' }, { a: ' ' }, ['a is empty']],
    [
      'a value of a plural is misspelt',
      { a_other: '{{count}} vragen' },
      { a_few: '{{getal}}' },
      ['a_few takes other values than the Dutch one'],
    ],
    ['nothing: it is not complete', { a: 'Ja', b: 'Nee' }, { a: 'نعم' }, []],
    ['nothing: it has more plurals', { a_one: '1 vraag', a_other: '{{count}} vragen' }, { a_two: 'سؤالان', a_few: '{{count}} أسئلة' }, []],
  ])('is caught in a language of clients when %s', (_, nl, theirs, found) => {
    expect(surplus(texts(nl), texts(theirs as Record<string, string>))).toEqual(found);
  });

  it.each([
    ["<p>{{t 'caseload.title'}}</p>", ['caseload.title']],
    ["{{#> layouts/staff title=(t 'caseload.title' name=x)}}", ['caseload.title']],
    ['{{t \'a.b\'}}{{t "c.d" count=n}}', ['a.b', 'c.d']],
    ['{{t titleKey}}', []],
    ["{{asset 'staff.css'}}{{> 'part'}}", []],
  ])('in %s asks for %j', (text, keys) => {
    expect(keysOfView({ file: 'apps/web/views/sinner.hbs', text }).keys).toEqual(keys);
  });

  it('asks in code as in a view', () => {
    const text = [
      "const title = texts.text(language, 'caseload.title', { name });",
      "// texts.text(language, 'gone.away')",
      'const say = (key: string) => texts.text(language, `caseload.${key}`);',
      "return [say('lead'), say(`reason.${reason}`)];",
      'const say = (key: string) => texts.text(language, `answers.${key}`);',
      "return say('none');",
    ].join('\n');

    expect(keysOfCode({ file: 'apps/web/src/sinner.page.ts', text }).keys).toEqual(['caseload.title', 'caseload.lead', 'answers.none']);
  });

  it('gets a plural only with all of its forms', () => {
    expect(hasText(texts({ 'a.clients_one': '1 klant', 'a.clients_other': '{{count}} klanten' }), 'a.clients')).toBe(true);
    expect(hasText(texts({ 'a.clients_one': '1 klant' }), 'a.clients')).toBe(false);
  });
});

function texts(entries: Record<string, string>): Texts {
  return new Map(Object.entries(entries));
}

function differences(nl: Texts, en: Texts): string[] {
  return [...new Set([...nl.keys(), ...en.keys()])].flatMap((key) => {
    const [dutch, english] = [nl.get(key), en.get(key)];
    if (dutch === undefined || english === undefined) return [`${key} is not in both languages`];
    if (dutch.trim() === '' || english.trim() === '') return [`${key} is empty`];
    // "1 klant" may leave out the count that "{{count}} klanten" shows.
    const same = PLURAL.test(key) || valuesOf(dutch) === valuesOf(english);
    return same ? [] : [`${key} takes other values in the other language`];
  });
}

/** What a language of clients has that Dutch has not: a key, another value. What it misses is Dutch, and counted on the screen. */
function surplus(nl: Texts, theirs: Texts): string[] {
  return [...theirs].flatMap(([key, text]) => {
    const dutch = PLURAL.test(key)
      ? [...nl].filter(([other]) => sameButNumber(key, other)).map(([, one]) => one)
      : [nl.get(key) ?? []].flat();
    if (dutch.length === 0) return [`${key} is not Dutch`];
    if (text.trim() === '') return [`${key} is empty`];
    // In Ukrainian 21 questions are "one", and show their number; in Dutch 1 question does not.
    const isRight = PLURAL.test(key)
      ? [valuesOf(dutch.join(' ')), ''].includes(valuesOf(text))
      : valuesOf(text) === valuesOf(dutch.join(' '));
    return isRight ? [] : [`${key} takes other values than the Dutch one`];
  });
}

function sameButNumber(one: string, other: string): boolean {
  return PLURAL.test(other) && one.replace(PLURAL, '') === other.replace(PLURAL, '');
}

function without(texts: Texts, keys: RegExp): Texts {
  return new Map([...texts].filter(([key]) => !keys.test(key)));
}

function valuesOf(text: string): string {
  return [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => String(name)))].toSorted().join();
}

function hasText(texts: Texts, key: string): boolean {
  return texts.has(key) || (texts.has(`${key}_one`) && texts.has(`${key}_other`));
}

function keysOfView({ file, text }: Source): { file: string; keys: string[] } {
  return { file, keys: [...text.matchAll(/[({]t\s+(['"])([^'"]+)\1/g)].map(([, , key]) => String(key)) };
}

/** `texts.text(language, 'caseload.title')`, and `say('title')` after ``const say = (key) => texts.text(language, `caseload.${key}`)``. */
function keysOfCode({ file, text }: Source): { file: string; keys: string[] } {
  const [, ...spoken] = withoutComments(text).split(/\bconst say = /);
  const said = spoken.flatMap((part) => {
    const prefix = /^[^\n]*\.text\(\s*[\w.]+,\s*`([\w.-]*)\$\{key\}`/.exec(part)?.[1];
    return prefix === undefined ? [] : [...part.matchAll(/\bsay\(\s*'([^']+)'/g)].map(([, key]) => `${prefix}${key}`);
  });
  const asked = [...withoutComments(text).matchAll(/\.text\(\s*[\w.]+,\s*'([^']+)'/g)].map(([, key]) => String(key));
  return { file, keys: [...asked, ...said] };
}

function readTexts(files: Source[], folder: string, language: string): Texts {
  const own = files.filter(({ file }) => file.startsWith(`${folder}${language}/`));
  return new Map(own.flatMap(({ file, text }) => flatten(JSON.parse(text) as object, /([a-z-]+)\.json$/.exec(file)?.[1] ?? '')));
}

function flatten(texts: object, prefix: string): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object' ? flatten(value as object, `${prefix}.${key}`) : [[`${prefix}.${key}`, String(value)] as [string, string]],
  );
}
