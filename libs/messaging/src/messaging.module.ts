import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { AddressFeedbackService } from './address-feedback.service.js';
import { Channels, DEFAULT_TIMEOUT_MS, PROVIDER_TIMEOUT_MS } from './channels/channels.js';
import { ConfirmationsService } from './confirmations.service.js';
import { DispatchService } from './dispatch.service.js';
import { InboundService } from './inbound.service.js';
import { LookUpService } from './look-up.service.js';
import { OutboxService } from './outbox.service.js';
import { ProviderSharesService } from './provider-shares.service.js';
import { ReceiptsService } from './receipts.service.js';

@Module({
  imports: [PeopleModule],
  providers: [
    { provide: PROVIDER_TIMEOUT_MS, useValue: DEFAULT_TIMEOUT_MS },
    Channels,
    ProviderSharesService,
    AddressFeedbackService,
    OutboxService,
    DispatchService,
    LookUpService,
    ReceiptsService,
    InboundService,
    ConfirmationsService,
  ],
  exports: [OutboxService, DispatchService, LookUpService, ProviderSharesService, ReceiptsService, InboundService, ConfirmationsService],
})
export class MessagingModule {}
