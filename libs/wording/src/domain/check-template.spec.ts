import fc from 'fast-check';
import { problemsWithTemplate, remarksOnTemplate, type TemplateToCheck } from './check-template.js';
import { parseText } from './parse-template.js';
import { PLAIN_WORDS } from './plain-words.js';

const INVITATION: TemplateToCheck = { purpose: 'check_in_invitation', channel: 'sms', language: 'nl', form: 'u', subject: null, body: '' };
const EMAIL: TemplateToCheck = { ...INVITATION, channel: 'email', subject: 'Een paar vragen', body: 'Doet u mee?\n\n{{link}}' };
const NUMBER = { canReply: true };
const NAME = { canReply: false };

/** What is wrong with these words in an invitation, besides nothing. */
const wrongWith = (words: string, sender = NUMBER, template: Partial<TemplateToCheck> = {}) =>
  problemsWithTemplate({ ...INVITATION, body: `${words} {{link}} {{stop}}`, ...template }, sender).map(({ key, values }) =>
    `${key} ${values['what'] ?? ''}`.trim(),
  );
const remarkedOf = (body: string, template: Partial<TemplateToCheck> = {}) =>
  remarksOnTemplate({ ...INVITATION, body, ...template }).map(({ key, values }) => `${key} ${values['what'] ?? ''}`.trim());

describe('a text that may be published', () => {
  it.each([
    'Werkplein: wilt u een paar vragen beantwoorden?',
    'Uw antwoorden helpen uw coach.',
    'Uw antwoord blijft bij uw coach.',
    'Bel ons gerust: 010 123 45 67.',
    'Bel 0800-0113, dag en nacht.',
    'Tot en met 8 maart 2026, van 9:00 tot 17:00 uur.',
    'Wij kennen elkaar al 24/7, met 1234 mensen.',
    'Somewhere a bodyguard is skill-ful.',
    'Dag! Wilt u ons iets vertellen?',
    'Beste inwoner, doet u mee?',
  ])('says: %s', (words) => {
    expect(wrongWith(words)).toEqual([]);
    expect(wrongWith(words, NAME)).toEqual([]);
  });
});

