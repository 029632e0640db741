import { directionOf, type ClientLanguage, type Language } from '#libs/platform';
import {
  shippedText,
  TEMPLATES,
  type BookOptions,
  type Finding,
  type LanguageStatus,
  type TemplateField,
  type TemplateKey,
  type TemplateRules,
  type TemplateText,
  type TemplateVersion,
} from '#libs/wording';
import { texts } from '../http/views.js';
import { exampleOf } from './example-values.js';
import { languageName } from './languages.page.js';
import { problemInWords, type previewPage } from './preview.page.js';
import { pathOf } from './template-names.js';
import { versionsInWords } from './template-versions.js';
import { textField } from './text-field.js';
import { notReviewedInWords } from './templates.page.js';

export const TEMPLATE_DONE = ['gepubliceerd', 'teruggezet'] as const;
export type TemplateDone = (typeof TEMPLATE_DONE)[number];

/** The names of the fields of the form. */
export const FIELD_NAMES = { subject: 'onderwerp', body: 'tekst', reviewedBy: 'nagekeken' } as const;

export interface TemplatePageGiven {
  key: TemplateKey;
  /** As it stands in the form. */
  text: TemplateText;
  reviewedBy: string;
  /** What forbade to publish it: of the text, and a text key of who reviewed it. */
  problems: readonly Finding[];
  reviewerProblem: string | null;
  versions: readonly TemplateVersion[];
  status: LanguageStatus;
  /** How the office writes. */
  options: BookOptions;
  /** The Dutch text that counts, for whoever writes in another language. */
  dutch: TemplateText | null;
  preview: ReturnType<typeof previewPage>;
  done: TemplateDone | null;
}

/** Exactly what the editor of one message prints. */
export function templatePage(
  { key, text, reviewedBy, problems, reviewerProblem, versions, status, options, dutch, preview, done }: TemplatePageGiven,
  language: Language,
) {
  const say = (name: string, values?: Record<string, unknown>) => texts.text(language, `templates.editor.${name}`, values);
  const of = key.language as ClientLanguage;
  const dir = directionOf(of);
  const rules = rulesOf(key);
  const isUsed = key.language !== 'nl' || key.form === options.form;
  const errorsOf = (field: Finding['field']) =>
    problems.filter((problem) => problem.field === field).map((problem) => problemInWords(problem, language));
  const reviewerErrors = reviewerProblem === null ? [] : [texts.text(language, `templates.problem.${reviewerProblem}`)];
  const field = (name: keyof typeof FIELD_NAMES, errors: readonly string[]) => ({ name: FIELD_NAMES[name], errors });
  const written = [field('subject', errorsOf('subject')), field('body', errorsOf('body')), field('reviewedBy', reviewerErrors)];
  return {
    title: texts.text(language, `templates.purpose.${key.purpose}.name`),
    when: texts.text(language, `templates.purpose.${key.purpose}.when`),
    kicker: kickerOf(key, language),
    back: `/beheer/berichten?taal=${key.language}`,
    action: pathOf(key),
    done: done === null ? null : say(`done.${done}`),
    notUsed: isUsed ? null : say('form-not-used', { form: texts.text(language, `templates.form.${options.form}`) }),
    notReviewed: status.isUsable ? null : notReviewedInWords(of, language),
    problems: written.flatMap(({ name, errors }) => errors.map((error) => ({ href: `#${name}`, text: error }))),
    subject:
      key.channel === 'email'
        ? textField({ ...field('subject', errorsOf('subject')), label: say('subject'), value: text.subject ?? '', lang: of, dir })
        : null,
    body: textField({
      ...field('body', errorsOf('body')),
      label: say('body'),
      hint: key.channel === 'sms' ? say('body-hint-sms') : say('body-hint-email'),
      value: text.body,
      lang: of,
      dir,
      rows: key.channel === 'sms' ? 7 : 18,
    }),
    reviewer:
      of === 'nl' || of === 'en'
        ? null
        : textField({
            ...field('reviewedBy', reviewerErrors),
            label: say('reviewed-by'),
            hint: say('reviewed-by-hint'),
            value: reviewedBy,
            lang: language,
          }),
    fields: rules.fields.map((name) => fieldInWords(name)),
    ifHint: rules.fields.includes('stop') ? say('if', { field: '{{stop}}', example: '{{#if stop}}…{{/if}}' }) : null,
    dutch: dutch && [dutch.subject, dutch.body].filter((part) => part !== null),
    noText: versions[0]?.text || shippedText(key) ? null : say('no-text'),
    // What forbade to publish it stands above already, and next to the fields.
    preview: problems.length > 0 ? { ...preview, problems: [] } : preview,
    versions: versionsInWords(versions, shippedText(key), { lang: of, dir }, language),
    restore: versions[0] && versions[0].text !== null ? productText() : null,
  };

  function fieldInWords(name: TemplateField) {
    return {
      code: `{{${name}}}`,
      isRequired: rules.required.includes(name),
      meaning: texts.text(language, `templates.field.${name}`),
      example: exampleOf(name, key, options),
      lang: of,
      dir,
    };
  }

  /** What one goes back to; Dutch where the product has no text in this language. */
  function productText() {
    const product = shippedText(key) ?? shippedText({ ...key, language: 'nl' });
    return [product?.subject, product?.body].flatMap((part) => (part ? [{ text: part, lang: of, dir }] : []));
  }
}

function rulesOf({ purpose, channel }: TemplateKey): TemplateRules {
  return (TEMPLATES[purpose] as { sms: TemplateRules; email?: TemplateRules })[channel] ?? { fields: [], required: [] };
}

/** `Sms · Nederlands · met u` */
function kickerOf({ channel, language: of, form }: TemplateKey, language: Language): string {
  const words = [texts.text(language, `templates.channel.${channel}`), languageName(of as ClientLanguage, language)];
  return [...words, ...(of === 'nl' ? [texts.text(language, `templates.form.${form}`)] : [])].join(' · ');
}
