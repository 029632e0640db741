/** How a message is written to whom: by SMS, or by e-mail. */
export const TEMPLATE_CHANNELS = ['sms', 'email'] as const;
export type TemplateChannel = (typeof TEMPLATE_CHANNELS)[number];

/** With u or with je: an office chooses one. Only Dutch has both. */
export const ADDRESS_FORMS = ['u', 'je'] as const;
export type AddressForm = (typeof ADDRESS_FORMS)[number];

export type TemplateField = 'link' | 'stop' | 'lastDay' | 'questions' | 'question' | 'options' | 'refusal' | 'message';

export interface TemplateRules {
  /** What may stand in it, as `{{field}}` or `{{#if field}}`. */
  fields: readonly TemplateField[];
  /** Without these it does not do what it is for. */
  required: readonly TemplateField[];
}

export interface Template {
  sms: TemplateRules;
  /** Not there: this is only said by SMS. */
  email?: TemplateRules;
  /** Only ever sent to somebody who wrote or can write back: it may ask for an answer, whoever is the sender. */
  isExchange?: true;
  /** It is about getting help at once: these numbers are in it, whatever else is changed. */
  helpLines?: readonly string[];
}

const INVITING: Template = {
  sms: { fields: ['link', 'stop', 'lastDay'], required: ['link', 'stop'] },
  email: { fields: ['link', 'lastDay', 'questions'], required: ['link'] },
};
const QUESTION: readonly TemplateField[] = ['question', 'options', 'refusal'];
const SAYS_SO: TemplateRules = { fields: [], required: [] };

/** Every message that is sent: what it is for, by which channels, and what it may hold. There is no name among the fields: a telephone may be shared. */
export const TEMPLATES = {
  check_in_invitation: INVITING,
  check_in_reminder: INVITING,
  check_in_reminder_started: INVITING,
  check_in_question: { sms: { fields: [...QUESTION, 'link', 'stop'], required: [...QUESTION, 'link', 'stop'] }, isExchange: true },
  check_in_question_next: { sms: { fields: QUESTION, required: QUESTION }, isExchange: true },
  check_in_question_again: { sms: { fields: [...QUESTION, 'link', 'stop'], required: [...QUESTION, 'link', 'stop'] }, isExchange: true },
  reply_not_understood: { sms: { fields: QUESTION, required: QUESTION }, isExchange: true },
  reply_use_link: { sms: { fields: ['link'], required: ['link'] }, isExchange: true },
  check_in_done: { sms: SAYS_SO, isExchange: true },
  check_in_more: { sms: { fields: ['link', 'questions'], required: ['link'] }, isExchange: true },
  late_reply: { sms: SAYS_SO, isExchange: true },
  opt_out_confirmation: { sms: SAYS_SO, email: SAYS_SO, isExchange: true },
  opt_out_all_confirmation: { sms: SAYS_SO, email: SAYS_SO, isExchange: true },
  opt_in_confirmation: { sms: SAYS_SO, email: SAYS_SO, isExchange: true },
  help: { sms: SAYS_SO, email: SAYS_SO, isExchange: true, helpLines: ['113', '112'] },
  crisis_help: { sms: SAYS_SO, email: SAYS_SO, isExchange: true, helpLines: ['113', '112'] },
  message_received: { sms: SAYS_SO, email: SAYS_SO, isExchange: true, helpLines: ['112'] },
  who_are_you: { sms: SAYS_SO, isExchange: true },
  unknown_sender: { sms: SAYS_SO, isExchange: true, helpLines: ['112'] },
  coach_reply: {
    sms: { fields: ['message', 'stop'], required: ['message', 'stop'] },
    email: { fields: ['message'], required: ['message'] },
  },
  suggestion_shared: {
    sms: { fields: ['link', 'stop', 'lastDay'], required: ['link', 'stop'] },
    email: { fields: ['link', 'lastDay'], required: ['link'] },
  },
} as const satisfies Record<string, Template>;

export type TemplatePurpose = keyof typeof TEMPLATES;
export const TEMPLATE_PURPOSES = Object.keys(TEMPLATES) as TemplatePurpose[];

export function isTemplatePurpose(value: unknown): value is TemplatePurpose {
  return typeof value === 'string' && Object.hasOwn(TEMPLATES, value);
}

/** The rules of a text; null where this is not said by that channel. */
export function rulesOf(purpose: TemplatePurpose, channel: TemplateChannel): TemplateRules | null {
  const template: Template = TEMPLATES[purpose];
  return template[channel] ?? null;
}

/** Which text: of a purpose, for a channel, in a language and a form. */
export interface TemplateKey {
  purpose: TemplatePurpose;
  channel: TemplateChannel;
  language: string;
  form: AddressForm;
}

export interface TemplateText {
  /** Of an e-mail only. */
  subject: string | null;
  body: string;
}

export function keyOf({ purpose, channel, language, form }: TemplateKey): string {
  return `${purpose} ${channel} ${language} ${form}`;
}
