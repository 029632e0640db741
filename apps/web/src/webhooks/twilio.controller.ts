import { Body, Controller, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { readOptOutType, ReceiptsService, type TwilioProvider } from '#libs/messaging';
import { HearingService } from '#libs/conversations';
import { Clock } from '#libs/platform';
import { Public, Unforgeable } from '../http/access.js';
import { SignedBy, TwilioSignatureGuard } from './twilio-signature.guard.js';
import { InboundForm, StatusForm, StatusQuery } from './twilio.dto.js';

/** What Twilio tells us: what became of a message, and what somebody wrote back. An empty answer, at once; what is unknown is fine too. */
@Public()
@Unforgeable()
@UseGuards(TwilioSignatureGuard)
@Controller('webhooks/twilio')
export class TwilioController {
  constructor(
    private readonly receipts: ReceiptsService,
    private readonly hearing: HearingService,
    private readonly clock: Clock,
  ) {}

  @Post('status')
  @HttpCode(204)
  async status(@SignedBy() provider: TwilioProvider, @Body() form: StatusForm, @Query() { message }: StatusQuery): Promise<void> {
    await this.receipts.record(
      null,
      {
        provider,
        providerMessageId: form.MessageSid,
        messageId: message ?? null,
        status: form.MessageStatus,
        errorCode: form.ErrorCode || null,
      },
      this.clock.now(),
    );
  }

  @Post('inbound')
  @HttpCode(204)
  async reply(@SignedBy() provider: TwilioProvider, @Body() { MessageSid, From, Body: body = '', OptOutType }: InboundForm): Promise<void> {
    await this.hearing.hear(
      { channel: 'sms', from: From, body, provider, providerMessageId: MessageSid, optOutType: readOptOutType(OptOutType) },
      this.clock.now(),
    );
  }
}
