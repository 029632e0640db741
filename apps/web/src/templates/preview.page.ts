import { directionOf, type ClientLanguage, type Language } from '#libs/platform';
import {
  previewOf,
  problemsWithTemplate,
  remarksOnTemplate,
  smsShape,
  type BookOptions,
  type Finding,
  type SmsShape,
  type TemplateKey,
  type TemplateText,
} from '#libs/wording';
import { texts } from '../http/views.js';
import { whole } from '../outflow/figures.js';
import { FEWEST_SHOWN } from '../plans/plans.page.js';
import { emailCard } from './email-card.js';
import { exampleFor } from './example-values.js';
import { isForARound } from './template-names.js';

export interface PreviewGiven {
  key: TemplateKey;
  text: TemplateText;
  options: BookOptions;
  /** As the telephone or the mailbox shows it. */
  from: string;
  /** How many clients a round reaches by SMS in this language. */
  reached: number;
}

/** In these languages the script itself takes the wide alphabet: nobody can help it. */
const OTHER_SCRIPTS: readonly string[] = ['ar', 'uk', 'ti'];
/** Said elsewhere in the preview, with more. */
const SHOWN_AS_FACTS = new Set(['offending-character', 'character-instead', 'segments']);

/** Exactly what stands beside a text that is being written: how it looks, what it costs, what is wrong, and what could be better. */
export function previewPage({ key, text, options, from, reached }: PreviewGiven, language: Language) {
  const say = (name: string, values?: Record<string, unknown>) => texts.text(language, `templates.preview.${name}`, values);
  const values = exampleFor(key);
  const written = text.body.trim() === '' ? null : previewOf(key, text, values, options);
  const shape = key.channel === 'sms' && written ? smsShape(written.text) : null;
  // Nothing is wrong with what is not there yet.
  const isEmpty = text.body.trim() === '' && !text.subject?.trim();
  const problems = (isEmpty ? [] : problemsWithTemplate({ ...key, ...text }, options)).map((finding) => problemInWords(finding, language));
  const remarks = remarksOnTemplate({ ...key, ...text })
    .filter((finding) => !SHOWN_AS_FACTS.has(finding.key))
    .map(({ key: name, values: inside }) => texts.text(language, `templates.remark.${name}`, inside));
  return {
    sms: key.channel === 'sms',
    from,
    lang: key.language,
    dir: directionOf(key.language as ClientLanguage),
    isEmpty: text.body.trim() === '',
    isUnreadable: written === null && text.body.trim() !== '',
    words: written && key.channel === 'sms' ? linked(written.text, values.link) : [],
    email: key.channel === 'email' ? { subject: written?.subject ?? '', paragraphs: written?.html ? emailCard(written.html) : [] } : null,
    facts: shape ? factsOf(shape) : null,
    isScript: OTHER_SCRIPTS.includes(key.language),
    offending: (shape?.offending ?? []).map(({ character, instead }) => ({
      character,
      code: codeOf(character),
      instead: instead === null ? say('instead-none') : say('instead', { plain: instead === ' ' ? '␣' : instead }),
    })),
    problems,
    remarks,
    isFine: !isEmpty && problems.length === 0 && remarks.length === 0,
    summary: summaryOf(problems.length, remarks.length),
  };

  function factsOf({ segments, characters, charactersLeft, encoding, costCents }: SmsShape) {
    const cost = [say('cost', { amount: euros(costCents, language) }), ...(isForARound(key.purpose) ? [roundOf(costCents)] : [])];
    return [
      { term: say('segments-label'), texts: [say('segments', { count: segments })], needsCare: segments > 1 },
      { term: say('characters-label'), texts: [say('characters', { count: characters, left: charactersLeft })], needsCare: false },
      {
        term: say('encoding-label'),
        texts: [say(`encoding.${encoding}`)],
        needsCare: encoding === 'UCS-2' && !OTHER_SCRIPTS.includes(key.language),
      },
      { term: say('cost-label'), texts: cost, needsCare: false },
    ];
  }

  function roundOf(cents: number): string {
    if (reached === 0) return say('round-none');
    return reached < FEWEST_SHOWN
      ? say('round-few')
      : say('round', { amount: euros(cents * reached, language), number: whole(language, reached) });
  }

  function summaryOf(wrong: number, hints: number): string {
    if (wrong + hints === 0) return say('summary-fine');
    return say('summary', {
      problems: wrong === 0 ? '' : say('summary-problems', { count: wrong }),
      remarks: hints === 0 ? '' : say('summary-remarks', { count: hints }),
    }).trim();
  }
}

/** A finding as a sentence; fields are named as they are written. */
export function problemInWords({ key, values }: Finding, language: Language): string {
  const named = key === 'missing-field' ? { ...values, what: `{{${values['what']}}}` } : values;
  return texts.text(language, `templates.problem.${key}`, named);
}

/** The text with the link apart, which is written from left to right in every language. */
function linked(text: string, link: string): { text: string; isLink: boolean }[] {
  return text
    .split(link)
    .flatMap((part, index) => [...(index === 0 ? [] : [{ text: link, isLink: true }]), { text: part, isLink: false }])
    .filter((part) => part.text !== '');
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** In whole euros where cents say nothing. */
function euros(cents: number, language: Language): string {
  const digits = cents < 1_000 ? 2 : 0;
  return new Intl.NumberFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 100);
}
