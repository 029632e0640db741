import type { ClientLanguage } from '#libs/platform';
import { canBeAnswered } from './domain/sender.js';
import { parseText } from './domain/parse-template.js';
import { smsShape } from './domain/sms-shape.js';
import { keyOf, rulesOf, type TemplateKey } from './domain/templates.js';
import { TemplateBook, type BookOptions } from './template-book.js';

const LINK = 'https://checkin.werkplein-voorbeeldgemeente.nl/c/0123456789abcdef';
const lastDay = Temporal.PlainDate.from('2026-03-08');
const BOTH: ReadonlySet<ClientLanguage> = new Set(['nl', 'en']);
const aBook = ({
  form = 'u',
  canReply = true,
  reviewed = BOTH,
  published = {},
}: Partial<BookOptions & { reviewed: ReadonlySet<ClientLanguage>; published: Record<string, string> }> = {}) =>
  new TemplateBook(
    new Map(
      Object.entries(published).map(([name, body]) => {
        const [purpose, channel, language, given] = name.split(' ') as [TemplateKey['purpose'], 'sms' | 'email', string, 'u' | 'je'];
        const text = parseText({ subject: channel === 'email' ? 'Dag' : null, body }, rulesOf(purpose, channel)?.fields ?? []);
        return [keyOf({ purpose, channel, language, form: given }), text!] as const;
      }),
    ),
    reviewed,
    { form, canReply },
  );

