import fc from 'fast-check';
import { KEYWORD_WORDS } from './keyword-words.js';
import { keywordOf, readKeyword, readOptOutType } from './keyword.js';

describe('a keyword', () => {
  const words = Object.entries(KEYWORD_WORDS).flatMap(([language, byKeyword]) =>
    Object.entries(byKeyword).flatMap(([keyword, said]) => said.map((word) => [language, word, keyword] as const)),
  );

  it.each(words)('in %s: "%s" is %s', (_, word, keyword) => {
    for (const typed of [word, word.toUpperCase(), ` ${word}. `, `“${word}!!”`, `${word} 🙏🏽`, `👉 ${word}\n`, `${word}${' '.repeat(500)}`])
      expect([typed, readKeyword(typed)]).toEqual([typed, keyword]);
    if (/^[\p{L}\p{M}]+$/u.test(word)) expect(readKeyword(`${word}, ${word} ${word.toUpperCase()}!`)).toBe(keyword);
  });

  it('exists in every language for STOP, STOP ALLES, START and HELP', () => {
    for (const [language, byKeyword] of Object.entries(KEYWORD_WORDS))
      expect([language, Object.keys(byKeyword).toSorted()]).toEqual([language, ['help', 'start', 'stop', 'stop_all']]);
    expect(Object.keys(KEYWORD_WORDS)).toEqual(['nl', 'en', 'ar', 'tr', 'pl', 'uk', 'ti', 'so']);
  });

  it.each([
    ['ＳＴＯＰ', 'stop'],
    ['S T O P', null],
    ['Stop🛑', 'stop'],
    ['*STOP*', 'stop'],
    ['stop\u200b', 'stop'],
    ['\u200fتوقف\u200f', 'stop'],
    ['تـوقـف', 'stop'],
    ['İPTAL', 'stop'],
    ['iptal', 'stop'],
    ['CIK', 'stop'],
    ['cik', 'stop'],
    ['YARDIM', 'help'],
    ['rezygnuje', 'stop'],
    ['አቋርጽ', 'stop'],
    ['Stop, alles!', 'stop_all'],
    ['STOP ALLES!!! 😡', 'stop_all'],
    ['ja, start', 'start'],
    ['Stop stop', 'stop'],
    ['Stóp', 'stop'],
  ])('is read from "%s": %s', (body, keyword) => {
    expect(readKeyword(body)).toBe(keyword);
  });

  it.each([
    '',
    '   ',
    '…',
    '🛑',
    '4',
    'ik wil stoppen met roken',
    'Ik wil niet stoppen met werken',
    'stop maar met die cursus',
    'stop maar met bellen',
    'ik stop met de opleiding',
    'ik ben gestopt',
    'moet ik stoppen?',
    'niet stop',
    'bushalte stop 3',
    'nee',
    'ja',
    'yes',
    'nee niet stoppen',
    'ik wil alles',
    'alles is goed',
    'het is uit',
    'uit eten',
    'mijn relatie is uit',
    'end of the month',
    'I want to quit my job',
    'cancel my appointment please',
    'help mij met mijn cv',
    'help me',
    'help mij',
    'ik heb hulp nodig bij de was',
    'meer info over de cursus',
    'kan ik maandag starten?',
    'start?? wanneer',
    'ik start morgen met werk',
    'STOPSTOP',
    'توقف العمل',
    'أريد أن أتوقف عن التدخين',
    'işi bıraktım dur bakalım',
    'chcę zacząć pracę',
    'я хочу почати працювати',
    'ስራሕ ጀምር ኣለኹ',
    'waxaan bilaabay shaqo',
    'constructor',
    '__proto__',
    'x'.repeat(5000),
    'hulp nodig',
  ])('is not read from "%s"', (body) => {
    expect(readKeyword(body)).toBeNull();
  });

  it('survives any punctuation and any case', () => {
    const noise = fc.stringMatching(/^[\s.,!?;:'"()\-–…]{0,40}$/u);
    fc.assert(
      fc.property(noise, noise, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (before, after, upper) => {
        const word = [...'afmelden'].map((letter, index) => (upper[index] ? letter.toUpperCase() : letter)).join('');
        expect(readKeyword(`${before}${word}${after}`)).toBe('stop');
      }),
    );
  });

  it('is never read from a longer sentence', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,12}$/), fc.constantFrom(...words), (word, [, said]) => {
        expect(readKeyword(`ik ${word} ${said}`)).toBeNull();
      }),
    );
  });

  it('is looked for in anything at all without a crash', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readKeyword(text)));
  });

  it.each([
    [{ channel: 'sms' as const, body: 'genoeg nu', optOutType: 'STOP' as const }, 'stop'],
    [{ channel: 'sms' as const, body: 'stop alles', optOutType: 'STOP' as const }, 'stop_all'],
    [{ channel: 'sms' as const, body: 'start', optOutType: 'STOP' as const }, 'stop'],
    [{ channel: 'sms' as const, body: 'yes', optOutType: 'START' as const }, null],
    [{ channel: 'email' as const, body: '', subject: 'STOP' }, 'stop'],
    [{ channel: 'email' as const, body: '  \n', subject: 'Afmelden' }, 'stop'],
    [{ channel: 'email' as const, body: 'Beste Werkplein,\nSTOP\nGroeten, Sam', subject: 'Re: Hoe gaat het?' }, 'stop'],
    [{ channel: 'email' as const, body: 'Ik kom morgen', subject: 'STOP' }, null],
    [{ channel: 'email' as const, body: '', subject: 'Re: Hoe gaat het met u?' }, null],
    [{ channel: 'email' as const, body: 'start', subject: 'STOP' }, 'start'],
  ])('of %j is %s: what the provider obeyed is one, and so is the subject of an empty e-mail', (reply, keyword) => {
    expect(keywordOf(reply)).toBe(keyword);
  });

  it('is not what the provider says when we do not know the word', () => {
    expect(['STOP', 'START', 'HELP', 'stop', 'JOIN', '', undefined].map(readOptOutType)).toEqual([
      'STOP',
      'START',
      'HELP',
      ...Array<undefined>(4),
    ]);
  });
});
