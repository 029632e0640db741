import { CLIENT_LANGUAGES } from '#libs/platform';
import fc from 'fast-check';
import { STANDARD_WORDS } from '../crisis-words.service.js';
import { CrisisWords, MOST_CRISIS_WORDS, plain, problemsWithWords, wordsOf } from './crisis-words.js';

const standard = new CrisisWords(Object.values(STANDARD_WORDS).flat());

describe('the crisis words that come with the product', () => {
  it.each([
    'Ik wil dood',
    'ik wil DOOD!!!',
    'ik wil gewoon dooood',
    'ikwildood',
    'ik wil… dood 😭',
    'soms wil ik dood',
    'soms wil ik gewoon dood zijn',
    'Ik wil echt niet meer leven',
    'ik denk dat ik niet meer wil leven',
    'Ik denk aan zelfmoord',
    'zelf moord',
    'zelf-moord',
    'zelfmoordgedachten',
    'ik heb zelfmoord gedachtes',
    'zelfmoort',
    'zelfmord',
    'Ik heb gedachten aan zelfdoding.',
    'suïcide',
    'ik ben suïcidaal',
    'suicidaal',
    'SUI\u0308CIDE',
    'zm plegen',
    'ik maak er een eind aan',
    'Vanavond maak ik er een einde aan',
    'ik wil er een eind aan maken',
    'ik ga een einde aan mijn leven maken',
    "een eind aan m'n leven",
    'Ik hoop dat ik morgen niet meer wakker word',
    'ik wil niet meer wakker\nworden',
    'was ik er maar niet meer. was ik maar dood',
    'iedereen is beter af zonder mij',
    'ik ben bang dat ik mezelf iets aandoe',
    'ik ben bang dat ik me zelf wat aan doe',
    'ik doe mezelf pijn',
    'het leven heeft geen zin meer',
    'ik heb geen zin meer in het leven',
    'ik zie het niet meer zitten',
    'ik ben levensmoe',
    'ik ben klaar met leven',
    'Mijn zoon wil dood, wat moet ik doen?',
    '4 maar ik wil er niet meer zijn',
    'het gaat goed, behalve dat ik dood wil',
    'ik wil niet meer leve, ik wil dood gaan',
    'ｉｋ ｗｉｌ ｄｏｏｄ',
    'ik wil d\u00ADood',
    'ik wil dood_',
  ])('find in Dutch: %j', (text) => {
    expect(standard.isIn(text)).toBe(true);
  });

  it.each([
    'I want to die',
    'i wanna dieee',
    "I don't want to live anymore",
    'I don’t want to live any more',
    'im gonna kill myself',
    'i will kill my self',
    'I am suicidal',
    'thinking about suicide',
    'sucide',
    'I wish I was dead',
    'everyone would be better off without me',
    'I want to end it all',
    "there's no reason to live",
    'I want to sleep and never wake up',
    'wanna kms',
    'I hurt myself sometimes',
    'self-harm',
  ])('find in English: %j', (text) => {
    expect(standard.isIn(text)).toBe(true);
  });

  it.each([
    ['ar', 'أريد أن أموت'],
    ['ar', 'تعبت وأريد أن أموت'],
    ['ar', 'أُفَكِّرُ فِي الاِنْتِحَارِ'],
    ['ar', 'ما بدي أعيش'],
    ['tr', 'Artık YAŞAMAK İSTEMİYORUM'],
    ['tr', 'olmek istiyorum'],
    ['tr', 'intiharı düşünüyorum'],
    ['pl', 'Chcę umrzeć'],
    ['pl', 'nie chce mi sie juz zyc'],
    ['pl', 'myślę o samobójstwie'],
    ['uk', 'я не хочу жити'],
    ['uk', 'думаю про самогубство'],
    ['uk', "я вб'ю себе"],
    ['uk', 'хочу умереть'],
    ['ti', 'ክመውት እደሊ ኣለኹ'],
    ['ti', 'ክነብር ኣይደልን እየ'],
    ['so', 'waxaan rabaa inaan dhinto'],
    ['so', 'Nolosha waan ka daalay'],
  ] as const)('find in %s, whatever the language on file: %j', (language, text) => {
    expect(standard.isIn(text)).toBe(true);
    expect(new CrisisWords(STANDARD_WORDS[language]).isIn(text)).toBe(true);
  });

  // Each of these would cost a coach an hour and the client their trust, once a week.
  it.each([
    'mijn moeder is dood',
    'Mijn man is vorige maand overleden, hij is dood gegaan',
    'ik ben doodmoe',
    'ik ben dood moe',
    'doodgewoon',
    'ik schaam me dood',
    'ik verveel me dood',
    'ik lach me dood',
    'ik wil doodgraag werken',
    'ik werk me kapot',
    'ik ben er niet meer op 3 maart',
    'ik maak de cursus af en dan een eind aan de opleiding',
    'ik wil er een eind fietsen',
    'ik kan niet meer leven van dit geld',
    'van dit geld is niet meer te leven',
    'ik word niet wakker van de wekker',
    'ik kan niet meer',
    'Ik wil stoppen met roken',
    'ik heb geen zin meer in de cursus',
    'ik ben klaar met mijn opleiding',
    'zelf doen',
    'ik heb weer levensmoed',
    'ik heb een leven lang gewerkt',
    'ik ben moe',
    'goed',
    '4',
    '0',
    '🙂',
    '',
    '   ',
    'My mother died',
    'my phone died',
    'I am dead tired',
    "I can't live like this, there is mould on every wall",
    "I don't want to live in this house",
    'my son is not waking up for school',
    'I take my life seriously, thank you',
    '20 kms',
    'kill time',
    'I die laughing',
    'the diet is going well',
    'أمي ماتت',
    'annem öldü',
    'moja mama umarła',
    'моя мама померла',
  ])('leave alone: %j', (text) => {
    expect(standard.isIn(text)).toBe(false);
  });

  // Too much is better than too little: somebody reads it and sees that all is well.
  it.each(['Ik kijk een film over zelfmoord', 'ik wil niet meer leven van een uitkering', 'ik zie het niet meer zitten met die cursus'])(
    'find on purpose what may be harmless: %j',
    (text) => {
      expect(standard.isIn(text)).toBe(true);
    },
  );

  it('are lists that could be saved as they are, without doubles', () => {
    for (const language of CLIENT_LANGUAGES) {
      const words = STANDARD_WORDS[language];
      expect(problemsWithWords(words)).toEqual({});
      expect(new Set(words).size).toBe(words.length);
      // A word that does not even find itself protects nobody.
      expect(words.filter((word) => !new CrisisWords([word]).isIn(word.replace('*', '')))).toEqual([]);
    }
  });

  it('are found wherever they stand in a text, in any case, with anything around them', () => {
    const words = fc.constantFrom(...Object.values(STANDARD_WORDS).flat());
    const around = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(words, around, around, fc.boolean(), (word, before, after, loud) => {
        const said = word.replace('*', '');
        expect(standard.isIn(`${before} ${loud ? said.toUpperCase() : said} ${after}`)).toBe(true);
      }),
    );
  });

  it('are looked for in a long text within a moment', () => {
    const long = 'ik wil gewoon weten of mijn aanvraag goed is aangekomen bij de gemeente '.repeat(300);
    const since = performance.now();
    expect(standard.isIn(long)).toBe(false);
    expect(standard.isIn(`${long} ik wil dood`)).toBe(true);
    // 20,000 characters in 2 × some 10 ms; a pattern that backtracks would take minutes.
    expect(performance.now() - since).toBeLessThan(2_000);
  });
});

