import { Injectable } from '@nestjs/common';
import { DEFAULT_LANGUAGE, isLanguage, PROJECT_ROOT, Texts } from '#libs/platform';
import path from 'node:path';
import type { Keyword } from './domain/keyword.js';
import { OutboxService } from './outbox.service.js';
import type { StatusChange } from './status-change.js';

export type ConfirmedKeyword = Exclude<Keyword, 'help'>;

/** The purpose of the message that confirms a keyword. */
export const CONFIRMATION_OF: Record<ConfirmedKeyword, string> = {
  stop: 'opt_out_confirmation',
  stop_all: 'opt_out_all_confirmation',
  start: 'opt_in_confirmation',
};

const texts = new Texts(path.join(PROJECT_ROOT, 'libs/messaging/messages'));

/** The short answer to STOP and START: neutral, for a telephone may be shared. */
@Injectable()
export class ConfirmationsService {
  constructor(private readonly outbox: OutboxService) {}

  /** Whether a message with this purpose is one of ours to write. */
  writes(purpose: string): boolean {
    return Object.values(CONFIRMATION_OF).includes(purpose);
  }

  async send(messageId: string, now: Temporal.Instant): Promise<StatusChange | null> {
    return this.outbox.deliver(messageId, now, async (_, { purpose, language }) => {
      const text = texts.text(isLanguage(language) ? language : DEFAULT_LANGUAGE, `confirmations.${purpose}`);
      return { text, stored: text };
    });
  }
}
