import { LANGUAGES, PROJECT_ROOT, type Language } from '#libs/platform';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SegmentedMessage } from 'sms-segments-calculator';
import { canBeAnswered, INVITATION_KINDS, writeEmail, writeSms, type InvitationKind } from './invitation-texts.js';

const LINK = 'https://checkin.werkplein-voorbeeldgemeente.nl/c/0123456789abcdef';
const lastDay = Temporal.PlainDate.from('2026-03-08');
const emailIn = (language: Language, kind: InvitationKind = 'invitation') =>
  writeEmail({ language, link: LINK, lastDay, questions: 6 }, kind);
const ALL = LANGUAGES.flatMap((language) => INVITATION_KINDS.map((kind) => [language, kind] as const));

describe('the text message', () => {
  it.each(ALL)('in %s (%s) fits in one GSM-7 segment, link of a long municipality and how to stop included', (language, kind) => {
    for (const canReply of [true, false]) {
      const { text } = writeSms({ language, link: LINK }, canReply, kind);
      const sms = new SegmentedMessage(text);
      expect({ encoding: sms.encodingName, segments: sms.segmentsCount }).toEqual({ encoding: 'GSM-7', segments: 1 });
      expect(text).toContain(LINK);
      expect(text).toMatch(/^Werkplein: /);
      expect(text.includes('STOP')).toBe(canReply);
    }
  });

  it('leaves out how to stop rather than becoming two segments', () => {
    const link = `https://${'a'.repeat(70)}.nl/c/0123456789abcdef`;
    const { text } = writeSms({ language: 'nl', link }, true);
    expect(new SegmentedMessage(text).segmentsCount).toBe(1);
    expect(text).not.toContain('STOP');
    expect(text).toContain(link);
  });

  it.each([
    ['+3197010240000', true],
    ['Werkplein', false],
    [undefined, false],
  ])('from %s can be answered: %s', (sender, expected) => {
    expect(canBeAnswered(sender)).toBe(expected);
  });
});

describe('the e-mail', () => {
  it.each(ALL)('in %s (%s) says the same in plain text and in HTML, with the link in both', (language, kind) => {
    const { text, html = '', subject } = emailIn(language, kind);
    expect(subject).toContain('Werkplein');
    expect(text).toContain(LINK);
    expect(html.split(`href="${LINK}"`)).toHaveLength(3);
    const words = html
      .replace(/<head>.*<\/head>/s, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ');
    for (const sentence of text.split(/\n+/).filter((line) => line.endsWith('.') && !line.includes('Open')))
      expect(words).toContain(sentence);
  });

  it.each([
    ['nl', 'tot en met zondag 8 maart'],
    ['en', 'until the end of Sunday 8 March'],
  ] as const)('in %s names the last day as people do', (language, expected) => {
    expect(emailIn(language).text).toContain(expected);
    expect(emailIn(language).html).toContain(expected);
  });

  it.each(LANGUAGES)('in %s presses nobody when it comes a second time, and says where somebody was who stopped halfway', (language) => {
    const free = { nl: 'Het mag, het hoeft niet.', en: 'You may, you do not have to.' }[language];
    const goOn = { nl: 'U kunt verder waar u was.', en: 'You can go on where you were.' }[language];
    expect(emailIn(language, 'reminder').text).toContain(free);
    expect(emailIn(language, 'reminder').text).not.toContain(goOn);
    expect(emailIn(language, 'reminder-started').text).toContain(free);
    expect(emailIn(language, 'reminder-started').text).toContain(goOn);
  });

  it.each(LANGUAGES)('in %s names its language, has one heading, fits a narrow screen and can be read in the dark', (language) => {
    const { html } = emailIn(language);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html?.match(/<h1>/g)).toHaveLength(1);
    expect(html).toContain('width=device-width');
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).not.toMatch(/<(img|script|link|iframe)\b|https?:\/\/(?!checkin\.werkplein-voorbeeldgemeente\.nl)/);
  });
});

describe('every template that leaves the building', () => {
  const folder = path.join(PROJECT_ROOT, 'libs/checkins/templates');
  const templates = readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')] as const);
  const telling =
    /gezond|ziek|lichaam|stress|zorgen|psych|depress|verslav|medisch|dokter|arts|schuld|geld|uitkering|bijstand|belemmer|score|klacht|health|\bill\b|sick|body|worr|doctor|medical|debt|money|benefit|welfare|barrier|complain|bsn|beste (heer|mevrouw)|dear/i;

  it('is there in every language', () => {
    const kinds = (language: Language) =>
      templates.flatMap(([file]) => (file.includes(`.${language}.`) ? [file.replace(`.${language}.`, '.')] : []));
    expect(kinds('nl').length).toBe(4 * INVITATION_KINDS.length);
    for (const language of LANGUAGES) expect(kinds(language)).toEqual(kinds('nl'));
  });

  it.each(templates)('%s says nothing about health, money or the benefit', (_, template) => {
    const said = template.replaceAll(/<style>.*?<\/style>|<[^>]+>/gs, ' ');
    expect(said.match(telling)?.[0]).toBeUndefined();
  });

  it('would be caught if it did', () => {
    for (const sin of ['Hoe is uw gezondheid?', 'Uw uitkering', 'How is your health?', 'Beste mevrouw']) expect(sin).toMatch(telling);
  });

  it.each(templates)('%s can fill in nothing but a link, a day, a number of questions, and how to stop', (_, template) => {
    const values = [...template.matchAll(/\{\{\{?[#/]?\s*(?:(?:if|else)\s*)?([A-Za-z.]*)/g)].map(([, name]) => name).filter(Boolean);
    const allowed = ['link', 'lastDay', 'questions', 'mentionsStop', 'canReply'];
    expect(values.filter((name) => !allowed.includes(name as string))).toEqual([]);
  });
});
