import { EXAMPLE_VALUES } from './example-values.js';
import { fillIn, parseTemplate, type ParsedTemplate } from './parse-template.js';
import { hardWords, LONG_SENTENCE, longSentences } from './plain-language.js';
import { personalIn, replyWordingIn } from './private-wording.js';
import { smsShape } from './sms-shape.js';
import { HELP_WORDS, TELLING_WORDS, wordsIn } from './telling-words.js';
import { rulesOf, TEMPLATES, type Template, type TemplateField, type TemplateKey, type TemplateText } from './templates.js';

/** Something about a text: at which field, which sentence of the screen, and what goes into that sentence. */
export interface Finding {
  field: 'subject' | 'body';
  key: string;
  values: Record<string, string | number>;
}

export type TemplateToCheck = TemplateKey & TemplateText;

/** Three parts are half a page on a small telephone. In letters that take two places a sentence is as long again, and no shorter for it. */
const MOST_SEGMENTS = { plain: 3, wide: 6 };
/** What can be written in the alphabet of text messages; other languages cannot help it. */
const PLAIN_LANGUAGES = ['nl', 'en', 'so'];
/** A page of an e-mail; also what keeps a hostile text from costing anything. */
const MOST_CHARACTERS = { subject: 150, body: 4_000 };

/** What forbids to publish a text. @param sender whether whoever gets a text message can answer it */
export function problemsWithTemplate(template: TemplateToCheck, sender: { canReply: boolean }): Finding[] {
  const rules = rulesOf(template.purpose, template.channel);
  if (!rules) return [{ field: 'body', key: 'no-such-message', values: {} }];
  return fieldsOf(template).flatMap(([field, text]) => {
    const found = (key: string, values: Finding['values'] = {}): Finding => ({ field, key, values });
    if (text.trim() === '') return [found('empty')];
    if (text.length > MOST_CHARACTERS[field]) return [found('too-many-characters', { most: MOST_CHARACTERS[field] })];
    if (field === 'subject' && /[\r\n]/.test(text.trim())) return [found('subject-lines')];
    // In a subject nothing but words: it lights up on a locked screen.
    const parsed = parseTemplate(text, field === 'body' ? rules.fields : []);
    const syntax = 'problems' in parsed ? parsed.problems.map(({ key, what, line, column }) => found(key, { what, line, column })) : [];
    const missing = field === 'body' && !('problems' in parsed) ? missingFields(parsed, rules.required) : [];
    const length = field === 'body' && !('problems' in parsed) ? tooLong(template, parsed) : [];
    return [
      ...syntax,
      ...missing.map((name) => found('missing-field', { what: name })),
      ...(field === 'body' ? helpLinesMissing(template, text).map((what) => found('help-line-missing', { what })) : []),
      ...personalIn(text).map(({ key, what }) => found(key, { what })),
      ...tellingIn(template, text).map(({ key, what }) => found(key, { what })),
      ...(asksForReply(template, sender) ? replyWordingIn(text).map((what) => found('reply-wording', { what })) : []),
      ...length.map((segments) => found('too-many-segments', { segments, most: mostSegments(template) })),
    ];
  });
}

/** What could be better about a text, and forbids nothing. */
export function remarksOnTemplate(template: TemplateToCheck): Finding[] {
  return fieldsOf(template).flatMap(([field, text]) => {
    const found = (key: string, values: Finding['values'] = {}): Finding => ({ field, key, values });
    const words = text.replaceAll(/\{\{[^}]*\}\}/g, ' ');
    const { offending } = smsShape(words);
    const parsed = parseTemplate(text, rulesOf(template.purpose, template.channel)?.fields ?? []);
    const segments = template.channel === 'sms' && !('problems' in parsed) ? segmentsOf(template, parsed) : 0;
    return [
      ...longSentences(words).map(({ sentence, count }) => found('long-sentence', { what: sentence, words: count, most: LONG_SENTENCE })),
      ...(template.language === 'nl' ? hardWords(words).map(({ word, instead }) => found('hard-word', { what: word, instead })) : []),
      ...(template.language === 'nl' ? otherForm(template, words).map((what) => found('other-form', { what })) : []),
      ...(template.channel === 'sms' && PLAIN_LANGUAGES.includes(template.language)
        ? offending.map(({ character, instead }) =>
            instead === null ? found('offending-character', { what: character }) : found('character-instead', { what: character, instead }),
          )
        : []),
      ...(segments > 1 ? [found('segments', { segments })] : []),
    ];
  });
}

