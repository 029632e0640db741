import { Injectable } from '@nestjs/common';
import { InvitingService } from '#libs/checkins';
import type { Composed, Composer, MessageToCompose } from '#libs/messaging';
import type { EntityManager } from 'typeorm';

/** Writes invitations and reminders: as a question to who answers by message, with a link to everybody else. And what a conversation says after that. */
@Injectable()
export class ConversationComposer implements Composer {
  readonly purposes: readonly string[];

  constructor(private readonly inviting: InvitingService) {
    this.purposes = inviting.purposes;
  }

  async compose(tx: EntityManager, messages: readonly MessageToCompose[], now: Temporal.Instant): Promise<Map<string, Composed>> {
    return this.inviting.compose(tx, messages, now);
  }
}
