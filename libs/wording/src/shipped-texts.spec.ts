import { CLIENT_LANGUAGES } from '#libs/platform';
import { exampleValues, problemsWithTemplate, remarksOnTemplate } from './domain/check-template.js';
import { parseText } from './domain/parse-template.js';
import { smsShape } from './domain/sms-shape.js';
import { rulesOf, TEMPLATE_CHANNELS, TEMPLATE_PURPOSES, type TemplateKey } from './domain/templates.js';
import { LANGUAGE_FILES, missingIn, shippedPart, shippedText } from './shipped-texts.js';
import { TemplateBook } from './template-book.js';

const KEYS = TEMPLATE_PURPOSES.flatMap((purpose) =>
  TEMPLATE_CHANNELS.filter((channel) => rulesOf(purpose, channel)).map((channel) => ({ purpose, channel })),
);
const SHIPPED = [
  ...CLIENT_LANGUAGES.map((language) => ({ language, form: 'u' as const })),
  { language: 'nl' as const, form: 'je' as const },
].flatMap(({ language, form }) =>
  KEYS.flatMap((key) => {
    const text = shippedText({ ...key, language, form });
    return text ? [{ ...key, language, form, ...text }] : [];
  }),
);
const nameOf = ({ purpose, channel, language, form }: TemplateKey) => `${purpose} by ${channel} in ${language} (${form})`;
const EVERY = SHIPPED.map((template) => [nameOf(template), template] as const);
const PURE = EVERY.filter(([, { language }]) => ['nl', 'en'].includes(language));

describe('the texts that come with the product', () => {
  it.each(['nl', 'en'])('are there for every message in %s', (language) => {
    expect(KEYS.filter((key) => !shippedText({ ...key, language, form: 'u' }))).toEqual([]);
    expect(missingIn('en')).toEqual([]);
  });

  it('are there for nothing else', () => {
    for (const language of CLIENT_LANGUAGES)
      for (const file of ['templates', 'templates-je'])
        for (const [purpose, texts] of Object.entries(LANGUAGE_FILES[language].files[file] ?? {}))
          if (purpose !== 'parts') for (const channel of Object.keys(texts)) expect(KEYS).toContainEqual({ purpose, channel });
  });

  it.each(EVERY)('%s may be published', (_, template) => {
    expect(problemsWithTemplate(template, { canReply: true })).toEqual([]);
    expect(problemsWithTemplate(template, { canReply: false })).toEqual([]);
  });

  it.each(EVERY)('%s takes the fields that the Dutch one takes', (_, template) => {
    const fieldsOf = (text: Parameters<typeof parseText>[0]) =>
      [...(parseText(text, rulesOf(template.purpose, template.channel)?.fields ?? [])?.body.fields ?? [])].toSorted();
    const dutch = shippedText({ ...template, language: 'nl', form: 'u' });
    expect(fieldsOf(template)).toEqual(fieldsOf(dutch!));
  });

  it.each(PURE)('%s is plain Dutch or English: short sentences, no official words, no dear letters', (_, template) => {
    expect(remarksOnTemplate(template).filter(({ key }) => key !== 'segments')).toEqual([]);
  });

  it.each(EVERY)('%s has its link on a line of its own when it is an e-mail, for the button', (_, { channel, body }) => {
    if (channel === 'email' && body.includes('{{link}}')) expect(body.split('\n')).toContain('{{link}}');
  });

  it.each(EVERY.filter(([, { purpose }]) => purpose.startsWith('opt_')))('%s tells a reader over the shoulder nothing', (_, { body }) => {
    expect(body).not.toMatch(/uitkering|benefit|gezond|health|coach|vraag|question/i);
  });

  it.each(EVERY.filter(([, { purpose }]) => ['help', 'crisis_help'].includes(purpose)))('%s names both numbers', (_, { body }) => {
    expect(body).toMatch(/\b113\b/);
    expect(body).toMatch(/\b112\b/);
  });
});

describe('a text message that comes with the product', () => {
  const INVITING = ['check_in_invitation', 'check_in_reminder', 'check_in_reminder_started', 'suggestion_shared'];
  const inTwoLanguages = SHIPPED.filter(({ channel, language }) => channel === 'sms' && ['nl', 'en'].includes(language));
  const write = ({ purpose, channel, language, form }: TemplateKey, canReply: boolean) => {
    const { stop: _, ...values } = exampleValues(language);
    return new TemplateBook(new Map(), new Set(['en']), { form, canReply }).write(purpose, channel, language, values).text;
  };

  it.each(inTwoLanguages.filter(({ purpose }) => INVITING.includes(purpose)).map((template) => [nameOf(template), template] as const))(
    '%s fits in one GSM-7 part, link of a long municipality and how to stop included',
    (_, template) => {
      for (const canReply of [true, false]) {
        const text = write(template, canReply);
        expect(smsShape(text)).toMatchObject({ encoding: 'GSM-7', segments: 1 });
        expect(text).toContain(exampleValues(template.language).link);
        expect(text).toContain(shippedPart(canReply ? 'stop_by_reply' : 'stop_by_link', template.language, template.form));
        expect(text.includes('STOP')).toBe(canReply);
        expect(text).toMatch(/^Werkplein: /);
      }
    },
  );

  const short = (purpose: string) =>
    /^(opt_|check_in_done|late_reply|message_received|who_are_you|unknown_sender|crisis_help|help)/.test(purpose);
  it.each(inTwoLanguages.filter(({ purpose }) => short(purpose)).map((template) => [nameOf(template), template] as const))(
    '%s is one part in plain letters',
    (_, template) => {
      expect(smsShape(write(template, true))).toMatchObject({ encoding: 'GSM-7', segments: 1 });
    },
  );

  it('of a question is at most two parts, with the longest of our questions that may be sent', () => {
    for (const template of inTwoLanguages.filter(({ purpose }) => purpose.startsWith('check_in_question')))
      expect(smsShape(write(template, true)).segments).toBeLessThanOrEqual(2);
  });
});
