import { PROJECT_ROOT, type Language } from '#libs/platform';
import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SegmentedMessage } from 'sms-segments-calculator';

/** All that an invitation knows. There is no name, answer or topic in it: a telephone may be shared, and a screen lies on a table. */
export interface Invitation {
  language: Language;
  link: string;
  /** The last day on which the link works. */
  lastDay: Temporal.PlainDate;
  /** How many questions there are at most. */
  questions: number;
}

/** The first message of a round, or a friendly second one: for who has not begun, and for who stopped halfway. */
export const INVITATION_KINDS = ['invitation', 'reminder', 'reminder-started'] as const;
export type InvitationKind = (typeof INVITATION_KINDS)[number];

export interface WrittenInvitation {
  text: string;
  html?: string;
  subject?: string;
}

const handlebars = Handlebars.create();
const FOLDER = path.join(PROJECT_ROOT, 'libs/checkins/templates');
/** Made once: making one costs as much as the rest of an e-mail. It takes Temporal's dates, of which TypeScript does not know yet. */
const DAY_FORMAT: Record<Language, Intl.DateTimeFormat> = { nl: dayFormat('nl-NL'), en: dayFormat('en-GB') };

/** Read and compiled once; strict, so that a value that is missing fails loudly instead of leaving a hole in a message. */
const templates = Object.fromEntries(
  INVITATION_KINDS.map((kind) => [
    kind,
    {
      sms: compile(kind, 'sms', { noEscape: true }),
      subject: compile(kind, 'email', { part: '.subject', noEscape: true }),
      text: compile(kind, 'email', { part: '.txt', noEscape: true }),
      html: compile(kind, 'email', { part: '.html' }),
    },
  ]),
) as Record<InvitationKind, Record<'sms' | 'subject' | 'text' | 'html', Record<Language, Handlebars.TemplateDelegate>>>;

/**
 * The text message. How to stop is in it when that fits in the one segment, and says what is true for this sender:
 * a name instead of a number cannot be answered, then it can be done on the page of the link.
 */
export function writeSms(
  { language, link }: Pick<Invitation, 'language' | 'link'>,
  canReply: boolean,
  kind: InvitationKind = 'invitation',
): WrittenInvitation {
  const write = (mentionsStop: boolean) => templates[kind].sms[language]({ link, mentionsStop, canReply }).trim();
  // Of two links only the token differs, in letters that all take the same room: counted once, for counting costs more than writing.
  const shape = `${kind} ${language} ${canReply} ${link.length} ${link.slice(0, link.lastIndexOf('/'))}`;
  let fits = fitsWithStop.get(shape);
  if (fits === undefined) fitsWithStop.set(shape, (fits = new SegmentedMessage(write(true)).segmentsCount === 1));
  return { text: write(fits) };
}

/** Whether a text message with how to stop is one segment. */
const fitsWithStop = new Map<string, boolean>();

export function writeEmail({ language, link, lastDay, questions }: Invitation, kind: InvitationKind = 'invitation'): WrittenInvitation {
  const { subject, text, html } = templates[kind];
  const values = { link, questions, lastDay: DAY_FORMAT[language].format(lastDay as unknown as Date) };
  return {
    subject: subject[language](values).trim(),
    text: text[language](values),
    html: html[language](values),
  };
}

/** Whether a sender of text messages can be answered: a number can, a name cannot. */
export function canBeAnswered(sender: string | undefined): boolean {
  return sender?.startsWith('+') === true;
}

function dayFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
}

function compile(
  kind: InvitationKind,
  channel: 'sms' | 'email',
  { part = '', noEscape = false },
): Record<Language, Handlebars.TemplateDelegate> {
  const of = (language: Language) =>
    handlebars.compile(readFileSync(path.join(FOLDER, `${kind}.${channel}.${language}${part}.hbs`), 'utf8'), {
      strict: true,
      knownHelpersOnly: true,
      noEscape,
    });
  return { nl: of('nl'), en: of('en') };
}