describe('a list', () => {
  const finds = (words: string[], text: string) => new CrisisWords(words).isIn(text);

  it.each([
    ['whole words', 'dood', 'de dood', true],
    ['whole words', 'dood', 'doodmoe', false],
    ['whole words', 'dood', 'morsdood', false],
    ['a word with a number to it', 'dood', 'dood2', false],
    ['a star for the rest of the word', 'dood*', 'doodmoe', true],
    ['a star for nothing', 'dood*', 'dood', true],
    ['a star at the end only', 'do*od', 'doood', true],
    ['a space as nothing', 'wil dood', 'wildood', true],
    ['a space as a hyphen', 'wil dood', 'wil-dood', true],
    ['a space as a line end', 'wil dood', 'wil\r\ndood', true],
    ['a space as no other word', 'wil dood', 'wil niet dood', false],
    ['the letter that two words share', 'wil leven', 'wileven', true],
    ['letters too many', 'dood', 'doooood', true],
    ['accents', 'suicide', 'suïcidé', true],
    ['accents in the list', 'suïcide', 'suicide', true],
    ['apostrophes', "m'n leven", 'mn leven', true],
    ['curly ones', "m'n leven", 'm’n leven', true],
    ['capitals', 'DOOD', 'dood', true],
    ['the Turkish i', 'intihar', 'İNTIHAR', true],
    ['the Polish l', 'złe', 'zle', true],
    ['what is special elsewhere', 'a.b (c)', 'a b c', true],
    ['what is special elsewhere', 'a.b (c)', 'axb c', false],
  ])('takes %s: %j in %j → %s', (_, word, text, found) => {
    expect(finds([word], text)).toBe(found);
  });

  it('without words finds nothing', () => {
    expect(finds([], 'ik wil dood')).toBe(false);
    expect(finds(['…', '*', ' '], 'ik wil dood …')).toBe(false);
  });

  it('compares a text as what it is already', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(plain(plain(text))).toBe(plain(text))));
  });

  it.each([
    [[], { words: 'words-missing' }],
    [['dood', 'wil'], { words: 'word-too-short' }],
    [['aa aa'], { words: 'word-too-short' }],
    [['***'], { words: 'word-too-short' }],
    [['موت'], {}],
    [['x'.repeat(81)], { words: 'word-too-long' }],
    [Array.from({ length: MOST_CRISIS_WORDS }, (_, index) => `woord ${index}`), {}],
    [Array.from({ length: MOST_CRISIS_WORDS + 1 }, (_, index) => `woord ${index}`), { words: 'words-too-many' }],
  ])('is refused when it would find everything or nothing', (words, problems) => {
    expect(problemsWithWords(words)).toEqual(problems);
  });

  it('is typed a line each', () => {
    expect(wordsOf(' wil  dood \r\n\nzelf moord*\nwil dood, suicid*')).toEqual(['wil dood', 'zelf moord*', 'suicid*']);
  });
});
