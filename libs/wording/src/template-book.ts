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
    /** Told what somebody should look at, though the message goes. */
    private readonly tell: (sentence: string) => void = () => {},
  ) {}

  /** The language in which somebody is written to: theirs when its texts have been reviewed, else Dutch. */
  languageFor(wanted: string | null): ClientLanguage {
    return readableIn(wanted, this.reviewed);
  }

  /**
   * The text of a message, never in a language that is not reviewed. How to stop is in a text message when that makes it no part longer, and
   * says what is true of its sender. A published text that asks for a value that is not there makes way for that of the product.
   * @throws Error when the purpose knows no such channel, or that asks for a value that is missing: a defect, better held than sent with a hole
   */
  write(purpose: TemplatePurpose, channel: TemplateChannel, wanted: string | null, values: TemplateValues): WrittenMessage {
    const { text, language, form } = this.textFor(purpose, channel, this.languageFor(wanted), values);
    const filled = written(text, values, language);
    return channel === 'sms'
      ? { text: this.writeSms(text, filled, language, form), language }
      : { ...writeEmail(text, filled, language, form), language };
  }

  private writeSms(text: ParsedText, values: FieldValues, language: ClientLanguage, form: AddressForm): string {
    if (!text.body.fields.has('stop')) return fillIn(text.body, values);
    const way = this.options.canReply ? 'stop_by_reply' : values.link === undefined ? 'stop_by_coach' : 'stop_by_link';
    const stop = shippedPart(way, language, form);
    return fillIn(text.body, costsNoMore(text, values, stop) ? { ...values, stop } : values);
  }

  private textFor(purpose: TemplatePurpose, channel: TemplateChannel, language: ClientLanguage, values: TemplateValues): ChosenText {
    const form = language === DEFAULT_LANGUAGE ? this.options.form : 'u';
    const key = { purpose, channel, language, form };
    const published = this.published.get(keyOf(key));
    const hole = published && missingValue(published, values);
    if (published && !hole) return { text: published, language, form };
    if (hole) this.tell(`the published text of "${keyOf(key)}" asks for ${hole}, which is not there: the text of the product is used`);
    const text = shippedParsed(key);
    if (!text && language === DEFAULT_LANGUAGE) throw new Error(`there is no text for "${purpose}" by ${channel}`);
    if (!text) return this.textFor(purpose, channel, DEFAULT_LANGUAGE, values);
    const missing = missingValue(text, values);
    if (missing) throw new Error(`"${purpose}" has no value for ${missing}`);
    return { text, language, form };
  }
}

interface ChosenText {
  text: ParsedText;
  language: ClientLanguage;
  form: AddressForm;
}

function missingValue({ subject, body }: ParsedText, values: TemplateValues): string | undefined {
  const isMissing = (field: string) => field !== 'stop' && values[field as keyof TemplateValues] === undefined;
  return [...body.fields].find(isMissing) ?? [...(subject?.fields ?? [])].find(isMissing);
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
 * Whether how to stop makes a text message no part longer. Counting costs ten times what writing costs, and of two links only the token differs,
 * in letters that all take the same room: what was counted once is remembered, unless it is somebody's own words.
 */
function costsNoMore(template: ParsedText, values: FieldValues, stop: string): boolean {
  const segments = (filled: FieldValues) => smsShape(fillIn(template.body, filled)).segments;
  const count = () => segments({ ...values, stop }) <= Math.max(1, segments(values));
  if (values.message !== undefined) return count();
  const { link = '', lastDay = '', question = '', options = '', refusal = '', questions = '' } = values;
  const shape = [stop, link.length, link.slice(0, link.lastIndexOf('/')), lastDay, question, options, refusal, questions].join('\n');
  const counted = countedOf(template);
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

/** The values that the text asks for, as text. */
function written({ subject, body }: ParsedText, values: TemplateValues, language: ClientLanguage): FieldValues {
  const filled: FieldValues = {};
  for (const [field, value] of Object.entries(values) as [TemplateField, TemplateValues[keyof TemplateValues]][])
    if (value !== undefined && (body.fields.has(field) || subject?.fields.has(field)))
      filled[field] = value instanceof Temporal.PlainDate ? dayIn(language, value) : String(value);
  return filled;
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