describe('a text is refused', () => {
  it.each([
    ['Dag [naam],', 'name [naam]'],
    ['Dag %voornaam%,', 'name %voornaam%'],
    ['Beste Fatma,', 'name Beste Fatma'],
    ['Geachte heer Jansen,', 'name heer Jansen'],
    ['Hallo mevrouw,', 'name mevrouw'],
    ['Dear John,', 'name Dear John'],
    ['Voor .......', 'name .......'],
    ['Uw nummer is 123456782', 'bsn 123456782'],
    ['Uw nummer is 1234.56.782', 'bsn 1234.56.782'],
    ['Uw nummer is 123456789', 'number 123456789'],
    ['Bel 06 12 34 56 78', 'number 06 12 34 56 78'],
    ['Bel +31612345678', 'number +31612345678'],
    ['Geboren 01-02-1980', 'number 01-02-1980'],
    ['Mail naar j.jansen@gemeente.nl', 'address j.jansen@gemeente.nl'],
  ])('when it points at one person: %s', (words, found) => {
    expect(wrongWith(words)).toContain(found);
  });

  it.each([
    ['Hoe is uw gezondheid?', 'health-word gezondheid'],
    ['U bent ZIEK gemeld', 'health-word ZIEK'],
    ['Over uw burn-outklachten', 'health-word burn-outklachten'],
    ['Over uw schulden', 'money-word schulden'],
    ['Over uw bijstandsuitkering', 'money-word bijstandsuitkering'],
    ['U zei: heel slecht', 'answer-word heel slecht'],
    ['Uw belemmeringen', 'answer-word belemmeringen'],
  ])('when it tells who reads along: %s', (words, found) => {
    expect(wrongWith(words)).toContain(found);
  });

  it('in English for English words, and for both in a language of which there is no list', () => {
    expect(wrongWith('How is your health?', NUMBER, { language: 'en' })).toEqual(['health-word health']);
    expect(wrongWith('Doctor of arts', NUMBER, { language: 'en' })).toEqual(['health-word Doctor']);
    expect(wrongWith('Health en gezondheid', NUMBER, { language: 'tr' })).toEqual(['health-word gezondheid', 'health-word Health']);
  });

  it('not for naming help where it is about help, and for everything else there too', () => {
    const help = { ...INVITATION, purpose: 'crisis_help', body: 'Denkt u aan zelfdoding? Bel 113. Gevaar? Bel 112.' } as const;
    expect(problemsWithTemplate(help, NUMBER)).toEqual([]);
    expect(problemsWithTemplate({ ...help, body: 'Bent u depressief? Bel 113 of 112.' }, NUMBER)).toEqual([
      { field: 'body', key: 'health-word', values: { what: 'depressief' } },
    ]);
    expect(wrongWith('Denkt u aan zelfdoding?')).toEqual(['health-word zelfdoding']);
  });

  it.each([
    ['crisis_help', 'Bel 113. Direct gevaar? Bel 112.', []],
    ['crisis_help', 'Bel 113.', ['112']],
    ['help', 'Wij lezen berichten niet dag en nacht. Bel 1130 of 0112.', ['113', '112']],
    ['message_received', 'Uw coach leest het. Direct gevaar? Bel 112.', []],
    ['message_received', 'Uw coach leest het.', ['112']],
    ['late_reply', 'Uw coach leest het.', []],
  ] as const)('as %s when it does not name the help lines: "%s"', (purpose, body, missing) => {
    const found = problemsWithTemplate({ ...INVITATION, purpose, body }, NUMBER);
    expect(found).toEqual(missing.map((what) => ({ field: 'body', key: 'help-line-missing', values: { what } })));
  });

  it.each([
    ['Antwoord STOP', true],
    ['Antwoord met een cijfer', true],
    ['Beantwoord deze sms', true],
    ['Sms JA terug', true],
    ['U kunt ook terugsturen wat u wilt', true],
    ['Geen berichten? STOP', true],
    ['Reply with a number', true],
    ['Text us back', true],
    ['Stop gerust als u geen zin heeft', false],
    ['Wij bellen u terug', false],
  ])('when it asks to answer what cannot be answered: %s (%s)', (words, asks) => {
    expect(wrongWith(words, NAME).some((found) => found.startsWith('reply-wording'))).toBe(asks);
    expect(wrongWith(words, NUMBER)).toEqual([]);
  });

  it('but not where somebody wrote first, or by e-mail', () => {
    const question = {
      ...INVITATION,
      purpose: 'check_in_question_next',
      body: 'Antwoord met een cijfer.\n{{question}}\n{{options}}\n{{refusal}}',
    } as const;
    expect(problemsWithTemplate(question, NAME)).toEqual([]);
    expect(problemsWithTemplate({ ...EMAIL, body: `${EMAIL.body}\n\nAntwoord gerust op deze e-mail.` }, NAME)).toEqual([]);
  });

  it.each([
    ['Doet u mee? {{stop}}', ['missing-field link']],
    ['Doet u mee? {{link}}', ['missing-field stop']],
    ['Doet u mee?', ['missing-field link', 'missing-field stop']],
    ['Doet u mee? {{#if stop}}{{link}} {{stop}}{{/if}}', ['missing-field link']],
    ['Doet u mee? {{link}} {{#if stop}}{{stop}}{{/if}}', []],
    ['Doet u mee? {{#if link}}{{link}}{{else}}?{{/if}} {{stop}}', []],
  ])('when what it is for is not in it, whatever the values are: %s', (body, found) => {
    expect(wrongWith('', NUMBER, { body })).toEqual(found);
  });

  it('when a question goes without its answers, or without a way to say nothing', () => {
    const question = { ...INVITATION, purpose: 'check_in_question_next' } as const;
    expect(problemsWithTemplate({ ...question, body: '{{question}}' }, NUMBER).map(({ values }) => values['what'])).toEqual([
      'options',
      'refusal',
    ]);
    expect(problemsWithTemplate({ ...question, body: '{{question}} {{options}} {{refusal}}' }, NUMBER)).toEqual([]);
  });

  it('with the place of what cannot be there', () => {
    expect(problemsWithTemplate({ ...INVITATION, body: 'Dag\n{{naam}}' }, NUMBER)).toEqual([
      { field: 'body', key: 'unknown-field', values: { what: 'naam', line: 2, column: 1 } },
    ]);
    expect(problemsWithTemplate({ ...INVITATION, body: 'Dag {{#if' }, NUMBER)).toMatchObject([{ key: 'unreadable', values: { line: 1 } }]);
  });

  it.each([
    ['', 'empty'],
    ['   \n ', 'empty'],
    ['a'.repeat(4_001), 'too-many-characters'],
  ])('when it is %j: %s', (body, key) => {
    expect(problemsWithTemplate({ ...INVITATION, body }, NUMBER)).toMatchObject([{ field: 'body', key }]);
  });

  it('at the subject of an e-mail too', () => {
    expect(problemsWithTemplate({ ...EMAIL, subject: null }, NUMBER)).toMatchObject([{ field: 'subject', key: 'empty' }]);
    expect(problemsWithTemplate({ ...EMAIL, subject: 'Hoe is uw gezondheid?' }, NUMBER)).toMatchObject([
      { field: 'subject', key: 'health-word' },
    ]);
    expect(problemsWithTemplate({ ...EMAIL, subject: 'Kijk op {{link}}' }, NUMBER)).toMatchObject([
      { field: 'subject', key: 'unknown-field' },
    ]);
    expect(problemsWithTemplate({ ...EMAIL, subject: 'Een\nBcc: x' }, NUMBER)).toMatchObject([{ field: 'subject', key: 'subject-lines' }]);
    expect(problemsWithTemplate(EMAIL, NUMBER)).toEqual([]);
  });

  it('when it takes more parts than three; what is written in wide letters has as much room', () => {
    const long = (times: number) => `${'Doet u mee met de vragen? '.repeat(times)}{{link}} {{stop}}`;
    expect(problemsWithTemplate({ ...INVITATION, body: long(14) }, NUMBER)).toEqual([]);
    expect(problemsWithTemplate({ ...INVITATION, body: long(16) }, NUMBER)).toEqual([
      { field: 'body', key: 'too-many-segments', values: { segments: 4, most: 3 } },
    ]);
    expect(problemsWithTemplate({ ...INVITATION, language: 'pl', body: `ł ${long(10)}` }, NUMBER)).toEqual([]);
    expect(problemsWithTemplate({ ...INVITATION, language: 'pl', body: `ł ${long(16)}` }, NUMBER)).toMatchObject([
      { key: 'too-many-segments' },
    ]);
    expect(problemsWithTemplate({ ...EMAIL, body: long(60).replace('{{stop}}', '') }, NUMBER)).toEqual([]);
  });

  it('when nobody is told this by that channel', () => {
    expect(problemsWithTemplate({ ...EMAIL, purpose: 'check_in_done' }, NUMBER)).toMatchObject([{ key: 'no-such-message' }]);
  });
});

