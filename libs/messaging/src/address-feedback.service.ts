import { Injectable } from '@nestjs/common';
import { OptOutsService, ReachService } from '#libs/people';
import type { EntityManager } from 'typeorm';
import type { MessageChannel } from './channels/channel.js';
import { type FailureReason, lessonAboutAddress } from './domain/failure.js';

/**
 * Tells who keeps the addresses what a failure taught about one: that it can never work, or that its owner opted out at the operator.
 * One place, so that a refusal while sending and a receipt a day later have the same consequences, in the transaction of the failure.
 */
@Injectable()
export class AddressFeedbackService {
  constructor(
    private readonly reach: ReachService,
    private readonly optOuts: OptOutsService,
  ) {}

  async learn(
    tx: EntityManager,
    channel: MessageChannel,
    address: string,
    reason: FailureReason | null,
    now: Temporal.Instant,
  ): Promise<void> {
    const lesson = lessonAboutAddress(reason);
    if (lesson === 'invalid') await this.reach.markInvalid(tx, channel, address, reason as string, now);
    if (lesson === 'opted_out') await this.optOuts.optOutByAddress(tx, { channel, address, every: false, source: 'provider' }, now);
  }
}
