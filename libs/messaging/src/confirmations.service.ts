import { Injectable } from '@nestjs/common';
import { TemplatesService, type TemplatePurpose } from '#libs/wording';
import type { EntityManager } from 'typeorm';
import type { Composed, Composer, MessageToCompose } from './composer.js';
import type { Keyword } from './domain/keyword.js';

export type ConfirmedKeyword = Exclude<Keyword, 'help'>;

/** The purpose of the message that confirms a keyword. */
export const CONFIRMATION_OF = {
  stop: 'opt_out_confirmation',
  stop_all: 'opt_out_all_confirmation',
  start: 'opt_in_confirmation',
} as const satisfies Record<ConfirmedKeyword, TemplatePurpose>;

/** The purpose of the answer to HELP. */
export const HELP = 'help' satisfies TemplatePurpose;

/** The short answer to STOP, START and HELP: neutral, for a telephone may be shared. */
@Injectable()
export class ConfirmationsService implements Composer {
  readonly purposes = [...Object.values(CONFIRMATION_OF), HELP];

  constructor(private readonly templates: TemplatesService) {}

  async compose(tx: EntityManager, messages: readonly MessageToCompose[]): Promise<Map<string, Composed>> {
    const book = await this.templates.book(tx);
    return new Map(
      messages.map(({ id, purpose, channel, language }) => {
        const written = book.write(purpose as TemplatePurpose, channel, language, {});
        return [id, { ...written, stored: written.text }];
      }),
    );
  }
}
