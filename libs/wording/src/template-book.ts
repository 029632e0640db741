import { DEFAULT_LANGUAGE, type ClientLanguage } from '#libs/platform';
import { layOutEmail } from './domain/email-layout.js';
import { fillIn, parseText, type FieldValues, type ParsedText } from './domain/parse-template.js';
import { readableIn } from './domain/readable-in.js';
import { smsShape } from './domain/sms-shape.js';
import {
  keyOf,
  rulesOf,
  type AddressForm,
  type TemplateChannel,
  type TemplateField,
  type TemplateKey,
  type TemplatePurpose,
} from './domain/templates.js';
import { shippedPart, shippedText } from './shipped-texts.js';

/** What a composer fills in. How to stop is not among it: the book knows that. A day is written as people of the language do. */
export type TemplateValues = Partial<Record<Exclude<TemplateField, 'stop'>, string | number | Temporal.PlainDate>>;

export interface WrittenMessage {
  text: string;
  subject?: string;
  html?: string;
  /** In which it is written: Dutch where there is no text that may be used. */
  language: ClientLanguage;
}

export interface BookOptions {
  form: AddressForm;
  /** Whether whoever gets a text message can answer it. */
  canReply: boolean;
}

/** The words that count at a moment: what administrators published, else what comes with the product. Writes without asking anybody anything. */
export class TemplateBook {
  /** @param published by `keyOf`; what could not be read is not in it */
  constructor(
    private readonly published: ReadonlyMap<string, ParsedText>,
    /** In which clients can be spoken to. */
    readonly reviewed: ReadonlySet<ClientLanguage>,
    readonly options: BookOptions,
  ) {}

  /** The language in which somebody is written to: theirs when its texts have been reviewed, else Dutch. */
  languageFor(wanted: string | null): ClientLanguage {
    return readableIn(wanted, this.reviewed);
  }

  /**
   * The text of a message, never in a language that is not reviewed. How to stop is in a text message when that makes it no part longer, and
   * says what is true of its sender.
   * @throws Error when the purpose knows no such channel, or a value is missing that the text asks for: a defect, better held than sent with a hole
   */
  write(purpose: TemplatePurpose, channel: TemplateChannel, wanted: string | null, values: TemplateValues): WrittenMessage {
    const { text, language, form } = this.textFor(purpose, channel, this.languageFor(wanted));
    const filled = written(values, language);
    for (const field of [...text.body.fields, ...(text.subject?.fields ?? [])])
      if (field !== 'stop' && filled[field as TemplateField] === undefined) throw new Error(`"${purpose}" has no value for ${field}`);
    return channel === 'sms'
      ? { text: this.writeSms(text, filled, language, form), language }
      : { ...writeEmail(text, filled, language, form), language };
  }

  private writeSms(text: ParsedText, values: FieldValues, language: ClientLanguage, form: AddressForm): string {
    const without = fillIn(text.body, values);
    if (!text.body.fields.has('stop')) return without;
    const way = this.options.canReply ? 'stop_by_reply' : values.link === undefined ? 'stop_by_coach' : 'stop_by_link';
    const withStop = fillIn(text.body, { ...values, stop: shippedPart(way, language, form) });
    return costsNoMore(text, without, withStop, values) ? withStop : without;
  }

  private textFor(
    purpose: TemplatePurpose,
    channel: TemplateChannel,
    language: ClientLanguage,
  ): { text: ParsedText; language: ClientLanguage; form: AddressForm } {
    const form = language === DEFAULT_LANGUAGE ? this.options.form : 'u';
    const key = { purpose, channel, language, form };
    const text = this.published.get(keyOf(key)) ?? shippedParsed(key);
    if (text) return { text, language, form };
    if (language === DEFAULT_LANGUAGE) throw new Error(`there is no text for "${purpose}" by ${channel}`);
    return this.textFor(purpose, channel, DEFAULT_LANGUAGE);
  }
}

function writeEmail(
  { subject, body }: ParsedText,
  values: FieldValues,
  language: ClientLanguage,
  form: AddressForm,
): Pick<WrittenMessage, 'text' | 'subject' | 'html'> {
  const title = subject ? fillIn(subject, values) : '';
  const text = fillIn(body, values);
  const part = (name: 'button' | 'bare_link') => shippedPart(name, language, form);
  return {
    subject: title,
    text: `${text}\n`,
    html: layOutEmail({ language, subject: title, body: text, link: values.link, button: part('button'), bareLink: part('bare_link') }),
  };
}

/** Parsed once; shipped texts do not change while we run. */
const parsedShipped = new Map<string, ParsedText | null>();

function shippedParsed(key: TemplateKey): ParsedText | null {
  const name = keyOf(key);
  const known = parsedShipped.get(name);
  if (known !== undefined) return known;
  const text = shippedText(key);
  const parsed = text && parseText(text, rulesOf(key.purpose, key.channel)?.fields ?? []);
  parsedShipped.set(name, parsed);
  return parsed;
}

/**
 * Whether how to stop makes a text message no part longer. Counting costs more than writing, and of two links only the token differs, in
 * letters that all take the same room: what was counted once is remembered, unless it is somebody's own words.
 */
function costsNoMore(template: ParsedText, without: string, withStop: string, { link = '', ...values }: FieldValues): boolean {
  const count = () => smsShape(withStop).segments <= Math.max(1, smsShape(without).segments);
  if (values.message !== undefined) return count();
  const counted = countedOf(template);
  const others = Object.entries(values).filter(([field]) => template.body.fields.has(field));
  const shape = JSON.stringify([withStop.length, link.length, link.slice(0, link.lastIndexOf('/')), others]);
  let fits = counted.get(shape);
  if (fits === undefined) counted.set(shape, (fits = count()));
  return fits;
}

const countedShapes = new WeakMap<ParsedText, Map<string, boolean>>();

function countedOf(template: ParsedText): Map<string, boolean> {
  let counted = countedShapes.get(template);
  // Questions are few, and days are few; still, what grows with time is thrown away now and then.
  if (!counted || counted.size > 5_000) countedShapes.set(template, (counted = new Map()));
  return counted;
}

function written(values: TemplateValues, language: ClientLanguage): FieldValues {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, value instanceof Temporal.PlainDate ? dayIn(language, value) : String(value)]),
  );
}

const LOCALES: Partial<Record<ClientLanguage, string>> = { nl: 'nl-NL', en: 'en-GB', ar: 'ar-u-nu-latn' };
const dayFormats = new Map<ClientLanguage, Intl.DateTimeFormat>();

/** "zondag 8 maart", as people of the language write it. */
function dayIn(language: ClientLanguage, day: Temporal.PlainDate): string {
  let format = dayFormats.get(language);
  // Made once: making one costs as much as the rest of an e-mail.
  if (!format)
    dayFormats.set(
      language,
      (format = new Intl.DateTimeFormat(LOCALES[language] ?? language, { weekday: 'long', day: 'numeric', month: 'long' })),
    );
  // It takes Temporal's dates, of which TypeScript does not know yet.
  return format.format(day as unknown as Date);
}
