import { Injectable } from '@nestjs/common';
import { DEFAULT_LANGUAGE, isLanguage, PROJECT_ROOT, Texts } from '#libs/platform';
import path from 'node:path';
import type { EntityManager } from 'typeorm';
import type { Composed, Composer, MessageToCompose } from './composer.js';
import type { Keyword } from './domain/keyword.js';

export type ConfirmedKeyword = Exclude<Keyword, 'help'>;

/** The purpose of the message that confirms a keyword. */
export const CONFIRMATION_OF: Record<ConfirmedKeyword, string> = {
  stop: 'opt_out_confirmation',
  stop_all: 'opt_out_all_confirmation',
  start: 'opt_in_confirmation',
};

/** The purpose of the answer to HELP. */
export const HELP = 'help';

const texts = new Texts(path.join(PROJECT_ROOT, 'libs/messaging/messages'));

/** The short answer to STOP, START and HELP: neutral, for a telephone may be shared. */
@Injectable()
export class ConfirmationsService implements Composer {
  readonly purposes = [...Object.values(CONFIRMATION_OF), HELP];

  async compose(_tx: EntityManager, messages: readonly MessageToCompose[]): Promise<Map<string, Composed>> {
    return new Map(
      messages.map(({ id, purpose, language }) => {
        const text = texts.text(isLanguage(language) ? language : DEFAULT_LANGUAGE, `confirmations.${purpose}`);
        return [id, { text, stored: text, subject: 'Werkplein' }];
      }),
    );
  }
}