/** The values of an example, in the language of the text or else in Dutch. */
export function exampleValues(language: string): Required<Record<TemplateField, string>> {
  return EXAMPLE_VALUES[language === 'en' ? 'en' : 'nl'];
}

function fieldsOf({ channel, subject, body }: TemplateToCheck): ['subject' | 'body', string][] {
  return channel === 'email'
    ? [
        ['subject', subject ?? ''],
        ['body', body],
      ]
    : [['body', body]];
}

/** What has to be there is there whatever the values are: not only behind a condition. How to stop is left out where it does not fit. */
function missingFields(parsed: ParsedTemplate, required: readonly TemplateField[]): string[] {
  const mark = (field: string) => `\u0001${field}\u0001`;
  const all = Object.fromEntries([...parsed.fields].map((field) => [field, mark(field)]));
  const least = Object.fromEntries(required.filter((field) => field !== 'stop').map((field) => [field, mark(field)]));
  const [most, bare] = [fillIn(parsed, all), fillIn(parsed, least)];
  return required.filter((field) => !most.includes(mark(field)) || (field !== 'stop' && !bare.includes(mark(field))));
}

function tooLong(template: TemplateToCheck, parsed: ParsedTemplate): number[] {
  if (template.channel !== 'sms') return [];
  const segments = segmentsOf(template, parsed);
  return segments > mostSegments(template) ? [segments] : [];
}

/** Without how to stop: that is left out where it would make the message longer. */
function segmentsOf({ language }: TemplateToCheck, parsed: ParsedTemplate): number {
  return smsShape(fillIn(parsed, { ...exampleValues(language), stop: '' })).segments;
}

function mostSegments({ language }: TemplateToCheck): number {
  return PLAIN_LANGUAGES.includes(language) ? MOST_SEGMENTS.plain : MOST_SEGMENTS.wide;
}

function tellingIn({ purpose, language }: TemplateToCheck, text: string): { key: string; what: string }[] {
  const { helpLines }: Template = TEMPLATES[purpose];
  // In a language of which we have no list, the Dutch and English words are still wrong.
  const lists = language === 'nl' || language === 'en' ? [TELLING_WORDS[language]] : Object.values(TELLING_WORDS);
  return lists.flatMap((list) =>
    (['health', 'money', 'answer'] as const).flatMap((kind) =>
      wordsIn(text, helpLines ? list[kind].filter((word) => !HELP_WORDS.includes(word)) : list[kind]).map((what) => ({
        key: `${kind}-word`,
        what,
      })),
    ),
  );
}

/** Who asks for help gets the numbers, whoever wrote the text. */
function helpLinesMissing({ purpose }: TemplateToCheck, text: string): string[] {
  const { helpLines = [] }: Template = TEMPLATES[purpose];
  return helpLines.filter((number) => !new RegExp(String.raw`(?<!\d)${number}(?!\d)`).test(text));
}

function asksForReply({ purpose, channel }: TemplateToCheck, { canReply }: { canReply: boolean }): boolean {
  const { isExchange }: Template = TEMPLATES[purpose];
  return channel === 'sms' && !canReply && !isExchange;
}

/** A "je" in a text with u, or the other way round. */
function otherForm({ form }: TemplateToCheck, text: string): string[] {
  const words = text.match(
    form === 'u' ? /(?<![\p{L}\p{N}-])(je|jij|jou|jouw)(?![\p{L}\p{N}])/giu : /(?<![\p{L}\p{N}-])(u|uw)(?![\p{L}\p{N}])/giu,
  );
  return [...new Set((words ?? []).map((word) => word.toLowerCase()))];
}