describe('whatever is typed', () => {
  const pieces = [
    '{{link}}',
    '{{stop}}',
    '{{#if link}}',
    '{{/if}}',
    '{{',
    '}}',
    '{{{',
    'Beste ',
    'Jan',
    '06 12345678',
    'STOP',
    'ziek',
    '\n',
    '"',
    '\\',
  ];
  const typed = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme' })), { maxLength: 15 })
    .map((parts) => parts.join(''));

  it('is judged without failing, and can be sent when nothing is wrong with it', () => {
    fc.assert(
      fc.property(typed, fc.constantFrom('sms' as const, 'email' as const), fc.boolean(), (body, channel, canReply) => {
        const template = { ...INVITATION, channel, subject: channel === 'email' ? 'Dag' : null, body };
        for (const { key } of remarksOnTemplate(template)) expect(key).toBeTruthy();
        if (problemsWithTemplate(template, { canReply }).length > 0) return;
        expect(body).toContain('{{link}}');
        expect(parseText(template, ['link', 'stop'])).not.toBeNull();
      }),
    );
  });
});

describe('a text gets a remark', () => {
  it('for a sentence of more than fifteen words', () => {
    const words = 'een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien';
    expect(remarkedOf(`${words}. ${words}! {{link}}`, { channel: 'email' })).toEqual([]);
    expect(remarkedOf(`${words} zestien. Kort.`)).toEqual([`long-sentence ${words} zestien`]);
  });

  it('for an official word, with a simpler one', () => {
    expect(remarksOnTemplate({ ...INVITATION, body: 'Middels deze link kunt u tevens stoppen.' })).toMatchObject([
      { key: 'hard-word', values: { what: 'middels', instead: 'met' } },
      { key: 'hard-word', values: { what: 'tevens', instead: 'ook' } },
    ]);
    expect(remarkedOf('Middels', { language: 'en' })).toEqual([]);
    expect(Object.keys(PLAIN_WORDS).length).toBeGreaterThanOrEqual(120);
  });

  it('for letters that make it three times as dear, with what to write instead', () => {
    expect(remarksOnTemplate({ ...INVITATION, body: 'Reïntegratie 😀' })).toEqual([
      { field: 'body', key: 'character-instead', values: { what: 'ï', instead: 'i' } },
      { field: 'body', key: 'offending-character', values: { what: '😀' } },
    ]);
    expect(remarkedOf('Cześć', { language: 'pl' })).toEqual([]);
    expect(remarksOnTemplate({ ...EMAIL, body: 'Reïntegratie {{link}}' })).toEqual([]);
  });

  it('for a message of more than one part', () => {
    expect(remarkedOf('Doet u mee? '.repeat(20))).toEqual(['segments']);
    expect(remarkedOf('Doet u mee? {{link}} {{stop}}')).toEqual([]);
  });

  it('for a "je" among the u, and the other way round', () => {
    expect(remarkedOf('Doe je mee?')).toEqual(['other-form je']);
    expect(remarkedOf('Doet u mee met uw coach?', { form: 'je' })).toEqual(['other-form u', 'other-form uw']);
    expect(remarkedOf('Doe je mee?', { form: 'je' })).toEqual([]);
  });
});
