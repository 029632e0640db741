import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { AddressFeedbackService } from './address-feedback.service.js';
import { Channels } from './channels/channels.js';
import { ConfirmationsService } from './confirmations.service.js';
import { InboundService } from './inbound.service.js';
import { OutboxService } from './outbox.service.js';
import { ReceiptsService } from './receipts.service.js';

@Module({
  imports: [PeopleModule],
  providers: [Channels, AddressFeedbackService, OutboxService, ReceiptsService, InboundService, ConfirmationsService],
  exports: [OutboxService, ReceiptsService, InboundService, ConfirmationsService],
})
export class MessagingModule {}
