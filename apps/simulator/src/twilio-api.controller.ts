import { Body, Controller, Get, Headers, HttpCode, HttpException, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Faults } from './faults.js';
import { OPTIONS, type SimulatorOptions } from './options.js';
import { Patience } from './patience.js';
import { Traffic, type SimulatedMessage } from './traffic.js';
import { WebhooksService } from './webhooks.service.js';

class MessageForm {
  @IsString() @IsOptional() To?: string;
  @IsString() @IsOptional() From?: string;
  @IsString() @IsOptional() @MaxLength(1600) Body?: string;
  @IsString() @IsOptional() StatusCallback?: string;
}

/** The part of Twilio's REST API that sends text messages, with Twilio's own errors. */
@Controller('2010-04-01/Accounts/:account')
export class TwilioApiController {
  constructor(
    @Inject(OPTIONS) private readonly options: SimulatorOptions,
    private readonly traffic: Traffic,
    private readonly faults: Faults,
    private readonly webhooks: WebhooksService,
    private readonly patience: Patience,
  ) {}

  @Post('Messages.json')
  @HttpCode(201)
  async create(
    @Param('account') account: string,
    @Headers('authorization') authorization: string | undefined,
    @Body() form: MessageForm,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    this.authenticate(account, authorization);
    const { To: to = '', From: from = '', Body: body = '', StatusCallback: statusCallback } = form;
    const slow = this.faults.strike('slow', to);
    if (slow) await this.patience.wait(slow.ms ?? 3000);
    if (this.faults.strike('too_many_requests', to)) throw problem(429, 20429, 'Too Many Requests');
    if (this.faults.strike('unavailable', to)) throw problem(503, 20503, 'Service Unavailable');
    if (this.faults.strike('bad_gateway', to)) return void reply.status(502).type('text/html').send('<h1>502 Bad Gateway</h1>');
    const refusal = this.faults.strike('refuse', to);
    if (refusal) throw problem(400, Number(refusal.code ?? 21211), 'Refused on request');
    if (!/^\+[1-9]\d{6,14}$/.test(to)) throw problem(400, 21211, `Invalid 'To' Phone Number`);
    if (!from) throw problem(400, 21603, `A 'From' phone number is required.`);
    if (!body) throw problem(400, 21602, 'Message body is required.');

    const message = this.traffic.add({
      kind: 'sms',
      direction: 'to_client',
      address: to,
      office: from,
      subject: null,
      text: body,
      html: null,
    });
    this.webhooks.report(message, statusCallback);
    if (this.faults.strike('drop', to)) return void reply.raw.destroy();
    const silence = this.faults.strike('timeout', to);
    if (silence) await this.patience.wait(silence.ms ?? 60_000);
    return this.resource(message);
  }

  @Get('Messages.json')
  list(
    @Param('account') account: string,
    @Headers('authorization') authorization: string | undefined,
    @Query('To') to?: string,
    @Query('PageSize') size?: string,
  ): unknown {
    this.authenticate(account, authorization);
    const messages = this.traffic.all().filter(({ kind, address }) => kind === 'sms' && (to === undefined || address === to));
    const pageSize = Math.min(Number(size) || 50, 1000);
    return {
      messages: messages.slice(0, pageSize).map((message) => this.resource(message)),
      page: 0,
      page_size: pageSize,
      next_page_uri: null,
      uri: this.uri(''),
    };
  }

  @Get('Messages/:file')
  find(@Param('account') account: string, @Param('file') file: string, @Headers('authorization') authorization?: string): unknown {
    this.authenticate(account, authorization);
    const message = this.traffic.find(file.replace(/\.json$/, ''));
    if (!message) throw problem(404, 20404, 'The requested resource was not found');
    return this.resource(message);
  }

  private authenticate(account: string, authorization: string | undefined): void {
    const { accountSid, authToken } = this.options;
    const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    if (account !== accountSid || authorization !== expected) throw problem(401, 20003, 'Authenticate');
  }

  private resource({ id, address, office, text, at, status, errorCode, direction }: SimulatedMessage): Record<string, unknown> {
    const isInbound = direction === 'from_client';
    const date = new Date(at.epochMilliseconds).toUTCString().replace('GMT', '+0000');
    return {
      sid: id,
      account_sid: this.options.accountSid,
      api_version: '2010-04-01',
      to: isInbound ? office : address,
      from: isInbound ? address : office,
      body: text,
      direction: isInbound ? 'inbound' : 'outbound-api',
      status,
      error_code: errorCode === null ? null : Number(errorCode),
      error_message: null,
      messaging_service_sid: null,
      num_media: '0',
      num_segments: '1',
      price: null,
      price_unit: 'EUR',
      date_created: date,
      date_updated: date,
      date_sent: status === 'queued' ? null : date,
      uri: this.uri(`/${id}`),
    };
  }

  private uri(rest: string): string {
    return `/2010-04-01/Accounts/${this.options.accountSid}/Messages${rest}.json`;
  }
}

function problem(status: number, code: number, message: string): HttpException {
  return new HttpException({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }, status);
}
