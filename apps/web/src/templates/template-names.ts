import type { ClientLanguage } from '#libs/platform';
import {
  ADDRESS_FORMS,
  TEMPLATES,
  TEMPLATE_CHANNELS,
  type AddressForm,
  type TemplateChannel,
  type TemplateKey,
  type TemplatePurpose,
} from '#libs/wording';

/** How messages are told apart on the screens: by when they are sent. */
export const GROUPS = {
  asking: ['check_in_invitation', 'check_in_reminder', 'check_in_reminder_started'],
  conversation: ['check_in_question', 'check_in_question_next', 'check_in_question_again', 'check_in_done', 'check_in_more'],
  answers: ['reply_not_understood', 'reply_use_link', 'late_reply', 'message_received', 'who_are_you', 'unknown_sender'],
  stopping: ['opt_out_confirmation', 'opt_out_all_confirmation', 'opt_in_confirmation'],
  help: ['help', 'crisis_help'],
  coach: ['coach_reply', 'suggestion_shared'],
} as const satisfies Record<string, readonly TemplatePurpose[]>;

export type TemplateGroup = keyof typeof GROUPS;

/** Sent to everybody of a round, and not to one person who wrote something. */
export function isForARound(purpose: TemplatePurpose): boolean {
  return (GROUPS.asking as readonly TemplatePurpose[]).includes(purpose) || purpose === 'check_in_question';
}

/** By which channels this is said. */
export function channelsOf(purpose: TemplatePurpose): TemplateChannel[] {
  return TEMPLATE_CHANNELS.filter((channel) => channel in TEMPLATES[purpose]);
}

/** Only Dutch tells u from je in these texts. */
export function formsOf(language: ClientLanguage): readonly AddressForm[] {
  return language === 'nl' ? ADDRESS_FORMS : ['u'];
}

export function pathOf({ purpose, channel, language, form }: TemplateKey): string {
  return `/beheer/berichten/${purpose}/${channel}/${language}/${form}`;
}
