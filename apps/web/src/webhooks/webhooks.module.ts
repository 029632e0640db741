import { Module } from '@nestjs/common';
import { ConversationsModule } from '#libs/conversations';
import { MessagingModule } from '#libs/messaging';
import { TwilioController } from './twilio.controller.js';
import { TwilioSignatureGuard } from './twilio-signature.guard.js';

/** Other machines calling in: delivery receipts and replies. */
@Module({ imports: [ConversationsModule, MessagingModule], controllers: [TwilioController], providers: [TwilioSignatureGuard] })
export class WebhooksModule {}
