import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { WordingModule } from '#libs/wording';
import { AddressFeedbackService } from './address-feedback.service.js';
import { BouncesService } from './bounces.service.js';
import { Channels, PROVIDER_TIMEOUT_MS } from './channels/channels.js';
import { ClaimingService } from './claiming.service.js';
import { ConfirmationsService } from './confirmations.service.js';
import { DispatchService } from './dispatch.service.js';
import { InboundService } from './inbound.service.js';
import { LookUpService } from './look-up.service.js';
import { MailServer } from './mail-server.js';
import { OutboxService } from './outbox.service.js';
import { ProviderSharesService } from './provider-shares.service.js';
import { ReceiptsService } from './receipts.service.js';
import { SettlingService } from './settling.service.js';
import { UnsubscribingService } from './unsubscribing.service.js';
import { UnreportedService } from './unreported.service.js';

@Module({
  imports: [PeopleModule, WordingModule],
  providers: [
    { provide: PROVIDER_TIMEOUT_MS, useFactory: ({ providerTimeoutMs }: Configuration) => providerTimeoutMs, inject: [CONFIGURATION] },
    Channels,
    ProviderSharesService,
    AddressFeedbackService,
    OutboxService,
    ClaimingService,
    SettlingService,
    DispatchService,
    LookUpService,
    UnreportedService,
    UnsubscribingService,
    BouncesService,
    MailServer,
    ReceiptsService,
    InboundService,
    ConfirmationsService,
  ],
  exports: [
    MailServer,
    BouncesService,
    Channels,
    OutboxService,
    DispatchService,
    LookUpService,
    ProviderSharesService,
    ReceiptsService,
    InboundService,
    ConfirmationsService,
    UnreportedService,
    UnsubscribingService,
  ],
})
export class MessagingModule {}