describe('an invitation by SMS', () => {
  it.each([
    [true, 'Antwoord STOP'],
    [false, 'Zeg het daar'],
  ])('says how to stop as it is true for its sender (can be answered: %s)', (canReply, how) => {
    const { text } = aBook({ canReply }).write('check_in_invitation', 'sms', 'nl', { link: LINK });
    expect(text).toBe(`Werkplein: wilt u een paar vragen beantwoorden? ${LINK} Geen sms meer? ${how}`);
  });

  it('leaves out how to stop rather than becoming two parts, and leaves no space behind', () => {
    const link = `https://${'a'.repeat(70)}.nl/c/0123456789abcdef`;
    const { text } = aBook().write('check_in_invitation', 'sms', 'nl', { link });
    expect(text).toBe(`Werkplein: wilt u een paar vragen beantwoorden? ${link}`);
    expect(smsShape(text).segments).toBe(1);
  });

  it('remembers what it counted for a link of that length only', () => {
    const book = aBook();
    const long = `https://${'a'.repeat(70)}.nl/c/0123456789abcdef`;
    const write = (link: string) => book.write('check_in_invitation', 'sms', 'nl', { link }).text;
    const longToken = `${LINK}${'0'.repeat(25)}`;
    expect([LINK, long, longToken, LINK.replace('0123', 'zzzz')].map((link) => write(link).includes('STOP'))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('is not written with a hole in it', () => {
    expect(() => aBook().write('check_in_invitation', 'sms', 'nl', {})).toThrow('"check_in_invitation" has no value for link');
    expect(() => aBook().write('check_in_done', 'email', 'nl', {})).toThrow('no text for "check_in_done" by email');
  });
});

describe('a published text that asks for what is not there', () => {
  it('makes way for that of the product, and says so', () => {
    const said: string[] = [];
    const asking = parseText({ subject: null, body: 'Tot {{lastDay}}: {{link}}' }, ['lastDay', 'link'])!;
    const key = { purpose: 'check_in_invitation', channel: 'sms', language: 'nl', form: 'u' } as const;
    const book = new TemplateBook(new Map([[keyOf(key), asking]]), BOTH, { form: 'u', canReply: true }, (sentence) => said.push(sentence));
    expect(book.write('check_in_invitation', 'sms', 'nl', { link: LINK }).text).toMatch(/^Werkplein: /);
    expect(said).toEqual([expect.stringContaining('asks for lastDay')]);
    expect(book.write('check_in_invitation', 'sms', 'nl', { link: LINK, lastDay }).text).toBe(`Tot zondag 8 maart: ${LINK}`);
    expect(said).toHaveLength(1);
  });
});

describe('what a coach writes back by SMS', () => {
  const write = (canReply: boolean, message: string) => aBook({ canReply }).write('coach_reply', 'sms', 'nl', { message }).text;

  it('says how to stop, without a link too', () => {
    expect(write(true, 'Ik bel u morgen.')).toBe('Werkplein: Ik bel u morgen.\nGeen sms meer? Antwoord STOP');
    expect(write(false, 'Ik bel u morgen.')).toBe('Werkplein: Ik bel u morgen.\nGeen sms meer? Zeg het tegen uw coach');
  });

  it('is counted anew for every message: none is as long as another', () => {
    expect(write(true, 'a'.repeat(100))).toContain('STOP');
    expect(write(true, 'a'.repeat(140))).not.toContain('STOP');
    expect(write(true, 'a'.repeat(100))).toContain('STOP');
  });

  it('cannot bring a field in', () => {
    expect(write(true, 'Kijk op {{link}}')).toContain('Kijk op {{link}}');
  });
});

describe('the book of words', () => {
  it('never speaks a language that is not reviewed', () => {
    const published = { 'check_in_done sms ar u': 'شكرا' };
    expect(aBook({ published }).write('check_in_done', 'sms', 'ar', {})).toMatchObject({
      language: 'nl',
      text: expect.stringMatching(/^Dank u wel/),
    });
    expect(aBook({ published, reviewed: new Set(['nl', 'ar']) }).write('check_in_done', 'sms', 'ar', {})).toEqual({
      language: 'ar',
      text: 'شكرا',
    });
    expect(aBook().languageFor('ar')).toBe('nl');
    expect(aBook().languageFor('en')).toBe('en');
    expect(aBook().languageFor('xx')).toBe('nl');
    expect(aBook().languageFor(null)).toBe('nl');
  });

  it('takes what an office published before what comes with the product', () => {
    const book = aBook({ published: { 'check_in_done sms nl u': 'Fijn, dank u!' } });
    expect(book.write('check_in_done', 'sms', 'nl', {}).text).toBe('Fijn, dank u!');
    expect(book.write('check_in_done', 'sms', 'en', {}).text).toMatch(/^Thank you!/);
  });

  it('says je where the office does, in Dutch', () => {
    const book = aBook({ form: 'je' });
    expect(book.write('check_in_done', 'sms', 'nl', {}).text).toBe(
      'Dank je wel! Je antwoorden zijn bewaard. Je mag je coach nog iets schrijven: stuur dan een sms. Het hoeft niet.',
    );
    expect(book.write('check_in_done', 'sms', 'en', {}).text).toMatch(/^Thank you!/);
    // The same in both forms: only what differs is written twice.
    expect(book.write('check_in_reminder', 'sms', 'nl', { link: LINK }).text).toContain('Het mag, het hoeft niet.');
    const email = book.write('check_in_invitation', 'email', 'nl', { link: LINK, lastDay, questions: 6 });
    expect(email.subject).toBe('Een paar vragen van het Werkplein');
    expect(email.text).toContain('Met je antwoorden kan je coach je beter helpen.');
    expect(
      aBook({ published: { 'check_in_done sms nl u': 'Fijn, dank u!' }, form: 'je' }).write('check_in_done', 'sms', 'nl', {}).text,
    ).toContain('je');
  });

  it.each([
    ['nl', 'tot en met zondag 8 maart'],
    ['en', 'until the end of Sunday 8 March'],
  ] as const)('in %s names the last day as people do', (language, expected) => {
    const { text, html } = aBook().write('check_in_invitation', 'email', language, { link: LINK, lastDay, questions: 6 });
    expect(text).toContain(expected);
    expect(html).toContain(expected);
  });

  it('writes days in digits that everybody reads', () => {
    const published = { 'check_in_reminder email ar u': 'يوم {{lastDay}}\n\n{{link}}' };
    const book = aBook({ published, reviewed: new Set(['nl', 'ar']) });
    expect(book.write('check_in_reminder', 'email', 'ar', { link: LINK, lastDay, questions: 6 }).text).toContain('8');
  });
});

describe('an invitation by e-mail', () => {
  it.each([
    ['nl', 'check_in_invitation'],
    ['nl', 'check_in_reminder'],
    ['nl', 'check_in_reminder_started'],
    ['en', 'check_in_invitation'],
    ['en', 'check_in_reminder'],
    ['en', 'check_in_reminder_started'],
  ] as const)('in %s (%s) says the same in plain text and in HTML, with the link in both', (language, purpose) => {
    const { text, html = '', subject } = aBook().write(purpose, 'email', language, { link: LINK, lastDay, questions: 6 });
    expect(subject).toContain('Werkplein');
    expect(text).toContain(LINK);
    expect(html.split(`href="${LINK}"`)).toHaveLength(3);
    expect(html).toContain(`<html lang="${language}" dir="ltr">`);
    const words = html
      .replace(/<head>.*<\/head>/s, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ');
    const sentences = text.split(/\n+/).filter((line) => line.endsWith('.'));
    expect(sentences.length).toBeGreaterThan(3);
    for (const sentence of sentences) expect(words).toContain(sentence);
  });

  it.each(['nl', 'en'] as const)(
    'in %s presses nobody when it comes a second time, and says where somebody was who stopped halfway',
    (language) => {
      const free = { nl: 'Het mag, het hoeft niet.', en: 'You may, you do not have to.' }[language];
      const goOn = { nl: 'U kunt verder waar u was.', en: 'You can go on where you were.' }[language];
      const textOf = (purpose: 'check_in_reminder' | 'check_in_reminder_started') =>
        aBook().write(purpose, 'email', language, { link: LINK, lastDay, questions: 6 }).text;
      expect(textOf('check_in_reminder')).toContain(free);
      expect(textOf('check_in_reminder')).not.toContain(goOn);
      expect(textOf('check_in_reminder_started')).toContain(free);
      expect(textOf('check_in_reminder_started')).toContain(goOn);
    },
  );
});

describe('a sender of text messages', () => {
  it.each([
    [['+3197010240000'], true],
    [['+3197010240000', undefined], true],
    [['Werkplein'], false],
    [['+3197010240000', 'Werkplein'], false],
    [[undefined, undefined], false],
    [[], false],
  ])('%j can be answered: %s', (senders, expected) => {
    expect(canBeAnswered(...senders)).toBe(expected);
  });
});
